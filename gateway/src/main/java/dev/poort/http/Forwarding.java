package dev.poort.http;

import dev.poort.backend.Cluster;
import dev.poort.backend.Member;
import dev.poort.backend.MemberStream;
import dev.poort.backend.ResponseHandler;
import dev.poort.backend.Server;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.Limits;
import dev.poort.message.Fields;
import dev.poort.message.Framing;
import dev.poort.message.ResponseHead;
import dev.poort.message.Version;
import dev.poort.rewrite.RewriteDefect;
import dev.poort.rewrite.Rewriting;
import dev.poort.telemetry.Failure;
import dev.poort.transport.Deadline;
import dev.poort.websocket.Handshake;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * An exchange's way to a member and back: whose turn it is, what is repeated, how long each step
 * may take.
 *
 * <pre>
 *  start ─▶ member ─▶ connection ─▶ request goes out ─▶ answer comes back ─▶ finished
 *            ▲  │                        │                    │ 101 ─▶ tunnel
 *            └──┴── fails before it is seen, or may be repeated
 * </pre>
 */
final class Forwarding implements ResponseHandler, Member.Acquired {
  /** What lets a client send the body that it holds back (RFC 9110 10.1.1). */
  private static final ResponseHead CONTINUE =
      new ResponseHead(100, "Continue", Version.HTTP_1_1, Fields.empty(), Framing.NONE, 0);

  private final Exchange exchange;
  private final ClientStream client;
  private final Served.ByMembers served;
  private final Cluster cluster;
  private final BackendHttpSettings settings;
  private final Limits limits;
  private final RequestToMember request;
  private final Attempts attempts;
  private final ExchangeLog log;
  private final ResponseToClient response;
  private final @Nullable Rewriting rewriting;

  private final ServerChoice choice;

  /** Keeps the body until it is whole; null where it is passed on as it comes. */
  private final @Nullable GatheredBody body;

  private @Nullable MemberStream connection;
  private boolean timedOutOnce;

  /** Whether the client holds its body back until the member says so (RFC 9110 10.1.1). */
  private boolean awaits100;

  /**
   * Octets of the request's body that have gone to a member: from then on it cannot be repeated.
   */
  private long bodyBytes;

  /**
   * @param target what the client asks for, in the form in which it was matched; what the member is
   *     asked for when it was rewritten
   * @param rewriting what changes the answer; null for nothing
   */
  Forwarding(
      Exchange exchange,
      ClientStream client,
      Served.ByMembers served,
      String target,
      @Nullable Rewriting rewriting) {
    this.exchange = exchange;
    this.client = client;
    this.served = served;
    this.cluster = served.cluster();
    this.settings = cluster.settings();
    this.limits = exchange.live().limits();
    this.log = exchange.log();
    this.response = exchange.response();
    this.attempts = new Attempts(client.loop().ticker());
    var head = exchange.head();
    this.awaits100 = head.expectsContinue();
    this.choice = new ServerChoice(client, served, head);
    this.rewriting = rewriting;
    boolean gathers = exchange.live().gathersBodies() && !GrpcAnswer.isWanted(head);
    this.body = gathers ? new GatheredBody(client.alloc(), client.front().gathering()) : null;
    String forwarded = rewriting == null ? served.route().forwarded(target) : target;
    log.forwarded(forwarded);
    boolean upgrade = Handshake.isAsked(head);
    this.request =
        new RequestToMember(
            head, forwarded, client.facts().forwarded(), exchange.traceId(), upgrade, rewriting);
  }

  void start() {
    GatheredBody gathered = body;
    if (gathered == null) {
      selectMember();
    } else if (client.requestRead()) {
      gathered.stop(true);
      selectMember();
    } else {
      gather();
    }
  }

  /** Lets the client send its body, which no member sees yet. */
  private void gather() {
    if (awaits100) {
      awaits100 = false;
      response.interim(CONTINUE);
    }
    awaitNext();
    client.resume();
  }

  private boolean gathering() {
    return body != null && body.gathering();
  }

  private void selectMember() {
    Server awaited = choice.awaited();
    if (awaited != null) {
      awaitFirstProbe(awaited);
      return;
    }
    boolean exhausted = attempts.exhausted(settings.requestTimeout());
    Server next = exhausted ? null : choice.next(attempts.passedOver());
    if (next != null) {
      tryOn(next);
    } else if (attempts.any()) {
      exchange.fail(attempts.lastFailure(), attempts.lastDetail());
    } else if (cluster.undecided()) {
      awaitFirstProbe(null);
    } else {
      exchange.fail(choice.nobody(), choice.nobodyDetail());
    }
  }

