package dev.poort.management;

import dev.poort.config.HostAndPort;
import dev.poort.control.HandOver;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new process asks for the listening sockets of this one. It names a Unix socket of its own, and
 * what is passed goes there and only to a process of this user.
 */
final class TakeOverEndpoint {
  static final String PATH = "/take-over";
  private static final int LONGEST = 86_400;

  private TakeOverEndpoint() {}

  private record Order(Path socket, String transport, @Nullable Duration time) {}

  /**
   * Begins to hand over.
   *
   * @param body a JSON object with {@code socket}, {@code transport} and perhaps {@code
   *     drainSeconds}
   * @param handOver null where the process does not hand over
   */
  static Answer begin(String body, @Nullable HandOver handOver) {
    if (handOver == null) {
      return Answer.error(
          409,
          "Conflict",
          "this instance does not hand over: only one that poort run started with a file does");
    }
    try {
      Order order = order(body);
      return begun(handOver.begin(order.socket(), order.transport(), order.time()));
    } catch (IllegalArgumentException e) {
      return Answer.error(400, "BadRequest", String.valueOf(e.getMessage()));
    } catch (IllegalStateException e) {
      return Answer.error(409, "Conflict", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Answer.error(403, "Forbidden", "the sockets cannot be passed: " + e.getMessage());
    }
  }

  private static Answer begun(List<InetSocketAddress> passed) {
    return Answer.of(
        202,
        json -> {
          json.writeStartObject();
          json.writeNumberField("process", ProcessHandle.current().pid());
          json.writeArrayFieldStart("sockets");
          for (InetSocketAddress each : passed) {
            String host = NetUtil.toAddressString(each.getAddress());
            json.writeString(new HostAndPort(host, each.getPort()).toString());
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static Order order(String body) {
    if (!(JsonReader.read("the body", body).value() instanceof JsonObject object)) {
      throw new IllegalArgumentException("the body is no JSON object");
    }
    return new Order(path(text(object, "socket")), text(object, "transport"), time(object));
  }

  private static String text(JsonObject object, String key) {
    if (object.get(key) instanceof JsonString string) return string.text();
    throw new IllegalArgumentException("the body has no text " + key);
  }

  private static Path path(String text) {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) return path;
    } catch (InvalidPathException e) {
      // Said below, as for a relative one.
    }
    throw new IllegalArgumentException("socket is an absolute path");
  }

  private static @Nullable Duration time(JsonObject object) {
    if (object.get("drainSeconds") == null) return null;
    if (object.get("drainSeconds") instanceof JsonNumber number
        && number.text().matches("[0-9]{1,5}")
        && Integer.parseInt(number.text()) <= LONGEST) {
      return Duration.ofSeconds(Integer.parseInt(number.text()));
    }
    throw new IllegalArgumentException("drainSeconds is a whole number from 0 to " + LONGEST);
  }
}
