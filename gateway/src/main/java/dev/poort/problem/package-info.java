/**
 * What is wrong with an input: the {@link dev.poort.problem.Problem} with its place and its mend,
 * and what comes of reading. Knows nothing of what is read.
 */
@NullMarked
package dev.poort.problem;

import org.jspecify.annotations.NullMarked;
