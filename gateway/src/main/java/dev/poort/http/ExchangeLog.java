package dev.poort.http;

import dev.poort.backend.Member;
import dev.poort.backend.MemberStream;
import dev.poort.message.FieldName;
import dev.poort.message.RequestHead;
import dev.poort.message.Version;
import dev.poort.telemetry.AccessLog;
import dev.poort.telemetry.AccessLogEntry;
import dev.poort.telemetry.AccessLogEntry.SessionEnd;
import dev.poort.telemetry.Failure;
import dev.poort.websocket.TunnelEnd;
import io.netty.util.concurrent.Ticker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers what the access log will say of an exchange, and writes it at its end. */
final class ExchangeLog {
  private final AccessLog log;
  private final Ticker ticker;
  private @Nullable ClientFacts facts;
  private AccessLogEntry.@Nullable Client client;
  private final String method;
  private final String target;
  private final Version version;
  private final String host;
  private final String traceId;
  private final @Nullable String userAgent;
  private final long begun;
  private long received;
  private AccessLogEntry.Route names;
  private String forwarded;
  private @Nullable Member member;
  private @Nullable String memberHost;
  private int localPort;
  private long sent;
  private long answered = -1;
  private int memberStatus;
  private @Nullable Failure failure;
  private String failureDetail = "";

  /**
   * Begins with the head as the client sent it, before anything in it is changed. The head itself
   * is not kept: a session lives long after it.
   *
   * @param names what is known of who serves it
   */
  ExchangeLog(ClientStream stream, AccessLogEntry.Route names, RequestHead head, String traceId) {
    this.log = stream.front().accessLog();
    this.ticker = stream.loop().ticker();
    this.facts = stream.facts();
    this.names = names;
    this.method = head.method();
    this.target = head.target();
    this.forwarded = target;
    this.version = head.version();
    this.host = head.host();
    this.traceId = traceId;
    this.begun = ticker.nanoTime();
    this.userAgent = log.enabled() ? head.fields().get(FieldName.USER_AGENT) : null;
    this.received = head.size();
  }

  void served(AccessLogEntry.Route names) {
    this.names = names;
  }

  /** A member is to serve the request; the last one stands in the line. */
  void routed(Member next) {
    member = next;
  }

  /** The request goes out to the member. */
  void connected(MemberStream connection, String host) {
    this.memberHost = host;
    if (!log.enabled()) return;
    // Asked for while the connection stands: a session's line is written when it is no more.
    client();
    localPort = connection.localPort();
    sent = ticker.nanoTime();
  }

  private AccessLogEntry.Client client() {
    ClientFacts open = facts;
    if (open != null) client = open.logged();
    facts = null;
    return Objects.requireNonNull(client, "known once the facts have gone");
  }

  /** What is kept for the line of a session, which lasts: null where none is written. */
  @Nullable ExchangeLog ofSession() {
    return log.enabled() ? this : null;
  }

  /** The member is asked for another path or query than the client wrote. */
  void forwarded(String target) {
    forwarded = target;
  }

  /** Octets of the request so far. */
  long received() {
    return received;
  }

  void received(int octets) {
    received += octets;
  }

  /** The member has answered with a head. */
  void answered(int status) {
    memberStatus = status;
    if (log.enabled() && answered < 0) answered = ticker.nanoTime();
  }

  /**
   * It has failed.
   *
   * @param detail for people; empty when there is no more to say
   */
  void failed(Failure failure, String detail) {
    this.failure = failure;
    this.failureDetail = detail;
  }

  /** Writes the line of a request. */
  void write(ResponseToClient response) {
    if (log.enabled()) log.record(entry(response, 0, 0, null));
  }

  /** Writes the line of a session. */
  void write(ResponseToClient response, TunnelEnd end, long duration) {
    if (!log.enabled()) return;
    var session = new SessionEnd(duration, end.closedBy(), end.code(), end.reason());
    log.record(entry(response, end.bytesFromClient(), end.bytesFromMember(), session));
  }

  private AccessLogEntry entry(
      ResponseToClient response,
      long tunnelReceived,
      long tunnelSent,
      @Nullable SessionEnd session) {
    long taken = ticker.nanoTime() - begun;
    Failure why = failure;
    // Nothing may have been answered, when a client left or its stream was reset.
    int status =
        why != null && (why.status() == 499 || response.status() == 0)
            ? why.status()
            : response.status();
    var request =
        new AccessLogEntry.Request(
            method,
            target,
            forwarded,
            version.text(),
            host,
            userAgent,
            received + tunnelReceived,
            traceId);
    var answer =
        new AccessLogEntry.Response(
            status,
            response.contentType(),
            response.bytes() + tunnelSent,
            answered < 0 ? 0 : ticker.nanoTime() - answered,
            taken,
            why == null ? null : why.azureName(),
            why == null ? null : why.logName(),
            failureDetail);
    long time = System.currentTimeMillis() - taken / 1_000_000;
    return new AccessLogEntry(time, client(), names, request, answer, upstream(), session);
  }

  private AccessLogEntry.@Nullable Upstream upstream() {
    Member asked = member;
    if (asked == null) return null;
    long latency = answered < 0 ? -1 : answered - sent;
    return new AccessLogEntry.Upstream(asked.name(), memberHost, memberStatus, latency, localPort);
  }

  /** Writes the line of a request whose head could not be read. */
  static void writeUnread(
      ClientStream stream,
      ResponseToClient response,
      Failure failure,
      String detail,
      String traceId,
      UnreadHead head) {
    AccessLog log = stream.front().accessLog();
    if (!log.enabled()) return;
    log.record(
        new AccessLogEntry(
            System.currentTimeMillis(),
            stream.facts().logged(),
            stream.live().nobody(),
            new AccessLogEntry.Request(
                head.method(),
                head.target(),
                head.target(),
                "",
                null,
                null,
                head.octets(),
                traceId),
            new AccessLogEntry.Response(
                response.status(),
                response.contentType(),
                response.bytes(),
                0,
                0,
                failure.azureName(),
                failure.logName(),
                detail),
            null,
            null));
  }
}
