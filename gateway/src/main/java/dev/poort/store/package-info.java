/** Versions of what was applied, kept and found again. */
@NullMarked
package dev.poort.store;

import org.jspecify.annotations.NullMarked;
