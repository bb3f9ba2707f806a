package dev.poort.explain;

import dev.poort.config.PathRule;
import dev.poort.config.RouteAction;
import dev.poort.config.UrlPathMap;
import dev.poort.explain.Step.Note;
import dev.poort.explain.Step.Topic;
import dev.poort.problem.Place;
import dev.poort.routing.Ambiguity;
import dev.poort.routing.Route;
import dev.poort.routing.RuleRoutes;
import java.util.ArrayList;
import java.util.List;

/** Which path rule a path leads to, and why not the others. */
final class PathChoice {
  private record Pattern(String text, PathRule rule, Place place) {}

  private final Places places;
  private final RuleRoutes rule;

  PathChoice(Places places, RuleRoutes rule) {
    this.places = places;
    this.rule = rule;
  }

  /**
   * The path can be read in two ways.
   *
   * @param why what is wrong with it
   */
  Step ambiguous(Ambiguity why) {
    List<Note> notes = new ArrayList<>();
    if (why.serving() != null) notes.add(leads("as it stands it goes by ", why.serving()));
    if (why.other() != null) notes.add(leads(why.reading() + " goes by ", why.other()));
    return new Step(Topic.PATH, why.inWords(), place(), notes);
  }

  private Note leads(String before, Route route) {
    PathRule by = route.pathRule();
    Place at =
        by == null || !(rule.rule().target() instanceof UrlPathMap map)
            ? place()
            : places.of("urlPathMaps", map.name(), "pathRules", by.name());
    return new Note(before + route.inWords(), at);
  }

  private Place place() {
    return switch (rule.rule().target()) {
      case UrlPathMap map -> places.of("urlPathMaps", map.name());
      case RouteAction _ -> places.of("requestRoutingRules", rule.rule().name());
    };
  }

  /**
   * How the path decides; nothing where it does not.
   *
   * @param asked the target as it came
   * @param settled in the spelling that is matched
   */
  List<Step> steps(String asked, String settled) {
    List<Note> notes = new ArrayList<>();
    if (!asked.equals(settled))
      notes.add(Note.of("read as " + settled + ", so that no spelling gets around a rule"));
    if (!(rule.rule().target() instanceof UrlPathMap map)) {
      return notes.isEmpty()
          ? List.of()
          : List.of(new Step(Topic.PATH, "it decides nothing under a basic rule", place(), notes));
    }
    List<Pattern> patterns = patterns(map);
    int found = rule.place(settled);
    for (Pattern tried : patterns.subList(0, found)) {
      notes.add(
          new Note("not " + tried.rule().name() + ": " + refuses(tried.text()), tried.place()));
    }
    int left = patterns.size() - found - 1;
    if (left > 0)
      notes.add(
          Note.of(left + (left == 1 ? " more pattern is" : " more patterns are") + " not asked"));
    if (found == patterns.size()) {
      String text = "no path rule names it, the defaults of " + map.name() + " hold";
      return List.of(new Step(Topic.PATH, text, place(), notes));
    }
    Pattern taken = patterns.get(found);
    String text = taken.rule().name() + ": " + taken.text() + " names it";
    return List.of(new Step(Topic.PATH, text, taken.place(), notes));
  }

  private static String refuses(String pattern) {
    return pattern.endsWith("*")
        ? "it does not begin with " + pattern.substring(0, pattern.length() - 1)
        : "it is not " + pattern;
  }

  private List<Pattern> patterns(UrlPathMap map) {
    List<Pattern> patterns = new ArrayList<>();
    for (PathRule each : map.pathRules()) {
      for (int i = 0; i < each.paths().size(); i++) {
        Place place =
            places.of(
                "urlPathMaps", map.name(), "pathRules", each.name(), "paths", Integer.toString(i));
        patterns.add(new Pattern(each.paths().get(i), each, place));
      }
    }
    return patterns;
  }
}
