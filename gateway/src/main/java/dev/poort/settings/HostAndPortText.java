package dev.poort.settings;

import dev.poort.config.HostAndPort;
import dev.poort.config.Hosts;
import org.jspecify.annotations.Nullable;

/** Reads {@code host:port}, {@code host}, {@code [IPv6]:port} and {@code IPv6}. */
final class HostAndPortText {
  private HostAndPortText() {}

  /** The host and the port, 0 where none is given; null when the text is neither. */
  static @Nullable HostAndPort parse(String text) {
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[");
    int bracket = text.indexOf(']');
    String host = text;
    String port = null;
    if (bracketed) {
      if (bracket < 0 || (bracket + 1 < text.length() && colon != bracket + 1)) return null;
      host = text.substring(1, bracket);
      if (colon > bracket) port = text.substring(colon + 1);
    } else if (colon >= 0 && text.indexOf(':') == colon) {
      host = text.substring(0, colon);
      port = text.substring(colon + 1);
    }
    boolean valid = Hosts.isIpAddress(host) || (!bracketed && Hosts.isName(host));
    int number = port == null ? 0 : port(port);
    return valid && number >= 0 ? new HostAndPort(host, number) : null;
  }

  /** 1 to 65535, -1 when it is none. */
  static int port(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = digits ? Integer.parseInt(text) : 0;
    return port >= 1 && port <= 65_535 ? port : -1;
  }
}
