package dev.poort.routing;

import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.Forward;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.HttpListener;
import dev.poort.config.PathRule;
import dev.poort.config.Protocol;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.RuleTarget;
import dev.poort.config.UrlPathMap;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule whose requests are told apart by some patterns, each a path rule of that name. */
final class PathRules {
  private final RuleRoutes routes;

  private PathRules(RuleTarget target) {
    routes = RuleRoutes.of(new RequestRoutingRule("rule", null, listener(), target));
  }

  static PathRules of(String... patterns) {
    return overriding(null, patterns);
  }

  /** The same with HTTP settings of such a path, the default's too. */
  static PathRules overriding(@Nullable String path, String... patterns) {
    Forward forward = forward(path);
    List<PathRule> rules =
        Arrays.stream(patterns)
            .map(pattern -> new PathRule(pattern, List.of(pattern), forward))
            .toList();
    return new PathRules(new UrlPathMap("map", forward, rules));
  }

  /** A basic rule. */
  static PathRules basic(@Nullable String overridingPath) {
    return new PathRules(forward(overridingPath));
  }

  private static Forward forward(@Nullable String path) {
    return new Forward(
        new BackendAddressPool("pool", List.of()),
        new BackendHttpSettings(
            "settings",
            80,
            Protocol.HTTP,
            Duration.ofSeconds(20),
            null,
            false,
            path,
            null,
            Duration.ofSeconds(30)));
  }

  private static HttpListener listener() {
    return new HttpListener(
        "listener",
        new FrontendIpConfiguration("frontend", null),
        new FrontendPort("port", 80),
        Protocol.HTTP,
        List.of(),
        null);
  }

  /** The pattern that serves a target: {@code default} when none does, {@code refused} if so. */
  String serving(String target) {
    String settled = routes.settle(target);
    if (settled == null) return "refused";
    PathRule rule = routes.route(settled).pathRule();
    return rule == null ? "default" : rule.name();
  }

  /** What a member gets for a target; {@code refused} if so. */
  String forwarded(String target) {
    String settled = routes.settle(target);
    return settled == null ? "refused" : routes.route(settled).forwarded(settled);
  }

  /** The target as it is matched and passed on. */
  @Nullable String settled(String target) {
    return routes.settle(target);
  }
}
