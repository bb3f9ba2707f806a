package dev.poort.telemetry;

/**
 * Every way in which serving a request can fail: one cause, one status, one name in the access log
 * ({@code error_info}). A test holds docs/failures.md against it.
 */
public enum Failure {
  /** The request breaks the rules of HTTP (RFC 9112). */
  BAD_REQUEST(400, "bad-request"),
  /** A WebSocket handshake that RFC 6455 section 4.2.1 does not allow. */
  BAD_HANDSHAKE(400, "bad-handshake"),
  /** No listener on the port serves the host, or none of its rules serves the request. */
  NO_LISTENER(404, "no-listener"),
  /** A method that a gateway does not serve, such as CONNECT. */
  METHOD_NOT_ALLOWED(405, "method-not-allowed"),
  /** The client sent its head or its body too slowly. */
  REQUEST_TIMEOUT(408, "request-timeout"),
  /** The body is longer than poort.json's {@code limits} allow. */
  BODY_TOO_LARGE(413, "body-too-large"),
  /** The request target is longer than poort.json's {@code limits} allow. */
  URL_TOO_LONG(414, "url-too-long"),
  /** An expectation other than 100-continue (RFC 9110 10.1.1). */
  EXPECTATION_FAILED(417, "expectation-failed"),
  /** A WebSocket version other than 13 (RFC 6455 4.4). */
  WEBSOCKET_VERSION(426, "websocket-version"),
  /** The head is longer than poort.json's {@code limits} allow. */
  HEAD_TOO_LARGE(431, "head-too-large"),
  /** The client left before it had the whole answer; only the access log sees this status. */
  CLIENT_LEFT(499, "client-left"),
  /** The client stopped reading its answer; only the access log sees this status. */
  CLIENT_STALLED(499, "client-stalled"),
  /** A defect of the gateway itself. */
  INTERNAL(500, "internal"),
  /** A transfer coding that the gateway does not know (RFC 9112 6.1). */
  TRANSFER_CODING(501, "transfer-coding"),
  /** No member of the pool answers its probe, or the pool has none. */
  NO_HEALTHY_MEMBER(502, "no-healthy-member"),
  /** The member refused the connection, or it could not be reached. */
  CONNECT_FAILED(502, "connect-failed"),
  /** The member did not take the connection in time. */
  CONNECT_TIMEOUT(502, "connect-timeout"),
  /** The TLS handshake with the member failed, most often its certificate. */
  MEMBER_TLS(502, "member-tls"),
  /** The member closed the connection before it had answered. */
  MEMBER_CLOSED(502, "member-closed"),
  /** The member's answer breaks the rules of HTTP. */
  BAD_RESPONSE(502, "bad-response"),
  /** The member agreed to a WebSocket in a way that RFC 6455 section 4.1 does not allow. */
  BAD_UPGRADE(502, "bad-upgrade"),
  /** The gateway has as many requests waiting for a first probe as it may have. */
  OVER_LIMIT(503, "over-limit"),
  /** The gateway is shutting down. */
  SHUTTING_DOWN(503, "shutting-down"),
  /** The member did not answer within the request time-out of the HTTP settings. */
  RESPONSE_TIMEOUT(504, "response-timeout"),
  /** A version of HTTP that is not 1.0 or 1.1 (RFC 9110 15.6.6). */
  HTTP_VERSION(505, "http-version");

  private final int status;
  private final String logName;

  Failure(int status, String logName) {
    this.status = status;
    this.logName = logName;
  }

  /** The status that the client gets, unless its answer had begun. */
  public int status() {
    return status;
  }

  /** The access log's {@code error_info}. */
  public String logName() {
    return logName;
  }
}
