package dev.poort.http;

import dev.poort.backend.Cluster;
import dev.poort.backend.Member;
import dev.poort.backend.MemberConnection;
import dev.poort.backend.ResponseHandler;
import dev.poort.config.BackendHttpSettings;
import dev.poort.message.Fields;
import dev.poort.message.RequestHead;
import dev.poort.message.ResponseHead;
import dev.poort.routing.RuleRoutes;
import dev.poort.telemetry.Failure;
import dev.poort.transport.Deadline;
import dev.poort.websocket.Handshake;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer, from the head that has come to the line in the access log.
 *
 * <pre>
 *  start ─▶ route ─▶ member ─▶ connection ─▶ request goes out ─▶ answer comes back ─▶ done
 *             │        ▲  │                        │                    │ 101 ─▶ tunnel
 *             │        └──┴── fails before it is seen, or may be repeated
 *             └─────────────────── refused ────────┴─▶ an answer of the gateway's own
 * </pre>
 *
 * <p>Used on its connection's event loop alone.
 */
final class Exchange implements ResponseHandler, Member.Acquired {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final ClientConnection client;
  private final Live live;
  private final RequestHead head;
  private final ExchangeLog log;
  private final ResponseToClient response;
  private final Attempts attempts;
  private final String traceId = TraceId.next();
  private final boolean clientKeepsAlive;
  private final boolean toHead;
  private Served.@Nullable ByMembers served;
  private @Nullable RequestToMember request;
  private @Nullable Member member;
  private @Nullable MemberConnection connection;
  private boolean timedOutOnce;
  private boolean done;

  /** Whether the client holds its body back until the member says so (RFC 9110 10.1.1). */
  private boolean awaits100;

  /**
   * Octets of the request's body that have gone to a member: from then on it cannot be repeated.
   */
  private long bodyBytes;

  Exchange(ClientConnection client, Live live, RequestHead head) {
    this.client = client;
    this.live = live;
    this.head = head;
    this.clientKeepsAlive = head.keepAlive();
    this.toHead = head.method().equals("HEAD");
    this.response = new ResponseToClient(client.channel(), head.version());
    this.attempts = new Attempts(client.loop().ticker());
    this.log = new ExchangeLog(client, live.nobody(), head, traceId);
  }

  /** Finds out who serves the request and sets it on its way. */
  void start() {
    RuleRoutes rule = live.rule(head.host());
    if (rule == null) {
      fail(Failure.NO_LISTENER, "no listener serves the host");
      return;
    }
    String target = rule.settle(head.target());
    if (target == null) {
      log.served(live.names(rule));
      fail(Failure.AMBIGUOUS_PATH, "its path could go by two path rules");
      return;
    }
    Served serves = live.serve(rule.route(target));
    log.served(serves.names());
    Failure defect = Admission.defect(head, live.limits());
    if (defect != null) {
      fail(defect, "");
      return;
    }
    switch (serves) {
      case Served.ByMembers members -> forward(members, target);
      case Served.ByRedirect elsewhere -> redirect(elsewhere, target);
    }
  }

  private void forward(Served.ByMembers members, String target) {
    served = members;
    awaits100 = head.expectsContinue();
    String forwarded = members.route().forwarded(target);
    boolean upgrade = Handshake.isAsked(head);
    request = new RequestToMember(head, forwarded, client.facts(), traceId, upgrade);
    selectMember();
  }

  private void redirect(Served.ByRedirect elsewhere, String target) {
    String authority = head.host().isEmpty() ? client.facts().localHost() : head.host();
    answer().redirect(elsewhere.type(), elsewhere.location().of(authority, target));
    finish();
  }

  private void selectMember() {
    Cluster cluster = cluster();
    Member next = attempts.next(cluster);
    if (next != null) {
      member = next;
      log.routed(next);
      // The connector has a bound of its own.
      deadline().clear();
      next.acquire(client.loopIndex(), settings().requestTimeout(), this);
    } else if (attempts.any()) {
      fail(attempts.lastFailure(), attempts.lastDetail());
    } else if (cluster.undecided()) {
      awaitFirstProbe(cluster);
    } else {
      fail(Failure.NO_HEALTHY_MEMBER, "no member of the pool answers its probe");
    }
  }

