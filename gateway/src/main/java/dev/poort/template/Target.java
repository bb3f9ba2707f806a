package dev.poort.template;

import dev.poort.json.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where a deployment stands among all of them.
 *
 * @param name of the deployment
 * @param scope where in Azure it goes to
 * @param file the file of its template; null where that is written within another one
 * @param nesting how many deployments it is in
 * @param chain those deployments, for a problem
 */
record Target(String name, Scope scope, @Nullable String file, int nesting, Position.Trail chain) {}
