package dev.poort.routing;

import dev.poort.config.HttpListener;
import dev.poort.config.PathRule;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.RouteAction;
import dev.poort.config.UrlPathMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one rule, by path. Immutable.
 *
 * <p>Where the path decides anything, a request's target is settled first: it is matched in a
 * spelling that cannot get around a rule, and the same spelling goes to the member. See
 * docs/design/009-paths.md.
 */
public final class RuleRoutes {
  private final RequestRoutingRule rule;
  private final Route standard;
  private final List<Route> byPattern;
  private final @Nullable PathTree patterns;
  private final boolean pathCounts;

  private RuleRoutes(RequestRoutingRule rule, RouteAction standard, List<PathRule> pathRules) {
    this.rule = rule;
    this.standard = new Route(rule, null, 0, standard);
    List<Route> routes = new ArrayList<>();
    List<PathPattern> compiled = new ArrayList<>();
    for (PathRule pathRule : pathRules) {
      for (String path : pathRule.paths()) {
        PathPattern pattern = PathPattern.of(path, routes.size());
        compiled.add(pattern);
        routes.add(new Route(rule, pathRule, pattern.text().length(), pathRule.action()));
      }
    }
    this.byPattern = List.copyOf(routes);
    this.patterns = compiled.isEmpty() ? null : PathTree.of(compiled);
    this.pathCounts = patterns != null || Route.needsPath(standard);
  }

  static RuleRoutes of(RequestRoutingRule rule) {
    return switch (rule.target()) {
      case RouteAction action -> new RuleRoutes(rule, action, List.of());
      case UrlPathMap map -> new RuleRoutes(rule, map.defaultAction(), map.pathRules());
    };
  }

  /** The rule. */
  public RequestRoutingRule rule() {
    return rule;
  }

  /** Whose requests it serves. */
  public HttpListener listener() {
    return rule.httpListener();
  }

  /** All routes: those of the patterns in the order in which they are asked, then the default. */
  public List<Route> all() {
    List<Route> all = new ArrayList<>(byPattern);
    all.add(standard);
    return all;
  }

  /**
   * The target in the spelling that is matched and that goes to a member. Where no path decides
   * anything, and for most paths, that is the target itself.
   *
   * @param target path and perhaps query as they came, or {@code *}
   * @return null when another way to read the path, which servers are known for, would go by
   *     another path rule
   */
  public @Nullable String settle(String target) {
    if (!pathCounts || PathText.isPlain(target)) return target;
    int end = PathText.end(target);
    String path = normal(target.substring(0, end));
    if (path == null || misreading(path) != null) return null;
    return path.concat(target.substring(end));
  }

  /**
   * Why a target is not settled; null when it is.
   *
   * @param target path and perhaps query as they came, or {@code *}
   */
  public @Nullable Ambiguity ambiguity(String target) {
    if (!pathCounts || PathText.isPlain(target)) return null;
    String path = normal(target.substring(0, PathText.end(target)));
    return path == null ? Ambiguity.broken() : misreading(path);
  }

  /** The path in normal form, its slashes merged where that leads elsewhere. */
  private @Nullable String normal(String asked) {
    String path = PathText.normal(asked);
    if (path == null) return null;
    String merged = PathText.merged(path);
    return goesBy(route(path), route(merged)) ? path : merged;
  }

  /** How else a path in normal form is read, and would go by another path rule. */
  private @Nullable Ambiguity misreading(String path) {
    Route serving = route(path);
    for (String reading : PathText.otherReadings(path)) {
      if (PathText.hasDotSegment(reading)) return new Ambiguity(reading, serving, null);
      String merged = PathText.merged(reading);
      Route other = route(merged);
      if (!goesBy(serving, other)) return new Ambiguity(merged, serving, other);
    }
    return null;
  }

  /** Whether two routes are of one path rule. */
  private static boolean goesBy(Route one, Route other) {
    return Objects.equals(one.pathRule(), other.pathRule());
  }

  /**
   * The route of a request.
   *
   * @param target as {@link #settle} gave it
   */
  public Route route(String target) {
    if (patterns == null) return standard;
    int first = patterns.first(target, PathText.end(target));
    return first < 0 ? standard : byPattern.get(first);
  }

  /**
   * The first pattern that names a request's path: which of {@link #all} is its route. Those before
   * it do not name it.
   *
   * @param target as {@link #settle} gave it
   */
  public int place(String target) {
    int first = patterns == null ? -1 : patterns.first(target, PathText.end(target));
    return first < 0 ? byPattern.size() : first;
  }
}
