package dev.poort.telemetry;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One line of the access log: a request that has ended, or a WebSocket session that has. Holds raw
 * values; they become text on the log's own thread. What does not change from request to request
 * ({@link Client}, {@link Route}) is made once and shared.
 *
 * @param time when the request's first byte came, in milliseconds since 1970
 * @param client who asked
 * @param route who was to answer
 * @param request what was asked
 * @param response what was answered
 * @param upstream the member's part; null when no member was asked
 * @param session how a WebSocket session ended; null for a plain request
 */
public record AccessLogEntry(
    long time,
    Client client,
    Route route,
    Request request,
    Response response,
    @Nullable Upstream upstream,
    @Nullable SessionEnd session) {

  /**
   * A client's connection, the same for all of its requests.
   *
   * @param address the address at the other end of the connection
   * @param sslProtocol such as {@code TLSv1.3}; null in clear text
   * @param sslCipher the cipher suite; null in clear text
   * @param certificate what the client has shown; null when it was not asked
   */
  public record Client(
      InetSocketAddress address,
      @Nullable String sslProtocol,
      @Nullable String sslCipher,
      @Nullable Certificate certificate) {}

  /**
   * A client's certificate.
   *
   * @param verify {@code SUCCESS}, {@code FAILED:reason}, or {@code NONE} when it has shown nothing
   * @param fingerprint SHA-1 in hex digits; empty for none
   * @param issuer the issuer's name; empty for none
   */
  public record Certificate(String verify, String fingerprint, String issuer) {}

  /**
   * The names of what served a request, all but the first null when it did not get that far.
   *
   * @param gateway the gateway
   * @param listener the listener
   * @param rule the request routing rule
   * @param pool the backend address pool
   * @param settings the backend HTTP settings
   */
  public record Route(
      String gateway,
      @Nullable String listener,
      @Nullable String rule,
      @Nullable String pool,
      @Nullable String settings) {
    /** No listener of the gateway took the request. */
    public static Route none(String gateway) {
      return new Route(gateway, null, null, null, null);
    }
  }

  /**
   * What the client asked.
   *
   * @param method the method; empty when the head could not be read
   * @param target the request target as the client sent it, query included
   * @param forwarded the target that the member was asked for; the client's when none was
   * @param version such as {@code HTTP/1.1}
   * @param host what the client sent in Host
   * @param userAgent what the client sent in User-Agent
   * @param receivedBytes bytes of the head and the body; for a session, of the tunnel too
   * @param transactionId 32 hex digits, the same as in {@code X-AppGW-Trace-Id}
   */
  public record Request(
      String method,
      String target,
      String forwarded,
      String version,
      @Nullable String host,
      @Nullable String userAgent,
      long receivedBytes,
      String transactionId) {}

  /**
   * What the client got.
   *
   * @param status the status code; 499 when the client left first
   * @param contentType Content-Type of the answer
   * @param sentBytes bytes of the head and the body; for a session, of the tunnel too
   * @param clientResponseTime nanoseconds from the first to the last byte sent to the client
   * @param timeTaken nanoseconds from the request's first byte to the answer's last
   * @param errorInfo Azure's code such as {@code ERRORINFO_UPSTREAM_TIMED_OUT}; null when all went
   *     well
   * @param failure the cause in Poort's own catalogue, such as {@code response-timeout}; null when
   *     all went well
   * @param failureDetail what it was in this case, in words of which at most {@link
   *     #LONGEST_DETAIL} characters are written; null or empty when there is no more to say
   */
  public record Response(
      int status,
      @Nullable String contentType,
      long sentBytes,
      long clientResponseTime,
      long timeTaken,
      @Nullable String errorInfo,
      @Nullable String failure,
      @Nullable String failureDetail) {
    /** Some of the words may be a client's or a member's. */
    static final int LONGEST_DETAIL = 256;
  }

  /**
   * The member's part.
   *
   * @param address the member as {@code host:port}
   * @param host what the member got in Host; null when it never got a head
   * @param status the member's status code; 0 when it gave none
   * @param responseLatency nanoseconds from the request's sending to the answer's first byte;
   *     negative when there was none
   * @param sourcePort the gateway's own port of the connection; 0 when none was made
   */
  public record Upstream(
      String address, @Nullable String host, int status, long responseLatency, int sourcePort) {}

  /**
   * How a WebSocket session ended.
   *
   * @param duration nanoseconds from the 101 to the end
   * @param closedBy who ended it
   * @param code the code of the first Close frame seen or sent, or 1006 when there was none (RFC
   *     6455, section 7.4)
   * @param reason the frame's reason, or why the gateway says that it ended
   */
  public record SessionEnd(long duration, ClosedBy closedBy, int code, String reason) {}
}
