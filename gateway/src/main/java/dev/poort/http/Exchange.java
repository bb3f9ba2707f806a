package dev.poort.http;

import dev.poort.message.FieldName;
import dev.poort.message.RequestHead;
import dev.poort.rewrite.RewriteDefect;
import dev.poort.rewrite.Rewriting;
import dev.poort.routing.Ambiguity;
import dev.poort.routing.RuleRoutes;
import dev.poort.telemetry.Failure;
import dev.poort.token.TokenCheck;
import dev.poort.token.Verdict;
import dev.poort.websocket.Handshake;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer, from the head that has come to the line in the access log.
 *
 * <pre>
 *  start ─▶ route ─▶ forwarding ─▶ answer comes back ─▶ done
 *             │           │               │ 101 ─▶ tunnel
 *             └─ refused ─┴─▶ an answer of the gateway's own
 * </pre>
 *
 * <p>Used on its client's event loop alone.
 */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final ClientStream client;
  private final Live live;
  private final RequestHead head;
  private final ExchangeLog log;
  private final ResponseToClient response;
  private final String traceId = TraceId.next();
  private final boolean clientKeepsAlive;
  private final boolean toHead;
  private @Nullable RuleRoutes rule;

  /** WWW-Authenticate of a refusal (RFC 6750 3). */
  private @Nullable String challenge;

  private @Nullable Forwarding forwarding;
  private boolean done;

  Exchange(ClientStream client, Live live, RequestHead head) {
    this.client = client;
    this.live = live;
    this.head = head;
    this.clientKeepsAlive = head.keepAlive();
    this.toHead = head.method().equals("HEAD");
    this.response = client.response(head);
    this.log = new ExchangeLog(client, live.nobody(), head, traceId);
  }

  /** Finds out who serves the request and sets it on its way. */
  void start() {
    RuleRoutes by = live.rule(head.host());
    rule = by;
    if (by == null) {
      fail(Failure.NO_LISTENER, "no listener serves the host");
      return;
    }
    Failure refused = live.refusal(by, client.facts());
    if (refused != null) {
      log.served(live.names(by));
      fail(refused, "by what the handshake has agreed to");
      return;
    }
    String target = by.settle(head.target());
    if (target == null) {
      log.served(live.names(by));
      Ambiguity why = by.ambiguity(head.target());
      fail(Failure.AMBIGUOUS_PATH, why == null ? "" : why.inWords());
      return;
    }
    Served serves = live.serve(by.route(target));
    log.served(serves.names());
    Failure defect = Admission.defect(head, live.limits(), serves.origins());
    if (defect != null) {
      fail(defect, "");
      return;
    }
    TokenCheck tokens = live.tokens(by);
    if (tokens == null) serve(serves, target);
    else tokens.check(authorization(), client.loop(), it -> judged(it, serves, target));
  }

  private @Nullable String authorization() {
    boolean single = !head.fields().repeats(FieldName.AUTHORIZATION);
    return single ? head.fields().get(FieldName.AUTHORIZATION) : null;
  }

  private void judged(Verdict verdict, Served serves, String target) {
    if (done) return;
    switch (verdict) {
      case Verdict.Admitted(String identity) -> {
        // Whatever the client says of itself is not to be believed, nor may it have this taken out.
        head.fields().removeNamedByConnection();
        head.fields().remove(FieldName.X_MSFT_ENTRA_IDENTITY);
        if (identity != null) head.fields().add(FieldName.X_MSFT_ENTRA_IDENTITY, identity);
        serve(serves, target);
      }
      case Verdict.Refused(var cause, String why) -> refuseToken(cause, why);
    }
  }

  private void refuseToken(Verdict.Cause cause, String why) {
    if (cause == Verdict.Cause.TOKEN) {
      challenge = why.isEmpty() ? "Bearer" : "Bearer error=\"invalid_token\"";
    }
    fail(Refusal.of(cause), why.isEmpty() ? "it bears no token" : why);
  }

  private void serve(Served serves, String target) {
    switch (serves) {
      case Served.ByMembers members when members.rewrites() != null -> rewrite(target);
      case Served.ByMembers members -> forward(members, target, null);
      case Served.ByRedirect elsewhere -> redirect(elsewhere, target);
    }
  }

  /** Runs the rewrite sets; they may lead to another route of the rule. */
  private void rewrite(String target) {
    RuleRoutes by = rule;
    if (by == null) throw new IllegalStateException("no rule has been found");
    var rewriting =
        new Rewriting(by, live::rewrites, head, target, client.facts(), /* watcher= */ null);
    RewriteDefect defect = rewriting.request();
    Served serves = live.serve(rewriting.route());
    log.served(serves.names());
    if (defect != null) {
      fail(Refusal.of(defect), "in the rewrites of the request");
      return;
    }
    switch (serves) {
      case Served.ByMembers members -> forward(members, rewriting.forwarded(), rewriting);
      case Served.ByRedirect elsewhere -> redirect(elsewhere, rewriting.target());
    }
  }

  private void forward(Served.ByMembers members, String target, @Nullable Rewriting rewriting) {
    Forwarding begun = new Forwarding(this, client, members, target, rewriting);
    forwarding = begun;
    begun.start();
  }

  private void redirect(Served.ByRedirect elsewhere, String target) {
    if (Handshake.isAsked(head)) client.front().sessions().redirected(client.loop());
    String authority = head.host().isEmpty() ? client.facts().localHost() : head.host();
    answer().redirect(elsewhere.type(), elsewhere.location().of(authority, target));
    finish();
  }

  /** The request as the client sent it, but for the fields that a member gets in another way. */
  RequestHead head() {
    return head;
  }

  /** What its port served when the head came. */
  Live live() {
    return live;
  }

  ExchangeLog log() {
    return log;
  }

  ResponseToClient response() {
    return response;
  }

  /** X-AppGW-Trace-Id. */
  String traceId() {
    return traceId;
  }

  /** Whether it is over, or has become a session. */
  boolean done() {
    return done;
  }

  /** Whether the request's body can be taken now. */
  boolean wantsContent() {
    return forwarding != null && forwarding.wantsContent();
  }

  /** A piece of the request's body; taken over. */
  void requestContent(ByteBuf content) {
    log.received(content.readableBytes());
    if (forwarding == null) {
      content.release();
    } else {
      forwarding.requestContent(content);
    }
  }

  /** The request's body is whole. */
  void requestEnd() {
    if (forwarding != null) forwarding.requestEnd();
  }

  /** Sends what of the request's body has been taken. */
  void flushRequest() {
    if (forwarding != null) forwarding.flush();
  }

  /** The client reads on, or has too much unread. */
  void clientWritable(boolean writable) {
    if (forwarding != null) forwarding.clientWritable(writable);
  }

  /** What was awaited did not come in time. */
  void expired() {
    if (!done && forwarding != null) forwarding.expired();
  }

  /** The client is gone, or ended its request in the middle. */
  void clientLeft() {
    endedBy(Failure.CLIENT_LEFT);
  }

  /** The client has made an end of it in a way that leaves no place for an answer. */
  void endedBy(Failure failure) {
    if (done) return;
    failed(failure, "");
    breakOff();
  }

  private void failed(Failure failure, String detail) {
    log.failed(failure, detail);
    if (Handshake.isAsked(head)) client.front().sessions().refused(client.loop(), failure);
  }

  /** Answers in the gateway's own name, or breaks off an answer that had begun. */
  void fail(Failure failure, String detail) {
    if (done) return;
    failed(failure, detail);
    if (LOG.isDebugEnabled()) LOG.debug("{} {}: {}", traceId, failure.logName(), detail);
    if (response.begun() || failure.status() == 499) {
      breakOff();
      return;
    }
    abortMember();
    if (GrpcAnswer.isWanted(head)) {
      GrpcAnswer.refuse(response, failure, traceId);
    } else {
      answer().refuse(failure, live.pages(rule), challenge);
    }
    finish();
  }

  /** An answer in the gateway's own name. */
  private OwnAnswer answer() {
    return new OwnAnswer(response, client.alloc(), traceId, toHead, mayKeepAlive());
  }

  /** An answer before the request's end is the last on its connection: RFC 9112 9.3. */
  boolean mayKeepAlive() {
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
    if (forwarding != null) forwarding.abort();
  }

  /** The answer is written to its end. */
  void finish() {
    done = true;
    log.write(response);
    client.exchangeDone(response.keepAlive());
  }

  /** It has become a session, which writes its line in the log. */
  void handedOver() {
    done = true;
  }
}
