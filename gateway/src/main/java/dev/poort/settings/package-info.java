/** poort.json: everything that is Poort's own and not ARM's. */
@NullMarked
package dev.poort.settings;

import org.jspecify.annotations.NullMarked;
