/**
 * The functions of the template language that work on their arguments alone. Each takes values and
 * gives a value; none knows of parameters, resources or deployments.
 */
@NullMarked
package dev.poort.template.function;

import org.jspecify.annotations.NullMarked;
