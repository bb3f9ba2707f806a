package dev.poort.config;

import org.jspecify.annotations.Nullable;

/**
 * Members serve the request.
 *
 * @param target who serves it
 * @param backendHttpSettings how the members are spoken to
 * @param rewriteRuleSet what is changed on the way; null for nothing
 */
public record Forward(
    BackendTarget target,
    BackendHttpSettings backendHttpSettings,
    @Nullable RewriteRuleSet rewriteRuleSet)
    implements RouteAction {
  /** Served as the client sent it. */
  public Forward(BackendTarget target, BackendHttpSettings backendHttpSettings) {
    this(target, backendHttpSettings, null);
  }
}
