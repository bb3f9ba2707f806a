/**
 * Who may call the management address: users, secrets, tokens, roles. Knows nothing of HTTP's ways.
 */
@NullMarked
package dev.poort.identity;

import org.jspecify.annotations.NullMarked;
