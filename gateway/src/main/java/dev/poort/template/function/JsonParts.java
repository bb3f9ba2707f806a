package dev.poort.template.function;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the JSON that a template holds or makes as a string. What is read stands where the call
 * does, as that is the place which somebody can mend.
 */
final class JsonParts {
  private JsonParts() {}

  /** The value of a JSON text; ARM does not guess at brackets, so a warning is an error here. */
  static JsonValue read(Call call, String text) throws FunctionException {
    call.budget().steps(text.length()); // most characters of [1,1,1 make a value
    ReadResult<JsonValue> read = JsonReader.readEmbedded("", text);
    JsonValue value = read.value();
    if (value == null || !read.problems().isEmpty()) throw broken(call, read.problems());
    return moved(value, call.position(), call.budget());
  }

  private static FunctionException broken(Call call, List<Problem> problems) {
    if (problems.isEmpty()) return call.wrong("its argument is no JSON");
    Problem first = problems.getFirst();
    String where = " in line " + first.where().line() + ", column " + first.where().column();
    return call.wrong("its argument is no JSON: " + first.what() + where, first.mend());
  }

  private static JsonValue moved(JsonValue value, Position position, Budget budget)
      throws FunctionException {
    budget.steps(1);
    return switch (value) {
      case JsonArray array -> {
        var elements = new ArrayList<JsonValue>(array.elements().size());
        for (JsonValue element : array.elements()) elements.add(moved(element, position, budget));
        yield new JsonArray(elements, position);
      }
      case JsonObject object -> {
        var members = new JsonObject.Builder();
        for (JsonMember member : object.members()) {
          JsonValue inner = moved(member.value(), position, budget);
          members.put(new JsonMember(member.name(), inner, position));
        }
        yield members.build(position);
      }
      default -> value.at(position);
    };
  }
}
