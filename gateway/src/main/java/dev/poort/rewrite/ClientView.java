package dev.poort.rewrite;

import dev.poort.config.ServerVariable;

/** What server variables tell of a client's connection. Asked only for what a set uses. */
public interface ClientView {
  /** Where the client is, an IP address without port. */
  String ip();

  /** The port at the client's end. */
  int port();

  /** The port on which the request came in. */
  int serverPort();

  /** The host where the client reached the gateway, for a request that names none. */
  String localHost();

  /** Whether it came over TLS. */
  boolean secure();

  /** The round trip in microseconds; empty when the system does not tell. */
  String tcpRoundTrip();

  /** Such as {@code TLSv1.3}; empty in clear text. */
  String sslProtocol();

  /** The cipher suite; empty in clear text. */
  String sslCipher();

  /** The cipher suites that the client offered, with colons between; empty when not known. */
  String ciphersSupported();

  /**
   * What is known of the client's certificate.
   *
   * @param part one of the variables {@code client_certificate*}
   * @return empty when the client gave none; {@code NONE} for its verification
   */
  String certificate(ServerVariable part);
}
