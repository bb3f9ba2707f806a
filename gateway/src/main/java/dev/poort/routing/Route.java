package dev.poort.routing;

import dev.poort.config.Forward;
import dev.poort.config.HttpListener;
import dev.poort.config.PathRule;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.RouteAction;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param rule the rule of the listener that took it
 * @param pathRule the path rule that names its path; null under a basic rule, and for the default
 *     of a map
 * @param matched how many characters of the path the pattern names before its {@code *}; 0 without
 *     a path rule
 * @param action what becomes of it
 */
public record Route(
    RequestRoutingRule rule, @Nullable PathRule pathRule, int matched, RouteAction action) {
  /** Which listener took the request. */
  public HttpListener listener() {
    return rule.httpListener();
  }

  /** Its path rule for people. */
  public String inWords() {
    return pathRule == null ? "the defaults" : "the path rule " + pathRule.name();
  }

  /**
   * The target that a member gets: the settings' {@code path} stands before the request's, or takes
   * the place of what the pattern named. Between the two stands one slash.
   *
   * @param target as {@link RuleRoutes#settle} gave it
   */
  public String forwarded(String target) {
    return forwarded(target, matched);
  }

  /**
   * The target that a member gets, for one that a rewrite made.
   *
   * @param target path and query
   * @param named how many of its characters the pattern names; 0 when it does not name it
   */
  public String forwarded(String target, int named) {
    String before = override(action);
    if (before == null || target.charAt(0) != '/') return target;
    String rest = target.substring(named);
    if (rest.isEmpty() || rest.charAt(0) == '?') return before + rest;
    boolean slashBefore = before.endsWith("/");
    boolean slashAfter = rest.charAt(0) == '/';
    if (slashBefore && slashAfter) return before + rest.substring(1);
    return slashBefore || slashAfter ? before + rest : before + "/" + rest;
  }

  /** Whether an action needs the request's path in normal form: it is changed, or looked at. */
  static boolean needsPath(RouteAction action) {
    return action instanceof Forward forward
        && (forward.backendHttpSettings().path() != null || forward.rewriteRuleSet() != null);
  }

  /** The path of an action's settings; null when they leave the request's path as it is. */
  private static @Nullable String override(RouteAction action) {
    return action instanceof Forward forward ? forward.backendHttpSettings().path() : null;
  }
}
