/** Poort's public face: start a gateway from Java. */
@NullMarked
package dev.poort;

import org.jspecify.annotations.NullMarked;
