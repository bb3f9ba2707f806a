/**
 * Which rule serves a request: compiles a configuration into immutable tables. Pure functions,
 * testable without a socket.
 */
@NullMarked
package dev.poort.routing;

import org.jspecify.annotations.NullMarked;