  /** At start no member has been probed yet: the request waits, at most one probe's time-out. */
  private void awaitFirstProbe(Cluster cluster) {
    Duration bound = Duration.ZERO;
    for (Member each : cluster.members()) {
      Duration own = each.key().firstProbeBound();
      if (own.compareTo(bound) > 0) bound = own;
    }
    deadline().set(bound.plusSeconds(1));
    boolean waits =
        cluster.whenDecided(
            client.loop(),
            () -> {
              if (!done) selectMember();
            });
    if (!waits) fail(Failure.OVER_LIMIT, "too many requests wait for the first probe");
  }

  @Override
  public void connection(MemberConnection ready) {
    if (done) {
      ready.giveBack();
      return;
    }
    connection = ready;
    attempts.sent();
    log.connected(ready, request().host(member()));
    ready.begin(this, toHead);
    ready.write(request().write(client.channel().alloc(), member()));
    if (client.requestRead()) {
      requestEnd(client.requestTrailers());
    } else {
      ready.flush();
      awaitNext();
      client.resume();
    }
  }

  @Override
  public void failed(Failure failure, String detail) {
    if (done) return;
    attempts.failed(failure, detail);
    attempts.passOver(member());
    selectMember();
  }

  /** Whether the request's body can be taken now. */
  boolean wantsContent() {
    return connection != null && connection.isWritable();
  }

  /** A piece of the request's body; taken over. */
  void requestContent(ByteBuf content) {
    int length = content.readableBytes();
    bodyBytes += length;
    awaits100 = false;
    log.received(length);
    MemberConnection to = connection;
    if (to == null || length == 0) {
      content.release();
    } else if (bodyBytes > live.limits().body()) {
      content.release();
      fail(Failure.BODY_TOO_LARGE, "the body is longer than the limit");
      return;
    } else {
      request().content(to, content);
    }
    awaitNext();
  }

  /** The request's body is whole. */
  void requestEnd(@Nullable Fields trailers) {
    MemberConnection to = connection;
    if (to == null) return;
    request().end(to, trailers);
    to.requestDone();
    to.flush();
    awaitNext();
  }

  /** Sends what of the request's body has been taken. */
  void flushRequest() {
    if (connection != null && bodyBytes > 0) connection.flush();
  }

  @Override
  public void onHead(ResponseHead answer) {
    log.answered(answer.status());
    if (answer.interim()) {
      awaits100 = false;
      response.interim(answer);
      if (!client.channel().isWritable() && connection != null) connection.read(false);
    } else if (answer.status() == 101) {
      upgrade(answer);
    } else {
      // An answer before the request's end is the last on this connection: RFC 9112 9.3.
      response.begin(answer, mayKeepAlive());
      awaitNext();
    }
  }

  private void upgrade(ResponseHead answer) {
    MemberConnection agreed = connection;
    Served.ByMembers by = served;
    if (agreed == null || by == null) return;
    Upgrade upgrade = new Upgrade(client, by, member(), traceId, head);
    String defect = request().upgrade() ? upgrade.defect(answer) : "a 101 that nobody asked for";
    if (defect != null) {
      agreed.abort();
      connection = null;
      fail(Failure.BAD_UPGRADE, defect);
      return;
    }
    done = true;
    upgrade.join(answer, agreed, response, log);
  }

  @Override
  public void onContent(ByteBuf content) {
    response.content(content);
    if (!client.channel().isWritable() && connection != null) connection.read(false);
    awaitNext();
  }

  @Override
  public void onReadComplete() {
    if (response.begun()) response.flush();
  }

  @Override
  public void onEnd(@Nullable Fields trailers) {
    connection = null;
    response.end(trailers);
    finish();
  }

  @Override
  public void onWritabilityChanged(boolean writable) {
    if (writable) client.resume();
    awaitNext();
  }

