package dev.poort.arm;

import dev.poort.config.PathRule;
import dev.poort.config.RouteAction;
import dev.poort.config.UrlPathMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads maps of paths and their path rules. */
final class UrlPathMaps {
  private final RouteActions actions;

  UrlPathMaps(RouteActions actions) {
    this.actions = actions;
  }

  @Nullable UrlPathMap read(ArmObject map, String name) {
    PathPatterns patterns = new PathPatterns();
    Resources<PathRule> rules =
        Resources.read(
            map, ArmType.PATH_RULE, (rule, ruleName) -> pathRule(rule, ruleName, patterns));
    RouteAction standard = actions.readDefault(map);
    return standard == null ? null : new UrlPathMap(name, standard, rules.values());
  }

  private @Nullable PathRule pathRule(ArmObject rule, String name, PathPatterns patterns) {
    List<String> paths = patterns.read(rule, name);
    RouteAction action = actions.read(rule);
    return action == null ? null : new PathRule(name, paths, action);
  }
}
