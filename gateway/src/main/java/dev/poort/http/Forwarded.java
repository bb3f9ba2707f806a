package dev.poort.http;

import dev.poort.config.HostAndPort;

/**
 * What a member is told of a client in X-Forwarded-*.
 *
 * @param by where the client is, {@code ip:port}
 * @param proto {@code http} or {@code https}
 * @param port the port on which the request came in
 */
public record Forwarded(String by, String proto, String port) {
  /**
   * Of a client.
   *
   * @param client where it is
   * @param secure whether it came over TLS
   * @param port the local port on which it came in
   */
  public static Forwarded of(HostAndPort client, boolean secure, int port) {
    return new Forwarded(client.toString(), secure ? "https" : "http", Integer.toString(port));
  }
}
