package dev.poort.resourcemanager;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Values of a template as plain JSON: what cannot be told is left out. */
final class Plain {
  private Plain() {}

  static JsonObject of(JsonObject object) {
    var plain = new JsonObject.Builder();
    for (JsonMember member : object.members()) {
      if (member.value() instanceof JsonUnknown) continue;
      plain.put(new JsonMember(member.name(), of(member.value()), member.position()));
    }
    return plain.build(object.position());
  }

  static JsonValue of(JsonValue value) {
    return switch (value) {
      case JsonObject object -> of(object);
      case JsonArray array -> {
        List<JsonValue> plain = new ArrayList<>();
        for (JsonValue each : array.elements()) {
          if (!(each instanceof JsonUnknown)) plain.add(of(each));
        }
        yield new JsonArray(plain, array.position());
      }
      default -> value;
    };
  }

  /** Reports what of a resource cannot be told, unless that is reported already. */
  static void addUnknown(JsonValue value, List<Problem> problems) {
    switch (value) {
      case JsonObject object ->
          object.members().forEach(member -> addUnknown(member.value(), problems));
      case JsonArray array -> array.elements().forEach(each -> addUnknown(each, problems));
      case JsonUnknown unknown -> {
        boolean reported =
            unknown.reason().kind() == JsonUnknown.Kind.WRONG && Problem.anyError(problems);
        String what = unknown.name() + " cannot be told: " + unknown.reason().what();
        if (!reported) problems.add(Problem.error(what, unknown.place(), unknown.reason().mend()));
      }
      default -> {}
    }
  }

  /** Whether any part of a value must not be shown. */
  static boolean isSecret(JsonValue value) {
    if (value.position().isSecret()) return true;
    return switch (value) {
      case JsonObject object ->
          object.members().stream().anyMatch(member -> isSecret(member.value()));
      case JsonArray array -> array.elements().stream().anyMatch(Plain::isSecret);
      default -> false;
    };
  }
}
