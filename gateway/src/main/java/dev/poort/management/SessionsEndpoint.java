package dev.poort.management;

import dev.poort.control.Gateway;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what concerns WebSocket sessions. Each answer waits for the event loops, at most 5 s. */
final class SessionsEndpoint {
  private static final String PATH = "/sessions/";
  private static final String CLOSE = "/close";

  private SessionsEndpoint() {}

  /** What to tell both sides; null for the usual. */
  private record Order(@Nullable Integer code, @Nullable String reason) {}

  /**
   * Lists sessions and counters.
   *
   * @param asked the parameters of the query
   * @param gateways whose
   */
  static Answer list(Map<String, List<String>> asked, List<Gateway> gateways) {
    SessionFilter filter;
    try {
      filter = SessionFilter.of(asked);
    } catch (IllegalArgumentException e) {
      return badRequest(e);
    }
    List<SessionsDocument.Of> reports = new ArrayList<>();
    try {
      for (Gateway each : gateways) {
        String name = each.configuration().name();
        reports.add(new SessionsDocument.Of(name, each.retired(), each.sessionReport()));
      }
    } catch (IllegalStateException e) {
      return busy(e);
    }
    return Answer.of(200, new SessionsDocument(reports, filter));
  }

  /** The id in {@code /sessions/ID/close}; null when the path is another. */
  static @Nullable String toClose(String path) {
    if (!path.startsWith(PATH) || !path.endsWith(CLOSE)) return null;
    int end = path.length() - CLOSE.length();
    if (end <= PATH.length()) return null;
    String id = path.substring(PATH.length(), end);
    return id.indexOf('/') < 0 ? id : null;
  }

  /**
   * Begins to end a session.
   *
   * @param id which
   * @param body nothing, or a JSON object with {@code code} and {@code reason}
   * @param gateways whose it may be
   */
  static Answer close(String id, String body, List<Gateway> gateways) {
    try {
      Order order = order(body);
      for (Gateway each : gateways) {
        if (each.closeSession(id, order.code(), order.reason())) return closing(id);
      }
    } catch (IllegalArgumentException e) {
      return badRequest(e);
    } catch (IllegalStateException e) {
      return busy(e);
    }
    return Answer.error(404, "NotFound", "no session " + id + " is open");
  }

  private static Answer closing(String id) {
    return Answer.of(
        202,
        json -> {
          json.writeStartObject();
          json.writeStringField("id", id);
          json.writeStringField("state", "closing");
          json.writeEndObject();
        });
  }

  private static Order order(String body) {
    if (body.isBlank()) return new Order(null, null);
    if (!(JsonReader.read("the body", body).value() instanceof JsonObject object)) {
      throw new IllegalArgumentException("the body is no JSON object");
    }
    for (JsonMember member : object.members()) {
      if (!member.name().equalsIgnoreCase("code") && !member.name().equalsIgnoreCase("reason")) {
        throw new IllegalArgumentException(
            "the body may have code and reason, not " + member.name());
      }
    }
    return new Order(code(object.get("code")), reason(object.get("reason")));
  }

  private static @Nullable Integer code(@Nullable JsonValue value) {
    if (value == null) return null;
    if (value instanceof JsonNumber number && number.text().matches("[0-9]{1,5}")) {
      return Integer.valueOf(number.text());
    }
    throw new IllegalArgumentException("code is a number such as 4000");
  }

  private static @Nullable String reason(@Nullable JsonValue value) {
    if (value == null) return null;
    if (value instanceof JsonString string) return string.text();
    throw new IllegalArgumentException("reason is a text");
  }

  private static Answer badRequest(IllegalArgumentException why) {
    return Answer.error(400, "BadRequest", String.valueOf(why.getMessage()));
  }

  private static Answer busy(IllegalStateException why) {
    return Answer.error(503, "Unavailable", String.valueOf(why.getMessage()));
  }
}
