package dev.poort.message;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The field names (RFC 9110 5.1) that a gateway acts upon. All others are {@link #OTHER} and pass
 * through as they came.
 */
public enum FieldName {
  /** Any name not listed here. */
  OTHER(""),
  /** RFC 9110 7.2. */
  HOST("Host"),
  /** RFC 9110 7.6.1, hop by hop. */
  CONNECTION("Connection"),
  /** RFC 9110 7.8, hop by hop. */
  UPGRADE("Upgrade"),
  /** RFC 9110 8.6. */
  CONTENT_LENGTH("Content-Length"),
  /** RFC 9112 6.1, hop by hop. */
  TRANSFER_ENCODING("Transfer-Encoding"),
  /** RFC 9110 10.1.4, hop by hop. */
  TE("TE"),
  /** RFC 9110 6.6.2. */
  TRAILER("Trailer"),
  /** Not standard, hop by hop in practice. */
  KEEP_ALIVE("Keep-Alive"),
  /** Not standard, hop by hop in practice. */
  PROXY_CONNECTION("Proxy-Connection"),
  /** RFC 9110 11.7.1, hop by hop. */
  PROXY_AUTHENTICATE("Proxy-Authenticate"),
  /** RFC 9110 11.7.2, hop by hop. */
  PROXY_AUTHORIZATION("Proxy-Authorization"),
  /** RFC 9110 10.1.1. */
  EXPECT("Expect"),
  /** RFC 9110 10.1.5. */
  USER_AGENT("User-Agent"),
  /** RFC 9110 8.3. */
  CONTENT_TYPE("Content-Type"),
  /** RFC 9110 10.2.2. */
  LOCATION("Location"),
  /** RFC 9110 11.6.2. */
  AUTHORIZATION("Authorization"),
  /** RFC 9110 11.6.1. */
  WWW_AUTHENTICATE("WWW-Authenticate"),
  /** RFC 6454 7. */
  ORIGIN("Origin"),
  /** RFC 9110 10.2.3. */
  RETRY_AFTER("Retry-After"),
  /** RFC 6265 5.4. */
  COOKIE("Cookie"),
  /** RFC 6265 5.2. */
  SET_COOKIE("Set-Cookie"),
  /** RFC 9110 6.6.1. */
  DATE("Date"),
  /** RFC 9110 10.2.4. */
  SERVER("Server"),
  /** RFC 6455 11.3.1. */
  SEC_WEBSOCKET_KEY("Sec-WebSocket-Key"),
  /** RFC 6455 11.3.3. */
  SEC_WEBSOCKET_ACCEPT("Sec-WebSocket-Accept"),
  /** RFC 6455 11.3.4. */
  SEC_WEBSOCKET_PROTOCOL("Sec-WebSocket-Protocol"),
  /** RFC 6455 11.3.2. */
  SEC_WEBSOCKET_EXTENSIONS("Sec-WebSocket-Extensions"),
  /** RFC 6455 11.3.5. */
  SEC_WEBSOCKET_VERSION("Sec-WebSocket-Version"),
  /** The client and the gateways before this one, {@code ip:port} each. */
  X_FORWARDED_FOR("X-Forwarded-For"),
  /** {@code http} or {@code https}. */
  X_FORWARDED_PROTO("X-Forwarded-Proto"),
  /** The port on which the request came in. */
  X_FORWARDED_PORT("X-Forwarded-Port"),
  /** Host as the client sent it. */
  X_ORIGINAL_HOST("X-Original-Host"),
  /** The request target as the client sent it. */
  X_ORIGINAL_URL("X-Original-URL"),
  /** The outcome of a gRPC call, most often in its trailers. */
  GRPC_STATUS("grpc-status"),
  /** Words for it. */
  GRPC_MESSAGE("grpc-message"),
  /** Whose token a request bears, {@code tenantId:oid}. */
  X_MSFT_ENTRA_IDENTITY("x-msft-entra-identity"),
  /** Which software began the client's TLS handshake (JA4). */
  X_AZURE_JA4_FINGERPRINT("X-Azure-JA4-Fingerprint"),
  /** 32 hexadecimal digits, the access log's transactionId. */
  X_APPGW_TRACE_ID("X-AppGW-Trace-Id");

  private static final int SLOTS = 256;
  private static final FieldName[] BY_HASH = new FieldName[SLOTS];

  static {
    for (FieldName name : values()) {
      if (name == OTHER) continue;
      int slot = slot(name.hash);
      while (BY_HASH[slot] != null) slot = (slot + 1) & (SLOTS - 1);
      BY_HASH[slot] = name;
    }
  }

  private final String text;

  @SuppressWarnings("ImmutableEnumChecker") // never written to, and never leaves the package
  private final byte[] octets;

  private final int hash;

  @SuppressWarnings("ImmutableEnumChecker") // never written to
  private final AsciiString lowerCase;

  FieldName(String text) {
    this.text = text;
    this.octets = text.getBytes(StandardCharsets.US_ASCII);
    int sum = 0;
    for (int i = 0; i < text.length(); i++) sum = mix(sum, (byte) text.charAt(i));
    this.hash = sum;
    this.lowerCase = AsciiString.cached(text.toLowerCase(Locale.ROOT));
  }

  /** The name as it is written. */
  public String text() {
    return text;
  }

  byte[] octets() {
    return octets;
  }

  /** The name as HTTP/2 writes it (RFC 9113 8.2). */
  AsciiString lowerCase() {
    return lowerCase;
  }

  /** Whether it concerns one hop only (RFC 9110 7.6.1), named by Connection or not. */
  boolean hopByHop() {
    return switch (this) {
      case CONNECTION,
          UPGRADE,
          TE,
          TRANSFER_ENCODING,
          KEEP_ALIVE,
          PROXY_CONNECTION,
          PROXY_AUTHENTICATE,
          PROXY_AUTHORIZATION ->
          true;
      default -> false;
    };
  }

  /** Whether a line of that name may stand in a message of HTTP/2 (RFC 9113 8.2.2). */
  boolean inHttp2() {
    return switch (this) {
      case CONNECTION, UPGRADE, TRANSFER_ENCODING, KEEP_ALIVE, PROXY_CONNECTION, HOST -> false;
      default -> true;
    };
  }

  /** One step of the hash that {@link #of} expects; letter case does not count. */
  static int mix(int hash, byte octet) {
    return hash * 31 + (octet | 0x20);
  }

  /** The constant for a name in any letter case. */
  public static FieldName of(String name) {
    byte[] octets = name.getBytes(StandardCharsets.ISO_8859_1);
    int hash = 0;
    for (byte octet : octets) hash = mix(hash, octet);
    return of(octets, 0, octets.length, hash);
  }

  /** The constant for a name whose octets were mixed into {@code hash}. */
  static FieldName of(byte[] from, int start, int end, int hash) {
    for (int slot = slot(hash); ; slot = (slot + 1) & (SLOTS - 1)) {
      FieldName candidate = BY_HASH[slot];
      if (candidate == null) return OTHER;
      if (candidate.hash == hash && Octets.equalIgnoreCase(from, start, end, candidate.octets)) {
        return candidate;
      }
    }
  }

  private static int slot(int hash) {
    return (hash ^ (hash >>> 15)) & (SLOTS - 1);
  }
}
