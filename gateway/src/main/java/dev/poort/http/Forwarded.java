package dev.poort.http;

import dev.poort.config.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * What a member is told of a client in X-Forwarded-* and X-Azure-JA4-Fingerprint.
 *
 * @param by where the client is, {@code ip:port}
 * @param proto {@code http} or {@code https}
 * @param port the port on which the request came in
 * @param fingerprint which software began the TLS handshake (JA4); null where nobody is told
 */
public record Forwarded(String by, String proto, String port, @Nullable String fingerprint) {
  /**
   * Of a client.
   *
   * @param client where it is
   * @param secure whether it came over TLS
   * @param port the local port on which it came in
   * @param fingerprint JA4; null for none
   */
  public static Forwarded of(
      HostAndPort client, boolean secure, int port, @Nullable String fingerprint) {
    return new Forwarded(
        client.toString(), secure ? "https" : "http", Integer.toString(port), fingerprint);
  }
}
