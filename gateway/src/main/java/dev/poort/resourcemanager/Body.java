package dev.poort.resourcemanager;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import java.util.List;

/** Reads the bodies of requests. */
final class Body {
  private static final String NAME = "the body";

  private Body() {}

  /**
   * An object.
   *
   * @throws Refusal (400) when it is none
   */
  static JsonObject read(String text) throws Refusal {
    return object(JsonReader.readSent(NAME, text, false));
  }

  /** The same in the way of az, which pastes a template's file into it under a bare name. */
  static JsonObject readLenient(String text) throws Refusal {
    return object(JsonReader.readSent(NAME, text, true));
  }

  /** An object where nothing counts as an empty one. */
  static JsonObject readOrNothing(String text) throws Refusal {
    return text.isBlank() ? new Document().build() : read(text);
  }

  private static JsonObject object(ReadResult<JsonValue> json) throws Refusal {
    if (json.value() instanceof JsonObject object && !Problem.anyError(json.problems())) {
      return object;
    }
    List<Problem> problems = json.problems();
    if (Problem.anyError(problems)) throw Refusal.of("InvalidRequestContent", problems);
    throw new Refusal(400, "InvalidRequestContent", "the body is no JSON object");
  }
}
