package dev.poort.arm;

import dev.poort.config.EntraJwtValidation;
import dev.poort.config.Forward;
import dev.poort.config.HttpListener;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.RewriteRuleSet;
import dev.poort.config.RouteAction;
import dev.poort.config.RuleTarget;
import dev.poort.config.UrlPathMap;
import dev.poort.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads request routing rules. */
final class Rules {
  private static final String PATH_BASED = "PathBasedRouting";

  private final Resources<HttpListener> listeners;
  private final RouteActions actions;
  private final Resources<UrlPathMap> maps;
  private final Resources<EntraJwtValidation> tokens;
  private final Map<HttpListener, String> ruleOf = new HashMap<>();
  private final Priorities priorities = new Priorities();
  private final Shadows shadows = new Shadows();
  private boolean open;

  Rules(
      Resources<HttpListener> listeners,
      RouteActions actions,
      Resources<UrlPathMap> maps,
      Resources<EntraJwtValidation> tokens) {
    this.listeners = listeners;
    this.actions = actions;
    this.maps = maps;
    this.tokens = tokens;
  }

  /** A rule; null when it is left out. */
  @Nullable RequestRoutingRule read(ArmObject rule, String name) {
    Integer priority = priorities.read(rule, name);
    HttpListener listener = rule.requiredReference("httpListener", listeners);
    if (listener == null) open = true;
    else claim(listener, rule, name);
    RuleTarget target = target(rule, listener);
    EntraJwtValidation token = token(rule, listener);
    if (listener == null || target == null) return null;
    var read = new RequestRoutingRule(name, priority, listener, target, token);
    shadows.add(read, rule);
    return read;
  }

  /**
   * Reports what only all rules together show.
   *
   * @param basicInOrder as of {@link dev.poort.config.ApplicationGateway}
   */
  void judgeTogether(Findings findings, boolean basicInOrder) {
    priorities.judgeTogether(findings);
    shadows.judgeTogether(basicInOrder);
  }

  /** Whether some rule, be it one that was left out, is or may be for this listener. */
  boolean serve(HttpListener listener) {
    return open || ruleOf.containsKey(listener);
  }

  private void claim(HttpListener listener, ArmObject rule, String name) {
    String other = ruleOf.putIfAbsent(listener, name);
    JsonValue where = rule.raw("httpListener");
    if (other == null || where == null) return;
    rule.findings()
        .error(where, other + " is already the rule of " + listener.name(), "Take one of them out");
  }

  private @Nullable EntraJwtValidation token(ArmObject rule, @Nullable HttpListener listener) {
    JsonValue where = rule.raw("entraJWTValidationConfig");
    EntraJwtValidation token = rule.reference("entraJWTValidationConfig", tokens);
    if (where == null || token == null) return token;
    if (token.source() == null) EntraJwtValidations.reportUnbound(token, where, rule.findings());
    if (listener != null && !listener.protocol().secure()) {
      String what =
          "tokens over plain HTTP can be read on the way, Azure takes them over HTTPS alone";
      rule.findings().warning(where, what, "Make the protocol of " + listener.name() + " Https");
    }
    return token;
  }

  private @Nullable RuleTarget target(ArmObject rule, @Nullable HttpListener listener) {
    String type = rule.choice("ruleType", List.of("Basic", PATH_BASED));
    if (type == null && rule.has("ruleType")) return null;
    boolean pathBased = type == null ? rule.has("urlPathMap") : type.equals(PATH_BASED);
    if (pathBased) {
      warnOfUnusedRewrites(rule);
      return rule.requiredReference("urlPathMap", maps);
    }
    RouteAction action = actions.read(rule);
    if (action instanceof Forward forward) judgeReroute(rule, forward.rewriteRuleSet());
    if (action instanceof RedirectConfiguration redirect) warnOfCircle(rule, listener, redirect);
    return action;
  }

  private static void warnOfUnusedRewrites(ArmObject rule) {
    JsonValue where = rule.raw("rewriteRuleSet");
    if (where == null) return;
    String what = "rewriteRuleSet has no effect on a rule with a urlPathMap";
    String mend = "Give it to the pathRules, and as defaultRewriteRuleSet to the map";
    rule.findings().warning(where, what, mend);
  }

  /** Azure: reroute is not allowed for basic rules, which have no paths to choose from. */
  private static void judgeReroute(ArmObject rule, @Nullable RewriteRuleSet set) {
    JsonValue where = rule.raw("rewriteRuleSet");
    if (where == null || set == null || !set.reroutes()) return;
    String what = "%s reroutes, and a Basic rule has no paths to ask again".formatted(set.name());
    rule.findings().error(where, what, "Set reroute to false, or give the rule a urlPathMap");
  }

  private static void warnOfCircle(
      ArmObject rule, @Nullable HttpListener listener, RedirectConfiguration redirect) {
    JsonValue where = rule.raw("redirectConfiguration");
    if (where == null || !redirect.target().equals(listener)) return;
    String what =
        redirect.name() + " leads back to the listener of this rule, clients go in circles";
    rule.findings().warning(where, what, "Lead it to another listener");
  }
}
