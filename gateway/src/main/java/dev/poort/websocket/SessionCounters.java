package dev.poort.websocket;

import dev.poort.config.HostAndPort;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many sessions there are by what limits them, over all loops of a gateway. Lives as long as
 * the gateway, so that a new configuration goes on with the counts; touched by handshakes and ends,
 * never by what passes. Safe for use on every loop.
 */
public final class SessionCounters {
  private final ConcurrentMap<String, Scope> listeners = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Scope> settings = new ConcurrentHashMap<>();

  /** Made by the gateway's {@link Sessions}. */
  SessionCounters() {}

  Scope listener(String name) {
    return scope(listeners, name);
  }

  Scope settings(String name) {
    return scope(settings, name);
  }

  private static Scope scope(ConcurrentMap<String, Scope> scopes, String name) {
    return scopes.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new Scope());
  }

  /** The counts of one listener or of one of the HTTP settings. */
  static final class Scope {
    private final AtomicInteger open = new AtomicInteger();
    private final Counted<String> clients = new Counted<>();
    private final Counted<HostAndPort> members = new Counted<>();
    private @Nullable Pace handshakes;

    Counted<String> clients() {
      return clients;
    }

    Counted<HostAndPort> members() {
      return members;
    }

    /** Counts one more; false when there are as many as the limit already, 0 being none. */
    boolean open(int limit) {
      int before = open.getAndUpdate(count -> limit > 0 && count >= limit ? count : count + 1);
      return limit == 0 || before < limit;
    }

    void close() {
      open.decrementAndGet();
    }

    /** The pace of handshakes, which goes on where it was unless another is wanted. */
    synchronized Pace handshakes(int perSecond) {
      Pace pace = handshakes;
      if (pace == null || pace.perSecond() != perSecond)
        pace = new Pace(perSecond, System.nanoTime());
      handshakes = pace;
      return pace;
    }
  }
}
