package dev.poort.management;

import dev.poort.config.BackendAddressPool;
import dev.poort.config.Forward;
import dev.poort.config.HttpListener;
import dev.poort.config.LoadDistributionPolicy;
import dev.poort.config.LoadDistributionPolicy.Target;
import dev.poort.config.PathRule;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.RewriteRuleSet;
import dev.poort.config.RouteAction;
import dev.poort.config.TargetUrl;
import dev.poort.config.UrlPathMap;
import java.io.IOException;

/** The part of a {@link GatewayDocument} that says where requests go. */
final class RoutingDocument {
  private RoutingDocument() {}

  static void write(ArmWriter out, RedirectConfiguration redirect) throws IOException {
    out.text("redirectType", redirect.redirectType().armName());
    switch (redirect.target()) {
      case HttpListener listener ->
          out.reference("targetListener", "httpListeners", listener.name());
      case TargetUrl(String url) -> out.text("targetUrl", url);
    }
    out.flag("includePath", redirect.includePath());
    out.flag("includeQueryString", redirect.includeQueryString());
  }

  static void write(ArmWriter out, LoadDistributionPolicy policy) throws IOException {
    out.text("loadDistributionAlgorithm", policy.algorithm().armName());
    out.openArray("loadDistributionTargets");
    for (Target target : policy.targets()) {
      out.open();
      String pool = target.backendAddressPool().name();
      out.reference("backendAddressPool", "backendAddressPools", pool);
      out.number("weightPerServer", target.weightPerServer());
      out.close();
    }
    out.closeArray();
  }

  static void write(ArmWriter out, UrlPathMap map) throws IOException {
    switch (map.defaultAction()) {
      case Forward forward -> {
        switch (forward.target()) {
          case BackendAddressPool pool ->
              out.reference("defaultBackendAddressPool", "backendAddressPools", pool.name());
          case LoadDistributionPolicy policy ->
              out.reference(
                  "defaultLoadDistributionPolicy", "loadDistributionPolicies", policy.name());
        }
        out.reference(
            "defaultBackendHttpSettings",
            "backendHttpSettingsCollection",
            forward.backendHttpSettings().name());
        RewriteRuleSet set = forward.rewriteRuleSet();
        if (set != null) out.reference("defaultRewriteRuleSet", "rewriteRuleSets", set.name());
      }
      case RedirectConfiguration redirect ->
          out.reference("defaultRedirectConfiguration", "redirectConfigurations", redirect.name());
    }
    out.collection("pathRules", map.pathRules(), PathRule::name, RoutingDocument::write);
  }

  private static void write(ArmWriter out, PathRule rule) throws IOException {
    out.texts("paths", rule.paths());
    write(out, rule.action());
  }

  private static void write(ArmWriter out, RouteAction action) throws IOException {
    switch (action) {
      case Forward forward -> {
        switch (forward.target()) {
          case BackendAddressPool pool ->
              out.reference("backendAddressPool", "backendAddressPools", pool.name());
          case LoadDistributionPolicy policy ->
              out.reference("loadDistributionPolicy", "loadDistributionPolicies", policy.name());
        }
        out.reference(
            "backendHttpSettings",
            "backendHttpSettingsCollection",
            forward.backendHttpSettings().name());
        RewriteRuleSet set = forward.rewriteRuleSet();
        if (set != null) out.reference("rewriteRuleSet", "rewriteRuleSets", set.name());
      }
      case RedirectConfiguration redirect ->
          out.reference("redirectConfiguration", "redirectConfigurations", redirect.name());
    }
  }

  static void write(ArmWriter out, RequestRoutingRule rule) throws IOException {
    if (rule.priority() != null) out.number("priority", rule.priority());
    out.reference("httpListener", "httpListeners", rule.httpListener().name());
    switch (rule.target()) {
      case RouteAction action -> {
        out.text("ruleType", "Basic");
        write(out, action);
      }
      case UrlPathMap map -> {
        out.text("ruleType", "PathBasedRouting");
        out.reference("urlPathMap", "urlPathMaps", map.name());
      }
    }
  }
}
