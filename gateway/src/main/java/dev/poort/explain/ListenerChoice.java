package dev.poort.explain;

import dev.poort.config.HttpListener;
import dev.poort.config.RouteAction;
import dev.poort.config.UrlPathMap;
import dev.poort.explain.Step.Note;
import dev.poort.explain.Step.Topic;
import dev.poort.problem.Place;
import dev.poort.routing.RouteTable;
import dev.poort.routing.RuleRoutes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which listener of a port takes a request, and why not the others. */
final class ListenerChoice {
  private final Entry entry;
  private final Places places;
  private final String host;
  private final @Nullable RuleRoutes rule;

  /**
   * @param authority Host as it came
   */
  ListenerChoice(Entry entry, String authority) {
    this.entry = entry;
    this.places = entry.subject().places();
    this.host = RouteTable.host(authority);
    this.rule = entry.table().rule(authority);
  }

  /** The rule that serves it; null when none does. */
  @Nullable RuleRoutes rule() {
    return rule;
  }

  /** Which listener, and why not the others. */
  Step listener() {
    List<Note> others = new ArrayList<>();
    boolean before = true;
    for (RuleRoutes each : entry.table().rules()) {
      if (each.equals(rule)) before = false;
      else others.add(note(each.listener(), before ? refuses(each) : comesLater(each)));
    }
    for (HttpListener each : entry.subject().gateway().httpListeners()) {
      if (!entry.listeners().contains(each)) {
        others.add(note(each, "it is on port " + each.frontendPort().port() + frontend(each)));
      } else if (entry.table().rules().stream().noneMatch(it -> it.listener().equals(each))) {
        others.add(note(each, "no rule is for it"));
      }
    }
    if (rule == null) {
      String text = "none on this port serves the host " + host;
      return new Step(Topic.LISTENER, text, null, others);
    }
    HttpListener taken = rule.listener();
    return new Step(Topic.LISTENER, taken.name() + ": " + serves(taken), place(taken), others);
  }

  private String frontend(HttpListener other) {
    return other.frontendIpConfiguration().equals(entry.frontend())
        ? ""
        : " of the frontend " + other.frontendIpConfiguration().name();
  }

  private String serves(HttpListener listener) {
    if (!listener.multiSite()) return "it serves every host";
    List<String> names = listener.hostNames();
    String fitting =
        names.stream().filter(name -> RouteTable.matches(name, host)).findFirst().orElseThrow();
    return fitting.equals(host) ? "it serves " + host : "it serves " + fitting + ", so " + host;
  }

  private static String refuses(RuleRoutes other) {
    return "it serves " + String.join(", ", other.listener().hostNames());
  }

  private String comesLater(RuleRoutes other) {
    if (!RouteTable.serves(other.listener(), host)) return refuses(other);
    Integer priority = other.rule().priority();
    String why =
        priority != null
            ? "its rule has the priority " + priority
            : other.listener().multiSite() || entry.subject().gateway().basicInOrder()
                ? "its rule is listed later"
                : "it is basic";
    return "it would serve the host too, but comes later: " + why;
  }

  private Note note(HttpListener listener, String why) {
    return new Note("not " + listener.name() + ": " + why, place(listener));
  }

  private Place place(HttpListener listener) {
    return places.has(List.of("httpListeners", listener.name()), "hostNames")
        ? places.of("httpListeners", listener.name(), "hostNames")
        : places.of("httpListeners", listener.name(), "hostName");
  }

  /** The rule of the listener. */
  Step served(RuleRoutes by) {
    Integer priority = by.rule().priority();
    String order = priority == null ? "" : ", priority " + priority;
    String kind =
        switch (by.rule().target()) {
          case RouteAction _ -> ", Basic";
          case UrlPathMap map -> ", PathBasedRouting by the map " + map.name();
        };
    String text = by.rule().name() + order + kind;
    return new Step(
        Topic.RULE, text, places.of("requestRoutingRules", by.rule().name()), List.of());
  }
}
