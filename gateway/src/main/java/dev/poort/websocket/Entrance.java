package dev.poort.websocket;

import dev.poort.config.BackendHttpSettings;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Options;
import dev.poort.config.SessionLimits;
import dev.poort.telemetry.Failure;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How many sessions may come by one route: the limits of its listener and its HTTP settings. */
public final class Entrance {
  private final List<Door> doors;

  private Entrance(List<Door> doors) {
    this.doors = doors;
  }

  /** That of a route; null when nothing is limited. */
  static @Nullable Entrance of(
      SessionCounters counters, HttpListener listener, BackendHttpSettings how, Options options) {
    SessionLimits byListener = options.of(listener).sessionLimits();
    SessionLimits bySettings = options.of(how).sessionLimits();
    List<Door> doors =
        Stream.of(
                new Door(counters.listener(listener.name()), byListener),
                new Door(counters.settings(how.name()), bySettings))
            .filter(door -> door.limits.atHandshake())
            .toList();
    return doors.isEmpty() ? null : new Entrance(doors);
  }

  /**
   * A place that is not taken yet, for one handshake and the session that it becomes.
   *
   * @param client the address of the client as a text; any other where nobody knows it any more
   */
  public SessionPlace place(String client) {
    return new SessionPlace(doors, client);
  }

  /** One set of limits and its counts. */
  static final class Door {
    private final SessionCounters.Scope scope;
    private final SessionLimits limits;
    private final @Nullable Pace handshakes;

    private Door(SessionCounters.Scope scope, SessionLimits limits) {
      this.scope = scope;
      this.limits = limits;
      int pace = limits.handshakesPerSecond();
      this.handshakes = pace == 0 ? null : scope.handshakes(pace);
    }

    /** Counts a handshake in; the limit that it would break, null for none. */
    @Nullable Failure enter(String client) {
      if (handshakes != null && !handshakes.take(System.nanoTime())) return Failure.HANDSHAKE_RATE;
      if (!scope.clients().add(client, limits.sessionsPerClient())) {
        return Failure.CLIENT_SESSION_LIMIT;
      }
      if (scope.open(limits.sessions())) return null;
      scope.clients().remove(client);
      return Failure.SESSION_LIMIT;
    }

    void leave(String client) {
      scope.clients().remove(client);
      scope.close();
    }

    boolean serve(HostAndPort member) {
      return scope.members().add(member, limits.sessionsPerMember());
    }

    void leave(HostAndPort member) {
      scope.members().remove(member);
    }
  }
}
