package dev.poort.template;

import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Conditions of resources and outputs. Source: "Conditional deployment in ARM templates". */
record Conditions(Evaluator evaluator, Report report) {
  /**
   * Whether a condition holds. One that cannot be told counts as true, with a warning.
   *
   * @param condition null for none
   * @param subject what a sentence calls what it is for
   */
  boolean hold(@Nullable JsonValue condition, Frame frame, String subject) {
    if (condition == null) return true;
    JsonValue value = evaluator.value(condition, frame);
    return switch (value) {
      case JsonBoolean flag -> flag.value();
      case JsonString text when text.text().equalsIgnoreCase("true") -> true;
      case JsonString text when text.text().equalsIgnoreCase("false") -> false;
      case JsonUnknown unknown -> {
        unknown(unknown.reason(), condition, subject);
        yield true;
      }
      default -> {
        String what = "the condition of " + subject + " is " + Texts.shown(value);
        report.error(what, value.place(), "Write true or false");
        yield true;
      }
    };
  }

  private void unknown(JsonUnknown.Reason reason, JsonValue condition, String subject) {
    if (reason.kind() == JsonUnknown.Kind.WRONG) return;
    report.warning(
        "the condition of " + subject + " cannot be told, it counts as true: " + reason.what(),
        condition.place(),
        reason.mend());
  }
}
