package dev.poort.backend;

import dev.poort.telemetry.Failure;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections over HTTP/2 to one member on one event loop: one that all requests share, and
 * another one only when the member takes no more streams on those that are open. A member that does
 * not agree to HTTP/2 is spoken to over HTTP/1. Used on its loop alone.
 */
final class Http2Pool {
  /** Streams that a new connection is counted on before the member has said how many it takes. */
  private static final int EXPECTED_STREAMS = 100;

  private final ConnectionPool http1;
  private final EventLoop loop;
  private final Connector connector;
  private final MemberKey key;
  private final int port;
  private final @Nullable String tlsName;
  private final List<Http2MemberConnection> open = new ArrayList<>();

  /** Those that take no more requests but still serve some among them. */
  private final Set<Http2MemberConnection> all = new HashSet<>();

  private final ArrayDeque<Member.Acquired> waiting = new ArrayDeque<>();
  private int connecting;
  private boolean refusesHttp2;
  private boolean closed;

  /**
   * @param http1 where connections go that turn out to speak HTTP/1
   * @param port the member's port, which a probe may have another
   * @param tlsName the certificate's name; null in clear text
   */
  Http2Pool(
      ConnectionPool http1,
      Connector connector,
      MemberKey key,
      int port,
      @Nullable String tlsName) {
    this.http1 = http1;
    this.loop = http1.loop();
    this.connector = connector;
    this.key = key;
    this.port = port;
    this.tlsName = tlsName;
  }

  EventLoop loop() {
    return loop;
  }

  void acquire(Duration timeout, Member.Acquired acquired) {
    MemberStream free = free();
    if (free != null) {
      acquired.connection(free);
      return;
    }
    waiting.add(acquired);
    connectAsNeeded(timeout);
  }

  private @Nullable MemberStream free() {
    for (Http2MemberConnection each : open) {
      if (each.takesMore()) return each.newStream();
    }
    return refusesHttp2 ? http1.take() : null;
  }

  private void connectAsNeeded(Duration timeout) {
    int each = refusesHttp2 ? 1 : EXPECTED_STREAMS;
    while ((long) connecting * each < waiting.size()) connect(timeout);
  }

  private void connect(Duration timeout) {
    connecting++;
    var made = new Http2MemberConnection(this);
    ChannelHandler handler =
        tlsName == null
            ? made.codec()
            : new MemberProtocol(made.codec(), () -> ready(made, timeout), () -> refused(timeout));
    connector.connect(
        loop,
        key,
        port,
        tlsName,
        true,
        handler,
        timeout,
        new Connector.Outcome() {
          // Over TLS it is the protocol's choice that counts, which is next.
          @Override
          public void connected() {
            if (tlsName == null) ready(made, timeout);
          }

          @Override
          public void failed(Failure failure, String detail) {
            connecting--;
            failAll(failure, detail);
          }
        });
  }

  private void ready(Http2MemberConnection made, Duration timeout) {
    connecting--;
    if (closed) {
      made.retire();
      return;
    }
    refusesHttp2 = false;
    open.add(made);
    all.add(made);
    while (!waiting.isEmpty() && made.takesMore()) waiting.poll().connection(made.newStream());
    connectAsNeeded(timeout);
    made.rest();
  }

  /** The member has chosen HTTP/1. */
  private MemberConnection refused(Duration timeout) {
    connecting--;
    refusesHttp2 = true;
    MemberConnection connection = new MemberConnection(http1);
    loop.execute(() -> serveOverHttp1(connection, timeout));
    return connection;
  }

  private void serveOverHttp1(MemberConnection connection, Duration timeout) {
    Member.Acquired next = waiting.poll();
    if (next == null) {
      connection.giveBack();
    } else if (connection.isOpen()) {
      next.connection(connection);
    } else {
      next.failed(Failure.CONNECT_FAILED, "closed the connection at once");
    }
    connectAsNeeded(timeout);
  }

  private void failAll(Failure failure, String detail) {
    List<Member.Acquired> all = List.copyOf(waiting);
    waiting.clear();
    for (Member.Acquired each : all) each.failed(failure, detail);
  }

  /** It takes no more requests. */
  void leaves(Http2MemberConnection connection) {
    open.remove(connection);
  }

  /** It is no more. */
  void remove(Http2MemberConnection connection) {
    open.remove(connection);
    all.remove(connection);
  }

  /** Its member has its place again. */
  void reopen() {
    closed = false;
  }

  /** Breaks off what is still at work. */
  void end() {
    List.copyOf(all).forEach(Http2MemberConnection::end);
  }

  /** Closes what is idle now and what is busy after its last request. */
  void close() {
    closed = true;
    List.copyOf(open).forEach(Http2MemberConnection::retire);
  }
}
