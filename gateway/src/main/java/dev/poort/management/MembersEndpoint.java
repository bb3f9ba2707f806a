package dev.poort.management;

import dev.poort.control.DrainedMember;
import dev.poort.control.Gateway;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drains members, and lets them serve again. */
final class MembersEndpoint {
  private static final String PATH = "/members/";
  private static final String DRAIN = "/drain";
  private static final String UNDRAIN = "/undrain";
  private static final int LONGEST = 86_400;

  private MembersEndpoint() {}

  /**
   * What is to be done.
   *
   * @param member the member's address or name
   * @param drains whether it is drained; else it serves again
   */
  record Action(String member, boolean drains) {}

  private record Order(@Nullable String pool, @Nullable String gateway, @Nullable Duration time) {}

  /** The action of {@code /members/MEMBER/drain} or {@code undrain}; null for another path. */
  static @Nullable Action action(String path) {
    String end = path.endsWith(UNDRAIN) ? UNDRAIN : DRAIN;
    if (!path.startsWith(PATH) || !path.endsWith(end)) return null;
    if (path.length() <= PATH.length() + end.length()) return null;
    String member = path.substring(PATH.length(), path.length() - end.length());
    if (member.indexOf('/') >= 0) return null;
    try {
      return new Action(URLDecoder.decode(member, StandardCharsets.UTF_8), end.equals(DRAIN));
    } catch (IllegalArgumentException e) {
      return null; // a broken percent-encoding
    }
  }

  /**
   * Does it.
   *
   * @param body nothing, or a JSON object: which pool, which gateway and, to drain, how many
   *     seconds
   * @param gateways whose it may be
   */
  static Answer act(Action action, String body, List<Gateway> gateways) {
    Order order;
    try {
      order = order(body, action.drains());
    } catch (IllegalArgumentException e) {
      return Answer.error(400, "BadRequest", String.valueOf(e.getMessage()));
    }
    Map<String, List<DrainedMember>> done = new LinkedHashMap<>();
    for (Gateway each : gateways) {
      String name = each.configuration().name();
      if (order.gateway() != null && !order.gateway().equalsIgnoreCase(name)) continue;
      List<DrainedMember> members =
          action.drains()
              ? each.drain(action.member(), order.pool(), order.time())
              : each.undrain(action.member(), order.pool());
      if (!members.isEmpty()) done.put(name, members);
    }
    return done.isEmpty() ? nobody(action, order) : done(action, done);
  }

  private static Answer nobody(Action action, Order order) {
    String where = order.pool() == null ? "any pool" : "the pool " + order.pool();
    if (order.gateway() != null) where += " of " + order.gateway();
    String what = "no member of " + where + " is called " + action.member();
    return Answer.error(404, "NotFound", what + "; see /backendhealth");
  }

  private static Answer done(Action action, Map<String, List<DrainedMember>> done) {
    return Answer.of(
        202,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("members");
          for (var gateway : done.entrySet()) {
            for (DrainedMember each : gateway.getValue()) {
              json.writeStartObject();
              json.writeStringField("gateway", gateway.getKey());
              json.writeStringField("pool", each.pool());
              json.writeStringField("member", each.member());
              json.writeStringField("state", action.drains() ? "draining" : "serving");
              json.writeEndObject();
            }
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static Order order(String body, boolean drains) {
    if (body.isBlank()) return new Order(null, null, null);
    if (!(JsonReader.read("the body", body).value() instanceof JsonObject object)) {
      throw new IllegalArgumentException("the body is no JSON object");
    }
    List<String> keys = drains ? List.of("pool", "gateway", "seconds") : List.of("pool", "gateway");
    for (JsonMember member : object.members()) {
      if (!keys.contains(member.name().toLowerCase(Locale.ROOT))) {
        String what = "the body may have " + String.join(", ", keys) + ", not " + member.name();
        throw new IllegalArgumentException(what);
      }
    }
    return new Order(text(object, "pool"), text(object, "gateway"), time(object.get("seconds")));
  }

  private static @Nullable String text(JsonObject object, String key) {
    JsonValue value = object.get(key);
    if (value == null) return null;
    if (value instanceof JsonString string) return string.text();
    throw new IllegalArgumentException(key + " is a name");
  }

  private static @Nullable Duration time(@Nullable JsonValue value) {
    if (value == null) return null;
    if (value instanceof JsonNumber number && number.text().matches("[0-9]{1,5}")) {
      int seconds = Integer.parseInt(number.text());
      if (seconds <= LONGEST) return Duration.ofSeconds(seconds);
    }
    throw new IllegalArgumentException("seconds is a whole number from 0 to " + LONGEST);
  }
}
