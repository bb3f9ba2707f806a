/** Reads a gateway from ARM JSON: finds the resource, resolves references, judges every value. */
@NullMarked
package dev.poort.arm;

import org.jspecify.annotations.NullMarked;
