/** Says step by step what becomes of a request, and why, without sending it. */
@NullMarked
package dev.poort.explain;

import org.jspecify.annotations.NullMarked;
