package dev.poort.config;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rewrite rule can know of a request beside its headers (ARM: {@code var_NAME}). The names
 * are the constants' in lower case. {@code cookie_NAME} is a {@link RewriteVariable.Cookie}.
 */
public enum ServerVariable {
  /** X-Forwarded-For as the client sent it, then the client's address without its port. */
  ADD_X_FORWARDED_FOR_PROXY,
  /** The cipher suites that the client offered, with colons between them. */
  CIPHERS_SUPPORTED,
  /** The cipher suite of the TLS connection; empty in clear text. */
  CIPHERS_USED,
  /** The client's certificate in PEM, percent-encoded so that it is one line. */
  CLIENT_CERTIFICATE,
  /** When the client's certificate expires. */
  CLIENT_CERTIFICATE_END_DATE,
  /** SHA-1 of the client's certificate in hexadecimal. */
  CLIENT_CERTIFICATE_FINGERPRINT,
  /** Who issued the client's certificate. */
  CLIENT_CERTIFICATE_ISSUER,
  /** The serial number of the client's certificate in hexadecimal. */
  CLIENT_CERTIFICATE_SERIAL,
  /** From when the client's certificate is valid. */
  CLIENT_CERTIFICATE_START_DATE,
  /** Whose the client's certificate is. */
  CLIENT_CERTIFICATE_SUBJECT,
  /** {@code SUCCESS}, {@code FAILED:<reason>}, or {@code NONE} without a certificate. */
  CLIENT_CERTIFICATE_VERIFICATION,
  /** The address at the other end of the client's connection. */
  CLIENT_IP,
  /** The port at the other end of the client's connection. */
  CLIENT_PORT,
  /** The smoothed round trip to the client in microseconds; empty when the system does not tell. */
  CLIENT_TCP_RTT,
  /** The user of Basic authentication (RFC 7617). */
  CLIENT_USER,
  /** The host asked for, in lower case and without a port. */
  HOST,
  /** The method. */
  HTTP_METHOD,
  /** The status of the answer; known once there is one. */
  HTTP_STATUS,
  /** Such as {@code HTTP/1.1}. */
  HTTP_VERSION,
  /** What the client wrote after the question mark. */
  QUERY_STRING,
  /** Octets of the request so far: its head, and what of its body has come. */
  RECEIVED_BYTES,
  /** The same as {@link #QUERY_STRING}. */
  REQUEST_QUERY,
  /** {@code http} or {@code https}. */
  REQUEST_SCHEME,
  /** Path and query as the client wrote them. */
  REQUEST_URI,
  /** Octets sent to the client; known once there is an answer, and then 0: its head is at work. */
  SENT_BYTES,
  /** The port on which the request came in. */
  SERVER_PORT,
  /** Such as {@code TLSv1.3}; empty in clear text. */
  SSL_CONNECTION_PROTOCOL,
  /** {@code On}, or empty in clear text. */
  SSL_ENABLED,
  /** The path that the client asked for, in normal form; no rewrite changes it. */
  URI_PATH;

  private static final Map<String, ServerVariable> BY_NAME =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(ServerVariable::armName, it -> it));

  /** Its name, without {@code var_}. */
  public String armName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is known only once the member has answered. */
  public boolean ofResponse() {
    return this == HTTP_STATUS || this == SENT_BYTES;
  }

  /** The variable of a name in any letter case; null when there is none. */
  public static @Nullable ServerVariable named(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }
}
