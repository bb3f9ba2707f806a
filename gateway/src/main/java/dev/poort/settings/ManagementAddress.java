package dev.poort.settings;

import dev.poort.config.HostAndPort;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Reads where the management address listens. */
final class ManagementAddress {
  private static final String FORM = "Write \"127.0.0.1:9000\", or \"off\" for none";

  private ManagementAddress() {}

  /**
   * The address; null for none.
   *
   * @param users whether those who call are asked who they are
   */
  static @Nullable InetSocketAddress read(JsonValue value, JsonValues values, boolean users) {
    String text = values.text(value);
    if (text == null || text.equalsIgnoreCase("off")) return null;
    HostAndPort address = HostAndPortText.parseLocal(text);
    if (address == null) {
      values.error(value, "management is no address with a port", FORM);
      return null;
    }
    var resolved = new InetSocketAddress(address.host(), address.port());
    if (resolved.isUnresolved()) {
      values.error(value, "the host " + address.host() + " is not known here", FORM);
      return null;
    }
    if (!users && !resolved.getAddress().isLoopbackAddress()) {
      values.warning(
          value,
          "the management address can be reached from other machines, but without users it answers"
              + " this one alone, except for /health and /ready",
          "Add users (poort user add), or keep it on 127.0.0.1");
    }
    return resolved;
  }
}
