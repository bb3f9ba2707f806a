package dev.poort.settings;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import dev.poort.json.Nearest;
import dev.poort.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object of poort.json whose keys are known; another key is an error. Null counts as absent, and
 * what does not fit is reported and counts as absent too.
 */
final class SettingsObject {
  private final JsonObject json;
  private final List<Problem> problems;
  private final JsonValues values;

  SettingsObject(JsonObject json, List<String> keys, List<Problem> problems) {
    this.json = json;
    this.problems = problems;
    values = new JsonValues(problems);
    for (JsonMember member : json.members()) {
      if (keys.stream().anyMatch(member.name()::equalsIgnoreCase)) continue;
      String what = "there is no setting " + JsonValues.shown(member.name());
      problems.add(Problem.error(what, member.place(), Nearest.mend(member.name(), keys)));
    }
  }

  JsonValues values() {
    return values;
  }

  @Nullable JsonValue value(String key) {
    JsonValue value = json.get(key);
    return value instanceof JsonNull ? null : value;
  }

  @Nullable String text(String key) {
    JsonValue value = value(key);
    return value == null ? null : values.text(value);
  }

  long whole(String key, long min, long max, long otherwise) {
    JsonValue value = value(key);
    Long number = value == null ? null : values.whole(value, min, max);
    return number == null ? otherwise : number;
  }

  boolean flag(String key, boolean otherwise) {
    JsonValue value = value(key);
    Boolean flag = value == null ? null : values.flag(value);
    return flag == null ? otherwise : flag;
  }

  /** An object within this one; null when there is none. */
  @Nullable SettingsObject object(String key, List<String> keys) {
    JsonObject object = table(key);
    return object == null ? null : new SettingsObject(object, keys, problems);
  }

  /** An object whose keys are free; null when there is none. */
  @Nullable JsonObject table(String key) {
    JsonValue value = value(key);
    return value == null ? null : values.object(value);
  }
}