  private void tryOn(Server next) {
    attempts.tries();
    log.routed(next.member());
    log.served(served.names(next));
    // The connector has a bound of its own.
    deadline().clear();
    if (settings.dedicatedBackendConnection()) {
      client.dedicated().acquire(next.member(), settings.requestTimeout(), this);
    } else {
      boolean http1 = request.upgrade();
      next.member().acquire(client.loopIndex(), http1, settings.requestTimeout(), this);
    }
  }

  /**
   * At start no member has been probed yet: the request waits, at most one probe's time-out.
   *
   * @param only the server that is waited for; null for any
   */
  private void awaitFirstProbe(@Nullable Server only) {
    deadline().set(cluster.decisionBound().plusSeconds(1));
    boolean waits =
        cluster.whenDecided(
            client.loop(),
            only,
            () -> {
              if (!exchange.done()) selectMember();
            });
    if (!waits) exchange.fail(Failure.OVER_LIMIT, "too many requests wait for the first probe");
  }

  @Override
  public void connection(MemberStream ready) {
    if (exchange.done()) {
      ready.giveBack();
      return;
    }
    connection = ready;
    attempts.sent();
    Member to = member();
    log.connected(ready, request.host(to.key()));
    ready.begin(this, request.head(to.key()));
    if (body != null) body.writeTo(ready);
    if (client.requestRead()) {
      requestEnd();
    } else {
      ready.flush();
      awaitNext();
      client.resume();
    }
  }

  @Override
  public void failed(Failure failure, String detail) {
    if (exchange.done()) return;
    attempts.failed(failure, detail);
    attempts.passOver(member());
    selectMember();
  }

  /** Whether the request's body can be taken now. */
  boolean wantsContent() {
    return gathering() || (connection != null && connection.isWritable());
  }

  /** A piece of the request's body; taken over. */
  void requestContent(ByteBuf content) {
    int length = content.readableBytes();
    bodyBytes += length;
    awaits100 = false;
    MemberStream to = connection;
    if (bodyBytes > limits.body() && (to != null || gathering())) {
      content.release();
      exchange.fail(Failure.BODY_TOO_LARGE, "the body is longer than the limit");
      return;
    }
    if (body != null && body.gathering()) {
      body.add(content);
      if (body.full()) {
        body.stop(false);
        selectMember();
        return;
      }
    } else if (to == null || length == 0) {
      content.release();
    } else {
      to.content(content);
    }
    awaitNext();
  }

  /** The request's body is whole. */
  void requestEnd() {
    if (body != null && body.gathering()) {
      body.stop(true);
      selectMember();
      return;
    }
    MemberStream to = connection;
    if (to == null) return;
    to.end(client.requestTrailers());
    to.flush();
    awaitNext();
  }

  /** Sends what of the request's body has been taken. */
  void flush() {
    if (connection != null && bodyBytes > 0) connection.flush();
  }

  @Override
  public void onHead(ResponseHead answer) {
    log.answered(answer.status());
    if (answer.interim()) {
      awaits100 = false;
      response.interim(answer);
      holdMember();
    } else if (answer.status() == 101) {
      upgrade(answer);
    } else if (request.upgrade() && Upgrade.isMistakable(exchange.head(), answer)) {
      exchange.fail(Failure.BAD_UPGRADE, "a refusal that is a yes over HTTP/2");
    } else {
      if (request.upgrade()) client.front().sessions().declined(client.loop());
      choice.bind(answer.fields());
      if (rewriting != null && !rewritten(rewriting, answer)) return;
      response.begin(answer, exchange.mayKeepAlive());
      awaitNext();
    }
  }

  /** Runs the rewrite sets on an answer's head; whether all went well. */
  private boolean rewritten(Rewriting by, ResponseHead answer) {
    RewriteDefect defect = by.answered(answer, log.received());
    if (defect == null) return true;
    exchange.fail(Refusal.of(defect), "in the rewrites of the answer");
    return false;
  }

