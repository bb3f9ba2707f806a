package dev.poort.backend;

import dev.poort.config.Probe;
import dev.poort.config.ProbeMatch;
import dev.poort.message.FieldName;
import dev.poort.message.Fields;
import dev.poort.message.Framing;
import dev.poort.message.RequestHead;
import dev.poort.message.ResponseHead;
import dev.poort.message.Version;
import dev.poort.telemetry.Failure;
import dev.poort.transport.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One GET to one member on a connection of its own, and the judgement of its answer. */
final class ProbeAttempt implements ResponseHandler, Member.Acquired {
  /**
   * What an attempt came to.
   *
   * @param healthy whether the answer was as wanted
   * @param log what it was, for people
   */
  record Result(boolean healthy, String log) {}

  private static final String DEFAULT_HOST = "127.0.0.1";

  private final Member member;
  private final Probe probe;
  private final EventLoop loop;
  private final Consumer<Result> done;
  private @Nullable MemberStream connection;
  private @Nullable Http2Pool http2;
  private final Deadline deadline;
  private final StringBuilder body = new StringBuilder();
  private int status;
  private boolean connected;
  private boolean finished;

  ProbeAttempt(Member member, Probe probe, EventLoop loop, Consumer<Result> done) {
    this.member = member;
    this.probe = probe;
    this.loop = loop;
    this.done = done;
    this.deadline = new Deadline(loop, this::timedOut);
  }

  void start() {
    deadline.set(probe.timeout());
    String tlsName = probe.protocol().secure() ? tlsName() : null;
    ConnectionPool own = new ConnectionPool(loop);
    if (member.key().http2()) {
      http2 = new Http2Pool(own, member.connector(), member.key(), port(), tlsName);
      http2.acquire(probe.timeout(), this);
    } else {
      connect(new MemberConnection(own), tlsName);
    }
  }

  private void connect(MemberConnection fresh, @Nullable String tlsName) {
    connection = fresh;
    Connector.Outcome outcome =
        new Connector.Outcome() {
          @Override
          public void connected() {
            connection(fresh);
          }

          @Override
          public void failed(Failure failure, String detail) {
            ProbeAttempt.this.failed(failure, detail);
          }
        };
    member
        .connector()
        .connect(loop, member.key(), port(), tlsName, false, fresh, probe.timeout(), outcome);
  }

  /** The probe's own host, else that of the settings, else 127.0.0.1. */
  private String host() {
    if (probe.host() != null && !probe.pickHostNameFromBackendHttpSettings()) return probe.host();
    String settingsHost = member.key().hostName();
    return settingsHost != null ? settingsHost : DEFAULT_HOST;
  }

  /**
   * sniName, else the probe's own host; without one the certificate is judged as it is for
   * requests.
   */
  private String tlsName() {
    String sniName = member.key().sniName();
    if (sniName != null) return sniName;
    String requests = member.key().tlsName();
    boolean own = probe.host() != null && !probe.pickHostNameFromBackendHttpSettings();
    return own || requests == null ? host() : requests;
  }

  private int port() {
    Integer own = probe.port();
    return own != null ? own : member.key().address().port();
  }

  @Override
  public void connection(MemberStream ready) {
    if (finished) {
      ready.abort();
      return;
    }
    connection = ready;
    connected = true;
    Fields fields = Fields.empty();
    fields.add(FieldName.USER_AGENT, "Poort-Health-Probe");
    fields.add(FieldName.CONNECTION, "close");
    ready.begin(
        this,
        new RequestHead("GET", probe.path(), Version.HTTP_1_1, host(), fields, Framing.NONE, 0));
    ready.flush();
  }

  @Override
  public void failed(Failure failure, String detail) {
    String what =
        switch (failure) {
          case MEMBER_TLS,
              MEMBER_CERTIFICATE_DATE,
              MEMBER_CERTIFICATE_UNTRUSTED,
              MEMBER_CERTIFICATE_NAME ->
              "The TLS handshake failed: " + detail;
          case CONNECT_TIMEOUT -> "Timed out: " + detail;
          default -> "No connection: " + detail;
        };
    finish(new Result(false, what + "."));
  }

  @Override
  public void onHead(ResponseHead head) {
    if (head.interim()) return;
    status = head.status();
    if (!probe.match().accepts(status)) {
      String log = "Answered " + status + " where " + probe.match().wanted() + " was wanted.";
      finish(new Result(false, log));
    } else if (probe.match().body().isEmpty()) {
      finish(new Result(true, "Success. Received " + status + " status code."));
    }
  }

  @Override
  public void onContent(ByteBuf content) {
    try {
      int room = ProbeMatch.MAX_BODY - body.length();
      int length = Math.min(room, content.readableBytes());
      body.append(content.toString(content.readerIndex(), length, StandardCharsets.ISO_8859_1));
    } finally {
      content.release();
    }
    if (bodyMatches()) {
      finish(new Result(true, "Success. Received " + status + " status code and the body."));
    } else if (body.length() >= ProbeMatch.MAX_BODY) {
      onEnd(null);
    }
  }

  private boolean bodyMatches() {
    byte[] octets = body.toString().getBytes(StandardCharsets.ISO_8859_1);
    return new String(octets, StandardCharsets.UTF_8).contains(probe.match().body());
  }

  @Override
  public void onEnd(@Nullable Fields trailers) {
    finish(new Result(false, "The body does not have the text that the probe wants."));
  }

  @Override
  public void onReadComplete() {}

  @Override
  public void onWritabilityChanged(boolean writable) {}

  @Override
  public void onFailure(Failure failure, String detail) {
    finish(new Result(false, "No whole answer: " + detail + "."));
  }

  private void timedOut() {
    String where = connected ? "no answer within " : "no connection within ";
    finish(new Result(false, "Timed out: " + where + probe.timeout().toSeconds() + " s."));
  }

  /** Ends it without a result. */
  void cancel() {
    finished = true;
    deadline.cancel();
    if (connection != null) connection.abort();
    if (http2 != null) http2.close();
  }

  private void finish(Result result) {
    if (finished) return;
    cancel();
    done.accept(result);
  }
}
