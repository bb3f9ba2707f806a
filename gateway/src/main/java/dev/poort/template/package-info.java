/**
 * The ARM template language: parameters, variables, expressions, copies, deployments. Knows nothing
 * of gateways.
 */
@NullMarked
package dev.poort.template;

import org.jspecify.annotations.NullMarked;
