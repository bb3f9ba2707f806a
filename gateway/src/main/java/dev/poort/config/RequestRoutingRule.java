package dev.poort.config;

import java.util.Comparator;
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

  /**
   * The order in which rules are asked: by their priorities; without priorities those of multi-site
   * listeners come before those of basic ones, and the file's order decides the rest.
   *
   * @param basicInOrder whether it decides between those two as well, as on v1 SKUs
   */
  public static Comparator<RequestRoutingRule> order(boolean basicInOrder) {
    Comparator<RequestRoutingRule> order = Comparator.comparingInt(RequestRoutingRule::place);
    return basicInOrder ? order : order.thenComparing(RequestRoutingRule::basicLast);
  }

  private int place() {
    return priority == null ? Integer.MAX_VALUE : priority;
  }

  private boolean basicLast() {
    return priority == null && !httpListener.multiSite();
  }
}
