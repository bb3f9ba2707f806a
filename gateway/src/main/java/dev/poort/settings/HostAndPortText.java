package dev.poort.settings;

import dev.poort.config.HostAndPort;
import dev.poort.config.Hosts;
import org.jspecify.annotations.Nullable;

/** Reads {@code host:port}, {@code host}, {@code [IPv6]:port} and {@code IPv6}. */
final class HostAndPortText {
  private HostAndPortText() {}

  /** As it is written; what it says is not judged yet. */
  private record Parts(String host, boolean bracketed, @Nullable String port) {
    boolean named() {
      return Hosts.isIpAddress(host) || (!bracketed && Hosts.isName(host));
    }
  }

  /** The host and the port, 0 where none is given; null when the text is neither. */
  static @Nullable HostAndPort parse(String text) {
    Parts parts = split(text);
    if (parts == null || !parts.named()) return null;
    int port = parts.port() == null ? 0 : port(parts.port());
    return port >= 0 ? new HostAndPort(parts.host(), port) : null;
  }

  /** Where to listen: a port is given, and 0 lets the kernel choose; else null. */
  static @Nullable HostAndPort parseLocal(String text) {
    Parts parts = split(text);
    if (parts == null || !parts.named() || parts.port() == null) return null;
    int port = parts.port().equals("0") ? 0 : port(parts.port());
    return port >= 0 ? new HostAndPort(parts.host(), port) : null;
  }

  private static @Nullable Parts split(String text) {
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
    return new Parts(host, bracketed, port);
  }

  /** 1 to 65535, -1 when it is none. */
  static int port(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = digits ? Integer.parseInt(text) : 0;
    return port >= 1 && port <= 65_535 ? port : -1;
  }
}