  private void upgrade(ResponseHead answer) {
    MemberStream agreed = connection;
    if (agreed == null) return;
    Upgrade upgrade = request.upgrade() ? Upgrade.of(client, agreed, response) : null;
    String defect =
        upgrade == null ? "a 101 that nobody asked for" : Upgrade.defect(exchange.head(), answer);
    if (upgrade == null || defect != null) {
      abort();
      exchange.fail(Failure.BAD_UPGRADE, defect == null ? "" : defect);
      return;
    }
    choice.bind(answer.fields());
    if (rewriting != null && !rewritten(rewriting, answer)) return;
    exchange.handedOver();
    upgrade.join(
        exchange, served, choice.chosen(), choice.handOverCount(), choice.handOverPlace(), answer);
  }

  @Override
  public void onContent(ByteBuf content) {
    response.content(content);
    holdMember();
    awaitNext();
  }

  /** Back-pressure: the member is not read while the client takes no more. */
  private void holdMember() {
    if (!client.isWritable() && connection != null) connection.read(false);
  }

  @Override
  public void onReadComplete() {
    if (response.begun()) response.flush();
  }

  @Override
  public void onEnd(@Nullable Fields trailers) {
    connection = null;
    choice.countOff();
    if (body != null) body.release();
    response.end(trailers);
    exchange.finish();
  }

  @Override
  public void onWritabilityChanged(boolean writable) {
    if (writable) client.resume();
    awaitNext();
  }

  @Override
  public void onFailure(Failure failure, String detail) {
    boolean stale = connection != null && connection.stale();
    boolean unprocessed = connection != null && connection.unprocessed();
    connection = null;
    attempts.failed(failure, detail);
    if (unprocessed && !response.begun() && canSendAgain()) {
      // RFC 9113 8.7: it may be sent again whatever its method.
      selectMember();
    } else if (mayRepeat() && (stale || failure != Failure.BAD_RESPONSE)) {
      // A connection that had rested too long says nothing about its member.
      if (!stale) attempts.passOver(member());
      selectMember();
    } else {
      exchange.fail(failure, detail);
    }
  }

  /** RFC 9110 9.2.2: only what has no second effect. */
  private boolean mayRepeat() {
    return !response.begun() && canSendAgain() && exchange.head().idempotent();
  }

  /** Whether nothing of the body has gone out, or all of it is kept. */
  private boolean canSendAgain() {
    return bodyBytes == 0 || (body != null && body.whole());
  }

  /** The client reads on, or has too much unread. */
  void clientWritable(boolean writable) {
    if (connection != null) connection.read(writable);
    awaitNext();
  }

  /** Sets the time-out of what the exchange waits for now. */
  private void awaitNext() {
    if (exchange.done()) return;
    deadline().set(awaitsClient() ? limits.headTimeout() : settings.requestTimeout());
  }

  /** Whether it is the client, not the member, that must do something next. */
  private boolean awaitsClient() {
    if (response.begun()) return !client.isWritable();
    return !client.requestRead() && !awaits100 && wantsContent();
  }

  /** What was awaited did not come in time. */
  void expired() {
    if (gathering()) {
      exchange.fail(Failure.REQUEST_TIMEOUT, "the body did not come in time");
    } else if (connection == null) {
      exchange.fail(Failure.NO_HEALTHY_MEMBER, "no member has answered its first probe");
    } else if (response.begun()) {
      boolean stalled = awaitsClient();
      exchange.fail(
          stalled ? Failure.CLIENT_STALLED : Failure.RESPONSE_TIMEOUT, "in the answer's body");
    } else if (awaitsClient()) {
      exchange.fail(Failure.REQUEST_TIMEOUT, "the body did not come in time");
    } else {
      responseTimedOut();
    }
  }

  /** Another member is tried once when the request can be repeated. */
  private void responseTimedOut() {
    String detail = "no answer within " + settings.requestTimeout().toSeconds() + " s";
    boolean repeat = mayRepeat() && !timedOutOnce;
    timedOutOnce = true;
    leaveMember();
    attempts.failed(Failure.RESPONSE_TIMEOUT, detail);
    if (!repeat) {
      exchange.fail(Failure.RESPONSE_TIMEOUT, detail);
      return;
    }
    attempts.passOver(member());
    selectMember();
  }

  /** The exchange ends here. */
  void abort() {
    leaveMember();
    if (body != null) body.release();
  }

  /** Lets go of the member: its answer is not wanted any more. */
  private void leaveMember() {
    if (connection != null) connection.abort();
    connection = null;
    choice.countOff();
  }

  private Deadline deadline() {
    return client.deadline();
  }

  private Member member() {
    return choice.chosen().member();
  }
}
