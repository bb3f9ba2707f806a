package dev.poort.settings;

import dev.poort.config.HostAndPort;
import dev.poort.config.Hosts;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.util.ArrayList;
import java.util.List;

/** Reads who is asked for members' names. */
final class NameServersReader {
  private static final int DNS = 53;

  private final SettingsObject json;

  NameServersReader(SettingsObject json) {
    this.json = json;
  }

  /**
   * The name servers in the file's order.
   *
   * @param otherwise what holds where the file has none
   */
  List<HostAndPort> read(List<HostAndPort> otherwise) {
    JsonValue value = json.value("nameServers");
    JsonArray array = value == null ? null : json.values().array(value);
    if (array == null) return otherwise;
    List<HostAndPort> servers = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      String text = json.values().text(element);
      HostAndPort server = text == null ? null : HostAndPortText.parse(text);
      if (text == null) continue;
      if (server == null || !Hosts.isIpAddress(server.host())) {
        String what = JsonValues.shown(text) + " is no address of a name server";
        json.values().error(element, what, "Write \"10.0.0.53\" or \"127.0.0.1:5353\"");
      } else {
        int port = server.port() == 0 ? DNS : server.port();
        servers.add(new HostAndPort(server.host(), port));
      }
    }
    return servers;
  }
}
