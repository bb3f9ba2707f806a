package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonUnknown.Reason;
import dev.poort.json.JsonValue;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Gathers why values cannot be told. */
public final class Unknowns {
  private final Set<Reason> reasons = new HashSet<>();

  /** Adds what stands in a value. */
  public void add(JsonValue value) {
    switch (value) {
      case JsonUnknown unknown -> reasons.add(unknown.reason());
      case JsonArray array -> array.elements().forEach(this::add);
      case JsonObject object -> {
        Reason rest = object.rest();
        if (rest != null) reasons.add(rest);
        object.members().forEach(member -> add(member.value()));
      }
      default -> {}
    }
  }

  /** Adds what stands in an object, without some of its members. */
  public void addAllBut(JsonObject object, Set<String> names) {
    object.members().stream()
        .filter(member -> names.stream().noneMatch(member.name()::equalsIgnoreCase))
        .forEach(member -> add(member.value()));
  }

  /** Adds what the resources of a deployment are made of, of those within it too. */
  void add(Deployment deployment, Predicate<Resource> wanted) {
    for (Resource resource : deployment.index().all()) {
      if (!resource.isThere()) continue;
      add(resource.condition());
      if (resource.isDeployment() && resource.isDeployed()) addDeployment(resource, wanted);
      else if (wanted.test(resource)) add(resource.body());
    }
    for (ResourceLoop loop : deployment.index().loops()) {
      Reason unknown = loop.unknown();
      if (unknown != null) reasons.add(unknown);
    }
  }

  /** What is passed to a deployment counts where it is needed there. */
  private void addDeployment(Resource resource, Predicate<Resource> wanted) {
    Deployment inner = resource.nested().deployment();
    JsonObject body = resource.body();
    if (inner == null) {
      add(body);
      return;
    }
    addAllBut(body, Set.of("properties"));
    if (body.get("properties") instanceof JsonObject properties) {
      addAllBut(properties, Set.of("parameters", "template"));
    }
    add(inner, wanted);
  }

  /** All reasons. */
  public Set<Reason> reasons() {
    return Set.copyOf(reasons);
  }
}
