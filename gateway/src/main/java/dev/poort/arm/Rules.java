package dev.poort.arm;

import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.HttpListener;
import dev.poort.config.RequestRoutingRule;
import dev.poort.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads request routing rules. */
final class Rules {
  private static final String PATH_BASED = "PathBasedRouting";

  private final Resources<HttpListener> listeners;
  private final Resources<BackendAddressPool> pools;
  private final Resources<BackendHttpSettings> settings;
  private final Resources<ArmObject> pathMaps;
  private final Map<HttpListener, String> ruleOf = new HashMap<>();
  private final Priorities priorities = new Priorities();

  Rules(
      Resources<HttpListener> listeners,
      Resources<BackendAddressPool> pools,
      Resources<BackendHttpSettings> settings,
      Resources<ArmObject> pathMaps) {
    this.listeners = listeners;
    this.pools = pools;
    this.settings = settings;
    this.pathMaps = pathMaps;
  }

  /** A rule; null when it is left out. */
  @Nullable RequestRoutingRule read(ArmObject rule, String name) {
    Integer priority = priorities.read(rule, name);
    HttpListener listener = rule.requiredReference("httpListener", listeners);
    if (listener != null) claim(listener, rule, name);
    Target target = target(rule);
    if (listener == null || target == null) return null;
    return new RequestRoutingRule(name, priority, listener, target.pool(), target.settings());
  }

  /** Reports what only all rules together show. */
  void judgeTogether(Findings findings) {
    priorities.judgeTogether(findings);
  }

  /** Whether some rule, be it one that was left out, is for this listener. */
  boolean serve(HttpListener listener) {
    return ruleOf.containsKey(listener);
  }

  private void claim(HttpListener listener, ArmObject rule, String name) {
    String other = ruleOf.putIfAbsent(listener, name);
    JsonValue where = rule.raw("httpListener");
    if (other == null || where == null) return;
    rule.findings()
        .error(where, other + " is already the rule of " + listener.name(), "Take one of them out");
  }

  private @Nullable Target target(ArmObject rule) {
    String type = rule.choice("ruleType", List.of("Basic", PATH_BASED));
    if (type == null && rule.has("ruleType")) return null;
    boolean pathBased = type == null ? rule.has("urlPathMap") : type.equals(PATH_BASED);
    if (!pathBased) {
      return target(
          rule,
          List.of("redirectConfiguration", "loadDistributionPolicy"),
          "backendAddressPool",
          "backendHttpSettings");
    }
    ArmObject map = rule.requiredReference("urlPathMap", pathMaps);
    if (map == null) return null;
    return target(
        map,
        List.of("defaultRedirectConfiguration", "defaultLoadDistributionPolicy"),
        "defaultBackendAddressPool",
        "defaultBackendHttpSettings");
  }

  private @Nullable Target target(
      ArmObject holder, List<String> notYet, String poolProperty, String settingsProperty) {
    for (String property : notYet) {
      JsonValue value = holder.raw(property);
      if (value == null || holder.has(poolProperty)) continue;
      holder
          .findings()
          .warning(
              value,
              property + " has no effect in Poort yet, the rule is left out",
              "Until then its listener answers 404");
      return null;
    }
    BackendAddressPool pool = holder.requiredReference(poolProperty, pools);
    BackendHttpSettings how = holder.requiredReference(settingsProperty, settings);
    return pool == null || how == null ? null : new Target(pool, how);
  }

  private record Target(BackendAddressPool pool, BackendHttpSettings settings) {}
}
