package dev.poort.management;

import dev.poort.identity.Caller;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonWriter;
import java.util.List;

/** Leaves out of a list what the caller may not see, as Azure does. */
final class VisibleList {
  private VisibleList() {}

  /** The answer with those elements alone that the caller sees; one that is no list as it is. */
  static Answer of(Answer answer, Caller caller) {
    // Most see everything, and lists are long.
    if (answer.status() != 200 || answer.json().isEmpty() || caller.seesAll()) return answer;
    if (!(JsonReader.read("the answer", answer.json().toString()).value()
        instanceof JsonObject document)) {
      return answer;
    }
    if (!(document.get("value") instanceof JsonArray list)) return answer;
    List<JsonValue> visible =
        list.elements().stream().filter(each -> isVisible(each, caller)).toList();
    if (visible.size() == list.elements().size()) return answer;
    JsonObject.Builder filtered = new JsonObject.Builder();
    for (JsonMember member : document.members()) {
      boolean isList = member.name().equals("value");
      filtered.put(
          member.name(), isList ? new JsonArray(visible, list.position()) : member.value());
    }
    JsonObject shown = filtered.build(document.position());
    return new Answer(answer.status(), JsonWriter.compact(shown), answer.fields());
  }

  /** What has no id is nobody's. */
  private static boolean isVisible(JsonValue element, Caller caller) {
    return !(element instanceof JsonObject object)
        || !(object.get("id") instanceof JsonString id)
        || caller.sees(id.text());
  }
}