  @Override
  public void onFailure(Failure failure, String detail) {
    boolean stale = connection != null && connection.served() > 0 && !connection.answering();
    connection = null;
    attempts.failed(failure, detail);
    if (mayRepeat() && (stale || failure != Failure.BAD_RESPONSE)) {
      // A connection that had rested too long says nothing about its member.
      if (!stale) attempts.passOver(member());
      selectMember();
    } else {
      fail(failure, detail);
    }
  }

  /** RFC 9110 9.2.2: only what has no second effect, and only while its body has not gone out. */
  private boolean mayRepeat() {
    return !response.begun() && bodyBytes == 0 && head.idempotent();
  }

  /** The client reads on, or has too much unread. */
  void clientWritable(boolean writable) {
    if (connection != null) connection.read(writable);
    if (!done) awaitNext();
  }

  /** Sets the time-out of what the exchange waits for now. */
  private void awaitNext() {
    if (done) return;
    deadline().set(awaitsClient() ? live.limits().headTimeout() : settings().requestTimeout());
  }

  /** Whether it is the client, not the member, that must do something next. */
  private boolean awaitsClient() {
    if (response.begun()) return !client.channel().isWritable();
    return !client.requestRead() && !awaits100 && wantsContent();
  }

  /** What was awaited did not come in time. */
  void expired() {
    if (done) return;
    if (connection == null) {
      fail(Failure.NO_HEALTHY_MEMBER, "no member has answered its first probe");
    } else if (response.begun()) {
      boolean stalled = awaitsClient();
      fail(stalled ? Failure.CLIENT_STALLED : Failure.RESPONSE_TIMEOUT, "in the answer's body");
    } else if (awaitsClient()) {
      fail(Failure.REQUEST_TIMEOUT, "the body did not come in time");
    } else {
      responseTimedOut();
    }
  }

  /** Another member is tried once when the request can be repeated. */
  private void responseTimedOut() {
    String detail = "no answer within " + settings().requestTimeout().toSeconds() + " s";
    boolean repeat = mayRepeat() && !timedOutOnce;
    timedOutOnce = true;
    if (connection != null) connection.abort();
    connection = null;
    attempts.failed(Failure.RESPONSE_TIMEOUT, detail);
    if (!repeat) {
      fail(Failure.RESPONSE_TIMEOUT, detail);
      return;
    }
    attempts.passOver(member());
    selectMember();
  }

  /** The client is gone, or ended its request in the middle. */
  void clientLeft() {
    if (done) return;
    log.failed(Failure.CLIENT_LEFT);
    breakOff();
  }

  /** Answers in the gateway's own name, or breaks off an answer that had begun. */
  void fail(Failure failure, String detail) {
    if (done) return;
    log.failed(failure);
    if (LOG.isDebugEnabled()) LOG.debug("{} {}: {}", traceId, failure.logName(), detail);
    if (response.begun() || failure.status() == 499) {
      breakOff();
      return;
    }
    abortMember();
    answer().refuse(failure);
    finish();
  }

  /** An answer in the gateway's own name. */
  private OwnAnswer answer() {
    return new OwnAnswer(response, client.channel(), traceId, toHead, mayKeepAlive());
  }

  private boolean mayKeepAlive() {
    return clientKeepsAlive && client.keepsAlive() && client.requestRead();
  }

  private void breakOff() {
    done = true;
    abortMember();
    response.drop();
    log.write(response);
    client.cut();
  }

  private void abortMember() {
    if (connection != null) connection.abort();
    connection = null;
  }

  private void finish() {
    done = true;
    log.write(response);
    client.exchangeDone(response.keepAlive());
  }

  private Deadline deadline() {
    return client.deadline();
  }

  private Cluster cluster() {
    return require(served).cluster();
  }

  private BackendHttpSettings settings() {
    return cluster().settings();
  }

  private RequestToMember request() {
    return require(request);
  }

  private Member member() {
    return require(member);
  }

  private static <T> T require(@Nullable T part) {
    if (part == null) throw new IllegalStateException("the exchange has not come that far");
    return part;
  }
}
