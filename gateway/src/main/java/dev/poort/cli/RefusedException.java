package dev.poort.cli;

import dev.poort.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A running instance does not do what it was asked, and says why. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> lines;

  RefusedException(String why) {
    super(why);
    lines = List.of(why);
  }

  private RefusedException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  /** Of an answer in the form of ARM's errors: all that is wrong, each with its place. */
  static RefusedException of(ManagementClient.Reply reply) {
    List<String> lines = new ArrayList<>();
    if (reply.json().get("error") instanceof JsonObject error) {
      for (JsonObject detail : Fields.objects(error, "details")) {
        String target = Fields.text(detail, "target");
        lines.add(Fields.text(detail, "message") + (target.isEmpty() ? "" : "\n    at " + target));
      }
    }
    if (lines.isEmpty()) lines.add(reply.error());
    return new RefusedException(lines);
  }

  /** What is wrong, for people. */
  List<String> lines() {
    return lines;
  }
}
