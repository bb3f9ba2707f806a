/**
 * The language between the brackets: a parser of template expressions, with positions, and what it
 * reads.
 */
@NullMarked
package dev.poort.template.expression;

import org.jspecify.annotations.NullMarked;
