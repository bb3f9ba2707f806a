package dev.poort.arm;

import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.BackendTarget;
import dev.poort.config.Forward;
import dev.poort.config.LoadDistributionPolicy;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RewriteRuleSet;
import dev.poort.config.RouteAction;
import dev.poort.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads what becomes of requests: a pool and its settings serve them, or a redirect sends them
 * elsewhere. Stands in a rule, in a path rule, and as the defaults of a map.
 */
final class RouteActions {
  private final Resources<BackendAddressPool> pools;
  private final Resources<BackendHttpSettings> settings;
  private final Resources<RedirectConfiguration> redirects;
  private final Resources<LoadDistributionPolicy> policies;
  private final Resources<RewriteRuleSet> rewriteSets;

  RouteActions(
      Resources<BackendAddressPool> pools,
      Resources<BackendHttpSettings> settings,
      Resources<RedirectConfiguration> redirects,
      Resources<LoadDistributionPolicy> policies,
      Resources<RewriteRuleSet> rewriteSets) {
    this.pools = pools;
    this.settings = settings;
    this.redirects = redirects;
    this.policies = policies;
    this.rewriteSets = rewriteSets;
  }

  /** The action of a rule or a path rule; null when none can be made, the reason being reported. */
  @Nullable RouteAction read(ArmObject holder) {
    return read(
        holder,
        "backendAddressPool",
        "backendHttpSettings",
        "redirectConfiguration",
        "loadDistributionPolicy",
        "rewriteRuleSet");
  }

  /** The action of a map for what none of its path rules names. */
  @Nullable RouteAction readDefault(ArmObject map) {
    return read(
        map,
        "defaultBackendAddressPool",
        "defaultBackendHttpSettings",
        "defaultRedirectConfiguration",
        "defaultLoadDistributionPolicy",
        "defaultRewriteRuleSet");
  }

  private @Nullable RouteAction read(
      ArmObject holder, String pool, String how, String redirect, String policy, String rewrites) {
    JsonValue elsewhere = holder.raw(redirect);
    if (elsewhere != null) {
      JsonValue unused = holder.raw(rewrites);
      if (unused != null) {
        String what = "a redirect is not rewritten: " + rewrites + " has no effect here";
        holder.findings().warning(unused, what, "Leave it out");
      }
      if (holder.has(pool)) {
        String what = "there are " + pool + " and " + redirect;
        holder.findings().error(elsewhere, what, "Keep one of them");
      }
      return holder.reference(redirect, redirects);
    }
    BackendTarget who =
        holder.has(policy)
            ? holder.reference(policy, policies)
            : holder.requiredReference(pool, pools);
    BackendHttpSettings with = holder.requiredReference(how, settings);
    RewriteRuleSet rewriting = holder.reference(rewrites, rewriteSets);
    JsonValue where = holder.raw(rewrites);
    if (rewriting != null && where != null && rewriting.reroutesAlways()) {
      String what = rewriting.name() + " reroutes every request, without end";
      holder.findings().error(where, what, "Give one of its rules a condition, or no reroute");
    }
    return who == null || with == null ? null : new Forward(who, with, rewriting);
  }
}
