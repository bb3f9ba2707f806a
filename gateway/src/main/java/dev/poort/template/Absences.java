package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonUnknown.Kind;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds why no resource of a type is deployed, which only who misses one wants to know. */
final class Absences {
  /** More help nobody. */
  private static final int MAX_FOUND = 20;

  private final String type;
  private final List<Absence> found = new ArrayList<>();

  /**
   * @param type of the resources, in any letter case
   */
  Absences(String type) {
    this.type = type;
  }

  /** The reasons in a deployment and those within it. */
  List<Absence> of(Deployment deployment) {
    read(deployment);
    return found;
  }

  private void read(Deployment deployment) {
    for (Resource resource : deployment.index().all()) {
      if (isOf(type, resource.raw())) judge(resource);
      else if (isOf(ResourceName.DEPLOYMENT, resource.raw())) judgeDeployment(resource);
    }
    deployment.index().loops().stream()
        .filter(loop -> loop.rounds().isEmpty() && holds(loop.raw()))
        .forEach(this::judge);
  }

  private void judge(Resource resource) {
    String subject = resource.identity().describe();
    if (!resource.isThere()) skipped(resource, resource.name());
    else if (resource.isExisting()) {
      String what = subject + " is only named, it is there already";
      String mend = "Give the template that deploys it";
      add(new Absence(resource.name(), what, resource.place(), mend, false));
    }
  }

  private void judgeDeployment(Resource resource) {
    boolean linked = property(resource.raw(), "templateLink") != null;
    if (!resource.isThere()) {
      if (linked || holds(resource.raw())) skipped(resource, null);
      return;
    }
    if (!resource.isDeployed()) return;
    Deployment inner = resource.nested().deployment();
    if (inner != null) read(inner);
    else untold(resource);
  }

  private void skipped(Resource resource, @Nullable String name) {
    JsonValue condition = resource.condition();
    String what = "the condition of " + resource.identity().describe() + " is false";
    add(new Absence(name, what, condition.place(), "Give parameters that make it true", false));
  }

  private void untold(Resource resource) {
    JsonUnknown.Reason why = resource.nested().missing();
    if (why.kind() == Kind.WRONG) return;
    boolean open = why.kind() == Kind.NOT_GIVEN;
    add(new Absence(null, why.what(), resource.place(), why.mend(), open));
  }

  private void judge(ResourceLoop loop) {
    JsonUnknown.Reason unknown = loop.unknown();
    String name = Texts.shorten(loop.name());
    JsonValue where = loop.raw();
    if (unknown == null) {
      String what = "the copy " + name + " makes none: its count is 0";
      add(new Absence(null, what, where.place(), "Give parameters that make it more", false));
    } else if (unknown.kind() != Kind.WRONG) {
      String what = "how many copies there are of " + name + " cannot be told: " + unknown.what();
      boolean open = unknown.kind() == Kind.NOT_GIVEN;
      add(new Absence(null, what, where.place(), unknown.mend(), open));
    }
  }

  private void add(Absence absence) {
    if (found.size() < MAX_FOUND) found.add(absence);
  }

  /**
   * Not asked of the resource, as the name of one with a false condition may be made of nothing.
   */
  private static boolean isOf(String type, JsonObject raw) {
    return raw.get("type") instanceof JsonString text && text.text().equalsIgnoreCase(type);
  }

  /** Whether a resource of the type is written in a value. */
  private boolean holds(JsonValue value) {
    return switch (value) {
      case JsonObject object ->
          isOf(type, object) || object.members().stream().anyMatch(member -> holds(member.value()));
      case JsonArray array -> array.elements().stream().anyMatch(this::holds);
      default -> false;
    };
  }

  private static @Nullable JsonValue property(JsonObject raw, String name) {
    return raw.get("properties") instanceof JsonObject object ? object.get(name) : null;
  }
}
