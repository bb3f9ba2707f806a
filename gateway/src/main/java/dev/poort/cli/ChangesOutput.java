package dev.poort.cli;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonWriter;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How changes are told: by property to people, in ARM's words to programs. */
final class ChangesOutput {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Mixin private ColorOption color;

  @Option(names = "--json", description = "Write one JSON object, described in docs/store.md.")
  private boolean json;

  boolean isJson() {
    return json;
  }

  /** A line as it is. */
  void line(String text) {
    out().println(text);
  }

  /** Changes alone, as what-if has them. */
  void changes(List<JsonObject> changes) {
    if (json) line(Json.line(to -> to.writeRawValue("{\"changes\":" + array(changes) + "}")));
    else ChangesText.lines(changes, color.isOn()).forEach(this::line);
  }

  /**
   * What came of a change.
   *
   * @param done what was done
   * @param nothing what is said when nothing changed
   */
  void outcome(Outcome outcome, String done, String nothing) {
    if (json) {
      line(document(outcome));
      return;
    }
    changes(outcome.changes());
    line(outcome.changes().isEmpty() ? nothing : done + ": version " + outcome.version());
  }

  private static String document(Outcome outcome) {
    return Json.line(
        to -> {
          to.writeStartObject();
          to.writeBooleanField("changed", !outcome.changes().isEmpty());
          if (outcome.version() > 0) to.writeNumberField("version", outcome.version());
          to.writeFieldName("changes");
          to.writeRawValue(array(outcome.changes()));
          to.writeEndObject();
        });
  }

  private static String array(List<JsonObject> changes) {
    return "[" + String.join(",", changes.stream().map(JsonWriter::compact).toList()) + "]";
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
