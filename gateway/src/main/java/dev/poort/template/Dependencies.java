package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Holds {@code dependsOn} to the resources of a template: each names one of them, and none waits
 * for itself. Source: "Define the order for deploying resources in ARM templates".
 */
final class Dependencies {
  private static final int SHOWN = 6;

  private final ResourceIndex resources;
  private final boolean isSymbolic;
  private final World world;
  private final Map<Object, List<Object>> edges = new HashMap<>();

  Dependencies(Deployment deployment) {
    resources = deployment.index();
    isSymbolic = deployment.isSymbolic();
    world = deployment.world();
  }

  void check() {
    if (!isSymbolic) resources.nameSkipped();
    for (Resource resource : resources.all()) {
      if (resource.isThere()) read(resource);
    }
    List<Object> circle = new Circles<Object>(this::next).first(resources.all());
    if (!circle.isEmpty()) report(circle);
  }

  private void read(Resource resource) {
    JsonValue written = resource.raw().get("dependsOn");
    if (written == null) return;
    JsonValue value = world.evaluator().value(written, resource.frame());
    switch (value) {
      case JsonArray array -> array.elements().forEach(element -> add(resource, element));
      case JsonString text -> {
        world.report().error("dependsOn is a string", text.place(), "Write an array");
        add(resource, text);
      }
      default -> {}
    }
  }

  private void add(Resource resource, JsonValue element) {
    if (!(element instanceof JsonString text)) return;
    world.count(text.text().length());
    for (String part : text.text().split(",", -1)) {
      String name = part.strip();
      if (name.isEmpty()) continue;
      Object found = resources.loop(name);
      if (found == null) found = resources.find(name);
      if (found != null) edges.computeIfAbsent(resource, _ -> new ArrayList<>()).add(found);
      else if (resources.isComplete()) missing(resource, name, text);
    }
  }

  private void missing(Resource resource, String name, JsonString where) {
    world
        .report()
        .error(
            resource.identity().describe()
                + " depends on "
                + Texts.shorten(name)
                + ", which is not in its template",
            where.position().by(resource.deployment().target().chain()).place(),
            "Name a resource or a copy of the same template");
  }

  private List<? extends Object> next(Object at) {
    return at instanceof ResourceLoop loop ? loop.rounds() : edges.getOrDefault(at, List.of());
  }

  private void report(List<Object> circle) {
    List<Resource> waiting =
        circle.stream().filter(Resource.class::isInstance).map(Resource.class::cast).toList();
    String names =
        waiting.stream()
            .limit(SHOWN)
            .map(resource -> resource.identity().describe())
            .collect(Collectors.joining(", "));
    String more = waiting.size() > SHOWN ? " ..." : "";
    String what =
        waiting.size() == 1
            ? names + " depends on itself"
            : names + more + " depend on each other in a circle";
    world.report().error(what, waiting.getFirst().place(), "Break the circle");
  }
}
