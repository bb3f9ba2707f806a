package dev.poort.websocket;

import dev.poort.telemetry.ClosedSession;
import dev.poort.telemetry.Session;
import dev.poort.telemetry.SessionCounts;
import dev.poort.telemetry.SessionEnd;
import dev.poort.telemetry.SessionReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Makes one report of what each loop knows. */
final class Tally {
  private final List<LoopSessions.Known> loops;
  private final List<Session> open = new ArrayList<>();

  private Tally(List<LoopSessions.Known> loops) {
    this.loops = loops;
    loops.forEach(loop -> open.addAll(loop.open()));
    open.sort(Comparator.comparing(Session::opened));
  }

  static SessionReport of(List<LoopSessions.Known> loops) {
    Tally tally = new Tally(loops);
    return new SessionReport(List.copyOf(tally.open), tally.recent(), tally.counts());
  }

  private List<ClosedSession> recent() {
    return loops.stream()
        .flatMap(loop -> loop.recent().stream())
        .sorted(Comparator.comparing(ClosedSession::closed).reversed())
        .limit(LoopSessions.RECENT)
        .toList();
  }

  private SessionCounts counts() {
    return new SessionCounts(
        sum(LoopSessions.Known::opened),
        open.size(),
        closed(),
        refused(),
        sum(LoopSessions.Known::messagesFromClient) + live(Session::messagesFromClient),
        sum(LoopSessions.Known::messagesFromMember) + live(Session::messagesFromMember),
        sum(LoopSessions.Known::bytesFromClient) + live(Session::bytesFromClient),
        sum(LoopSessions.Known::bytesFromMember) + live(Session::bytesFromMember));
  }

  private Map<SessionEnd, Long> closed() {
    Map<SessionEnd, Long> counts = new EnumMap<>(SessionEnd.class);
    loops.forEach(loop -> loop.closed().forEach((how, n) -> counts.merge(how, n, Long::sum)));
    return Collections.unmodifiableMap(counts);
  }

  private Map<String, Long> refused() {
    Map<String, Long> counts = new TreeMap<>();
    loops.forEach(loop -> loop.refused().forEach((why, n) -> counts.merge(why, n, Long::sum)));
    return Collections.unmodifiableMap(counts);
  }

  private long sum(ToLongFunction<LoopSessions.Known> count) {
    return loops.stream().mapToLong(count).sum();
  }

  private long live(ToLongFunction<Session> count) {
    return open.stream().mapToLong(count).sum();
  }
}
