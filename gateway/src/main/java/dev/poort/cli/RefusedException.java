package dev.poort.cli;

import dev.poort.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A running instance does not do what it was asked, and says why. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int UNAUTHORIZED = 401;

  private final transient List<Complaint> complaints;
  private final transient List<String> lines;

  /**
   * One thing that is wrong.
   *
   * @param text what
   * @param target where, as a JSON path in what was sent; empty for no place
   */
  record Complaint(String text, String target) {
    @Override
    public String toString() {
      return target.isEmpty() ? text : text + "\n    at " + target;
    }
  }

  RefusedException(String why) {
    super(why);
    complaints = List.of(new Complaint(why, ""));
    lines = List.of(why);
  }

  /** Of an answer in the form of ARM's errors: all that is wrong, each with its place. */
  RefusedException(ManagementClient.Reply reply) {
    super(reply.error());
    complaints = complaints(reply);
    List<String> said = new ArrayList<>();
    complaints.forEach(each -> said.add(each.toString()));
    boolean nobody = reply.status() == UNAUTHORIZED;
    if (nobody) said.add("    say --client-id with --secret-file, or POORT_TOKEN");
    lines = List.copyOf(said);
  }

  private RefusedException(RefusedException same, List<String> lines) {
    super(same);
    complaints = same.complaints;
    this.lines = List.copyOf(lines);
  }

  /** The same, said of the files that were sent. */
  RefusedException in(Sent sent) {
    return new RefusedException(this, sent.lines(this));
  }

  private static List<Complaint> complaints(ManagementClient.Reply reply) {
    List<Complaint> complaints = new ArrayList<>();
    if (reply.json().get("error") instanceof JsonObject error) {
      for (JsonObject detail : Fields.objects(error, "details")) {
        complaints.add(
            new Complaint(Fields.text(detail, "message"), Fields.text(detail, "target")));
      }
      if (complaints.isEmpty()) {
        complaints.add(new Complaint(reply.error(), Fields.text(error, "target")));
      }
    }
    return complaints.isEmpty() ? List.of(new Complaint(reply.error(), "")) : complaints;
  }

  /** What is wrong. */
  List<Complaint> complaints() {
    return complaints;
  }

  /** The same for people. */
  List<String> lines() {
    return lines;
  }
}
