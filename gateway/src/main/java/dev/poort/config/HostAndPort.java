package dev.poort.config;

/**
 * A host and a port of it.
 *
 * @param host an IP address or a name; IPv6 without brackets
 * @param port 0 to 65535
 */
public record HostAndPort(String host, int port) {
  /** {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
