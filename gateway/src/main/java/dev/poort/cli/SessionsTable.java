package dev.poort.cli;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sets the answer of {@code /sessions} as a table for people. */
final class SessionsTable {
  private static final List<String> OPEN =
      List.of(
          "ID",
          "CLIENT",
          "LISTENER",
          "MEMBER",
          "STATE",
          "AGE",
          "IDLE",
          "PING",
          "MESSAGES",
          "BYTES",
          "TARGET");
  private static final List<String> CLOSED =
      List.of("ID", "CLIENT", "LISTENER", "MEMBER", "CLOSED", "BY", "CODE", "REASON");

  private SessionsTable() {}

  /** The open sessions and the counters. Two numbers are those from the client and the member. */
  static List<String> open(JsonObject answer) {
    List<List<String>> rows = new ArrayList<>(List.of(OPEN));
    List<JsonObject> sessions = Fields.objects(answer, "sessions");
    for (JsonObject each : sessions) {
      rows.add(
          List.of(
              Fields.text(each, "id"),
              Fields.text(each, "client"),
              Fields.text(each, "listener"),
              Fields.text(each, "member"),
              Fields.text(each, "state"),
              age(Fields.number(each, "ageSeconds")),
              age(Fields.number(each, "idleSeconds")),
              ping(each, "clientPingMillis") + "/" + ping(each, "memberPingMillis"),
              both(each, "messages"),
              both(each, "bytes"),
              Fields.text(each, "target")));
    }
    List<String> lines = sessions.isEmpty() ? new ArrayList<>() : TextTable.of(rows);
    long hidden = (long) Fields.number(answer, "matching") - sessions.size();
    if (hidden > 0) lines.add("and " + hidden + " more; --limit shows more at a time");
    lines.addAll(totals(answer));
    return lines;
  }

  /** The sessions that ended last. */
  static List<String> closed(JsonObject answer) {
    List<List<String>> rows = new ArrayList<>(List.of(CLOSED));
    for (JsonObject each : Fields.objects(answer, "recentlyClosed")) {
      rows.add(
          List.of(
              Fields.text(each, "id"),
              Fields.text(each, "client"),
              Fields.text(each, "listener"),
              Fields.text(each, "member"),
              Fields.text(each, "closed"),
              Fields.text(each, "closedBy"),
              Fields.text(each, "closeCode"),
              Fields.text(each, "closeReason")));
    }
    List<String> lines = rows.size() == 1 ? new ArrayList<>() : TextTable.of(rows);
    lines.addAll(totals(answer));
    return lines;
  }

  private static List<String> totals(JsonObject answer) {
    List<JsonObject> gateways = Fields.objects(answer, "gateways");
    if (gateways.isEmpty()) return List.of("no gateways yet");
    return gateways.stream()
        .map(
            each ->
                (gateways.size() == 1 ? "" : name(each) + ": ")
                    + Fields.text(each, "open")
                    + " open, "
                    + Fields.text(each, "opened")
                    + " opened"
                    + counts(each, "closed")
                    + counts(each, "refused"))
        .toList();
  }

  private static String name(JsonObject gateway) {
    boolean removed = gateway.get("removed") != null;
    return Fields.text(gateway, "name") + (removed ? " (removed)" : "");
  }

  private static String counts(JsonObject gateway, String name) {
    if (!(gateway.get(name) instanceof JsonObject counts) || counts.members().isEmpty()) return "";
    return counts.members().stream()
        .map(each -> each.name() + " " + number(each))
        .collect(Collectors.joining(", ", "; " + name + ": ", ""));
  }

  private static String number(JsonMember member) {
    return member.value() instanceof JsonNumber number ? number.text() : "";
  }

  private static String both(JsonObject session, String what) {
    return count(Fields.number(session, what + "FromClient"))
        + "/"
        + count(Fields.number(session, what + "FromMember"));
  }

  /** How long a side took to answer the last ping; a dash when it has answered none. */
  private static String ping(JsonObject session, String name) {
    if (session.get(name) == null) return "-";
    double millis = Fields.number(session, name);
    return String.format(Locale.ROOT, millis < 10 ? "%.1fms" : "%.0fms", millis);
  }

  /** At most four digits, then thousands, millions and so on: 1024, 12.3k, 4.5M. */
  static String count(double number) {
    if (number < 10_000) return Long.toString((long) number);
    String units = "kMGTP";
    int unit = -1;
    while (number >= 1000 && unit < units.length() - 1) {
      number /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f%c", number, units.charAt(unit));
  }

  /** 4.2s, 12m03s, 5h07m, 3d04h. */
  static String age(double seconds) {
    long whole = (long) seconds;
    if (whole < 60) return String.format(Locale.ROOT, "%.1fs", seconds);
    if (whole < 3_600) return "%dm%02ds".formatted(whole / 60, whole % 60);
    if (whole < 86_400) return "%dh%02dm".formatted(whole / 3_600, whole / 60 % 60);
    return "%dd%02dh".formatted(whole / 86_400, whole / 3_600 % 24);
  }
}
