package dev.poort.cli;

import dev.poort.json.JsonObject;
import java.io.IOException;
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
}
