/**
 * JSON with positions: reads what people really write (comments, trailing commas, a missing brace)
 * and knows for every value its line, column and path.
 */
@NullMarked
package dev.poort.json;

import org.jspecify.annotations.NullMarked;
