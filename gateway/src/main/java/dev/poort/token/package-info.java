/** The bearer tokens of requests: who signed them, for whom, and whether they still hold. */
@NullMarked
package dev.poort.token;

import org.jspecify.annotations.NullMarked;
