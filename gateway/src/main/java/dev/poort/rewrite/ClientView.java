package dev.poort.rewrite;

import org.jspecify.annotations.Nullable;

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

  /** The client's certificate; null when it gave none. */
  @Nullable ClientCertificate certificate();

  /** {@code SUCCESS}, {@code FAILED:<reason>} or {@code NONE}. */
  String certificateVerification();
}
