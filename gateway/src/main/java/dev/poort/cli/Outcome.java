package dev.poort.cli;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/**
 * What came of a change.
 *
 * @param version that was made; 0 when nothing changed
 * @param changes what it changed, as the history tells it
 */
record Outcome(long version, List<JsonObject> changes) {
  /** Asks the instance what the version of its answer changed. */
  static Outcome of(ManagementClient.Reply reply, ManagementClient instance)
      throws IOException, RefusedException {
    if (reply.version() == 0) return new Outcome(0, List.of());
    JsonObject told = instance.get("/history/" + reply.version()).orRefused().json();
    return new Outcome(reply.version(), ChangesText.relevant(Fields.objects(told, "changes")));
  }

  /**
   * Says it.
   *
   * @param done what was done
   * @param nothing what is said when nothing changed
   */
  void print(String done, String nothing, boolean json, boolean colored, PrintWriter out) {
    if (json) {
      out.println(document());
      return;
    }
    ChangesText.lines(changes, colored).forEach(out::println);
    out.println(changes.isEmpty() ? nothing : done + ": version " + version);
  }

  private String document() {
    return Json.line(
        json -> {
          json.writeStartObject();
          json.writeBooleanField("changed", !changes.isEmpty());
          if (version > 0) json.writeNumberField("version", version);
          json.writeArrayFieldStart("changes");
          for (JsonObject each : changes) json.writeRawValue(JsonWriter.compact(each));
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
