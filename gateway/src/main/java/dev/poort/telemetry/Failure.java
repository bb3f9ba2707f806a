package dev.poort.telemetry;

/**
 * Every way in which serving a request can fail: one cause, one status, one name in the access log.
 * A test holds docs/failures.md against it.
 */
public enum Failure {
  /** The request breaks the rules of HTTP (RFC 9112). */
  BAD_REQUEST(400, "bad-request", "INVALID_REQUEST"),
  /** The path can be read in two ways, and they would go by two path rules. */
  AMBIGUOUS_PATH(400, "ambiguous-path", "INVALID_REQUEST"),
  /** A rewrite made a path that leads out of itself or goes by two path rules, or no host. */
  UNSAFE_REWRITE(400, "unsafe-rewrite", "INVALID_REQUEST"),
  /** A WebSocket handshake that RFC 6455 section 4.2.1 does not allow. */
  BAD_HANDSHAKE(400, "bad-handshake", "INVALID_REQUEST"),
  /** A request in clear text to a port that speaks TLS. */
  PLAIN_HTTP(400, "plain-http", "HTTP_TO_HTTPS_PORT"),
  /** The listener wants a certificate of its clients, and this one has sent none. */
  CLIENT_CERTIFICATE_MISSING(400, "client-certificate-missing", "HTTPS_NO_CERT"),
  /** The client's certificate does not hold; {@code sslClientVerify} says why. */
  CLIENT_CERTIFICATE_REFUSED(400, "client-certificate-refused", "HTTPS_NO_CERT"),
  /** The request bears no token, or one that is not good (ARM: entraJWTValidationConfigs). */
  TOKEN_REFUSED(401, "token-refused", "INVALID_HEADER"),
  /** The token is good but says not whose it is. */
  TOKEN_WITHOUT_IDENTITY(403, "token-without-identity", "INVALID_HEADER"),
  /** A WebSocket handshake from a page that poort.json's {@code allowedOrigins} does not name. */
  ORIGIN_REFUSED(403, "origin-refused", "INVALID_HEADER"),
  /** No listener on the port serves the host, or none of its rules serves the request. */
  NO_LISTENER(404, "no-listener", "INVALID_HOST"),
  /** A method that a gateway does not serve, such as CONNECT. */
  METHOD_NOT_ALLOWED(405, "method-not-allowed", "INVALID_METHOD"),
  /** The client sent its head or its body too slowly. */
  REQUEST_TIMEOUT(408, "request-timeout", "CLIENT_TIMED_OUT"),
  /** The body is longer than poort.json's {@code limits} allow. */
  BODY_TOO_LARGE(413, "body-too-large", "INVALID_CONTENT_LENGTH"),
  /** The request target is longer than poort.json's {@code limits} allow. */
  URL_TOO_LONG(414, "url-too-long", "REQUEST_URI_INVALID"),
  /** An expectation other than 100-continue (RFC 9110 10.1.1). */
  EXPECTATION_FAILED(417, "expectation-failed", "INVALID_HEADER"),
  /**
   * The connection was made for another listener, which asks for other things (RFC 9110 15.5.20).
   */
  MISDIRECTED(421, "misdirected", "INVALID_HOST"),
  /** A WebSocket version other than 13 (RFC 6455 4.4). */
  WEBSOCKET_VERSION(426, "websocket-version", "INVALID_VERSION"),
  /** More WebSocket handshakes a second than poort.json's {@code sessionLimits} allow. */
  HANDSHAKE_RATE(429, "handshake-rate", "INVALID_REQUEST"),
  /** More WebSocket sessions of one address than poort.json's {@code sessionLimits} allow. */
  CLIENT_SESSION_LIMIT(429, "client-session-limit", "INVALID_REQUEST"),
  /** The head is longer than poort.json's {@code limits} allow. */
  HEAD_TOO_LARGE(431, "head-too-large", "INVALID_HEADER"),
  /** The client left before it had the whole answer; only the access log sees this status. */
  CLIENT_LEFT(499, "client-left", "CLIENT_CLOSED_REQUEST"),
  /** The client stopped reading its answer; only the access log sees this status. */
  CLIENT_STALLED(499, "client-stalled", "CLIENT_CLOSED_REQUEST"),
  /** A defect of the gateway itself. */
  INTERNAL(500, "internal", "INTERNAL"),
  /** Rewrites that reroute led from one path to the next and came to no end. */
  REWRITE_LOOP(500, "rewrite-loop", "INTERNAL"),
  /** A rewrite made a value of more than 32 KiB. */
  REWRITE_TOO_LONG(500, "rewrite-too-long", "INTERNAL"),
  /** A transfer coding that the gateway does not know (RFC 9112 6.1). */
  TRANSFER_CODING(501, "transfer-coding", "INVALID_HEADER"),
  /** An extended CONNECT for a protocol other than WebSocket (RFC 8441 4, RFC 9220 3). */
  CONNECT_PROTOCOL(501, "connect-protocol", "INVALID_METHOD"),
  /** No member of the pool answers its probe, or the pool has none. */
  NO_HEALTHY_MEMBER(502, "no-healthy-member", "UPSTREAM_NO_LIVE"),
  /** The names in the pool have no address, so that it has no members. */
  NAME_UNRESOLVED(502, "name-unresolved", "UPSTREAM_NO_LIVE"),
  /** The member refused the connection, or it could not be reached. */
  CONNECT_FAILED(502, "connect-failed", "UPSTREAM_CLOSED_CONNECTION"),
  /** The member did not take the connection in time. */
  CONNECT_TIMEOUT(502, "connect-timeout", "UPSTREAM_TIMED_OUT"),
  /** The member's certificate has expired, or is not valid yet. */
  MEMBER_CERTIFICATE_DATE(502, "member-certificate-date", "UPSTREAM_CLOSED_CONNECTION"),
  /** Nobody who is trusted has signed the member's certificate, or it is none of those pinned. */
  MEMBER_CERTIFICATE_UNTRUSTED(502, "member-certificate-untrusted", "UPSTREAM_CLOSED_CONNECTION"),
  /** The member's certificate is for another name. */
  MEMBER_CERTIFICATE_NAME(502, "member-certificate-name", "UPSTREAM_CLOSED_CONNECTION"),
  /** The TLS handshake with the member failed for another reason. */
  MEMBER_TLS(502, "member-tls", "UPSTREAM_CLOSED_CONNECTION"),
  /** The member closed the connection before it had answered. */
  MEMBER_CLOSED(502, "member-closed", "UPSTREAM_CLOSED_CONNECTION"),
  /** The member was removed, and its drain time ended before it had answered. */
  MEMBER_REMOVED(502, "member-removed", "UPSTREAM_CLOSED_CONNECTION"),
  /** The member's answer breaks the rules of HTTP. */
  BAD_RESPONSE(502, "bad-response", "INVALID_HEADER"),
  /** The member agreed to a WebSocket in a way that RFC 6455 section 4.1 does not allow. */
  BAD_UPGRADE(502, "bad-upgrade", "INVALID_HEADER"),
  /** The gateway has as many requests waiting for a first probe as it may have. */
  OVER_LIMIT(503, "over-limit", "UPSTREAM_NO_LIVE"),
  /** As many WebSocket sessions as poort.json's {@code sessionLimits} allow. */
  SESSION_LIMIT(503, "session-limit", "UPSTREAM_NO_LIVE"),
  /** Every member has as many WebSocket sessions as {@code sessionLimits} allow. */
  MEMBER_SESSION_LIMIT(503, "member-session-limit", "UPSTREAM_NO_LIVE"),
  /** The keys that tell good tokens from bad could not be had from their issuer. */
  TOKEN_KEYS_MISSING(503, "token-keys-missing", "INTERNAL"),
  /** The gateway is shutting down. */
  SHUTTING_DOWN(503, "shutting-down", "UPSTREAM_NO_LIVE"),
  /** The member did not answer within the request time-out of the HTTP settings. */
  RESPONSE_TIMEOUT(504, "response-timeout", "UPSTREAM_TIMED_OUT"),
  /** A version of HTTP that is not 1.0 or 1.1 (RFC 9110 15.6.6). */
  HTTP_VERSION(505, "http-version", "INVALID_VERSION");

  private final int status;
  private final String logName;
  private final String azureName;

  Failure(int status, String logName, String azureName) {
    this.status = status;
    this.logName = logName;
    this.azureName = "ERRORINFO_" + azureName;
  }

  /** The status that the client gets, unless its answer had begun. */
  public int status() {
    return status;
  }

  /** Its name in the access log. */
  public String logName() {
    return logName;
  }

  /** The nearest of Azure's own names ({@code error_info}). */
  public String azureName() {
    return azureName;
  }
}
