package dev.poort.config;

import org.jspecify.annotations.Nullable;

/**
 * Says where the requests of a listener go (ARM: {@code requestRoutingRules}).
 *
 * @param name unique among the rules
 * @param priority 1 to 20000, lower first; null in files of the time before priorities, and then in
 *     all rules
 * @param httpListener whose requests it serves
 * @param target where they go: an action under {@code Basic}, a map of paths under {@code
 *     PathBasedRouting}
 * @param entraJwtValidation how the tokens of its requests are looked at; null when they are not
 */
public record RequestRoutingRule(
    String name,
    @Nullable Integer priority,
    HttpListener httpListener,
    RuleTarget target,
    @Nullable EntraJwtValidation entraJwtValidation) {
  /** A rule that does not look at tokens. */
  public RequestRoutingRule(
      String name, @Nullable Integer priority, HttpListener httpListener, RuleTarget target) {
    this(name, priority, httpListener, target, null);
  }
}
