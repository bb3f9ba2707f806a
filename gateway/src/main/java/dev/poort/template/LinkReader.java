package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.problem.ReadResult;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a deployment links to.
 *
 * @param around the deployment in which the link stands
 */
record LinkReader(Deployment around) {
  /** A linked template; null when it is not to be had, which is then a warning. */
  @Nullable JsonObject template(JsonValue link, String name) {
    return read(link, "the template of the deployment " + name);
  }

  /** The parameters of a linked file; null when it is not to be had. */
  @Nullable JsonObject parameters(JsonValue link) {
    JsonObject file = read(link, "a file of parameters");
    if (file == null) return null;
    return file.get("parameters") instanceof JsonObject parameters ? parameters : file;
  }

  private @Nullable JsonObject read(JsonValue link, String what) {
    Report report = around.world().report();
    if (!(link instanceof JsonObject object)) return null;
    JsonValue target = object.get("relativePath");
    boolean relative = target != null;
    if (target == null) target = object.get("uri");
    if (target == null) target = object.get("id");
    if (!(target instanceof JsonString text)) {
      String why = target instanceof JsonUnknown unknown ? ": " + unknown.reason().what() : "";
      report.warning(what + " cannot be told" + why, link.place(), "");
      return null;
    }
    Path base = Path.of(link.position().place().file());
    Links links = around.world().request().links();
    Path file = relative ? links.relative(base, text.text()) : links.uri(base, text.text());
    if (file == null) {
      report.warning(
          what + " is not here: " + Texts.shorten(text.text()),
          target.place(),
          "Give the folder that holds it: --linked DIR");
      return null;
    }
    around.world().files().add(file);
    ReadResult<JsonValue> json = JsonReader.read(file);
    report.addAll(json.problems());
    return json.value() instanceof JsonObject root ? root : null;
  }
}
