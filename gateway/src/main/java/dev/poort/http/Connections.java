package dev.poort.http;

import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The clients' connections of a gateway that speak HTTP; one that has become a WebSocket session is
 * no longer here. Each loop keeps its own.
 */
public final class Connections {
  /** One connection of a client, in whichever version of HTTP. */
  interface Open {
    /** Whether it came in by that socket. */
    boolean cameBy(ListeningSocket socket);

    /** Ends the connection with what it serves. */
    void drain();

    /** Ends the connection at once, as the time for what it serves is over. */
    void shutDown();
  }

  private final Map<EventLoop, Set<Open>> byLoop = new HashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean draining;

  /**
   * @param loops every loop of the gateway
   */
  public Connections(Collection<EventLoop> loops) {
    for (EventLoop loop : loops) byLoop.put(loop, new HashSet<>());
  }

  void add(EventLoop loop, Open connection) {
    own(loop).add(connection);
    open.incrementAndGet();
  }

  void remove(EventLoop loop, Open connection) {
    if (own(loop).remove(connection)) open.decrementAndGet();
  }

  private Set<Open> own(EventLoop loop) {
    Set<Open> connections = byLoop.get(loop);
    if (connections == null) throw new IllegalArgumentException("a loop of another gateway");
    return connections;
  }

  /** How many are open. */
  public int count() {
    return open.get();
  }

  /** Whether every connection is to end with the request that it serves. */
  boolean draining() {
    return draining;
  }

  /** Each connection ends with the next request that it serves; those at rest wait for one. */
  public void endWithNextRequest() {
    draining = true;
  }

  /** Ends all connections: those at rest now, the others after the request that they serve. */
  public void drainAll() {
    draining = true;
    byLoop.forEach((loop, own) -> loop.execute(() -> drain(own, null)));
  }

  /** Ends the connections that came in by a socket in the same way. */
  public void drain(ListeningSocket socket) {
    byLoop.forEach((loop, own) -> loop.execute(() -> drain(own, socket)));
  }

  /** Refuses or cuts what is still at work: the time for it is over. */
  public void endAll() {
    byLoop.forEach((loop, own) -> loop.execute(() -> List.copyOf(own).forEach(Open::shutDown)));
  }

  private static void drain(Set<Open> own, @Nullable ListeningSocket socket) {
    for (Open connection : List.copyOf(own)) {
      if (socket == null || connection.cameBy(socket)) connection.drain();
    }
  }
}
