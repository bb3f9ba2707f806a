package dev.poort.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells the requests of a rule apart by their paths (ARM: {@code urlPathMaps}).
 *
 * @param name unique among the maps
 * @param defaultAction what becomes of a request whose path no path rule names
 * @param pathRules asked in the file's order; the first that names the path serves the request
 */
public record UrlPathMap(String name, RouteAction defaultAction, List<PathRule> pathRules)
    implements RuleTarget {
  public UrlPathMap {
    pathRules = List.copyOf(pathRules);
  }

  @Override
  public List<RouteAction> actions() {
    List<RouteAction> all = new ArrayList<>();
    for (PathRule rule : pathRules) all.add(rule.action());
    all.add(defaultAction);
    return all;
  }
}
