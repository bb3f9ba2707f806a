package dev.poort.websocket;

import dev.poort.telemetry.ClosedSession;
import dev.poort.telemetry.Session;
import dev.poort.telemetry.SessionEnd;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sessions of one event loop and what has been counted there. Plain fields, as nobody else
 * writes or reads them: whoever wants to know asks on the loop.
 */
final class LoopSessions {
  /** How many ended sessions are remembered. */
  static final int RECENT = 200;

  private final Set<Tunnel> open = new HashSet<>();
  private final ArrayDeque<ClosedSession> recent = new ArrayDeque<>();
  private final Map<SessionEnd, Long> closed = new EnumMap<>(SessionEnd.class);
  private final Map<String, Long> refused = new HashMap<>();
  private long opened;
  private long messagesFromClient;
  private long messagesFromMember;
  private long bytesFromClient;
  private long bytesFromMember;

  /** What one loop knows: copies, which go from one thread to another. */
  record Known(
      List<Session> open,
      List<ClosedSession> recent,
      long opened,
      Map<SessionEnd, Long> closed,
      Map<String, Long> refused,
      long messagesFromClient,
      long messagesFromMember,
      long bytesFromClient,
      long bytesFromMember) {}

  Set<Tunnel> open() {
    return open;
  }

  void add(Tunnel tunnel) {
    open.add(tunnel);
    opened++;
  }

  /** Counts a session that has ended; false when it is not one of these. */
  boolean remove(Tunnel tunnel, SessionEnd how, ClosedSession record) {
    if (!open.remove(tunnel)) return false;
    Session last = record.session();
    closed.merge(how, 1L, Long::sum);
    messagesFromClient += last.messagesFromClient();
    messagesFromMember += last.messagesFromMember();
    bytesFromClient += last.bytesFromClient();
    bytesFromMember += last.bytesFromMember();
    if (recent.size() == RECENT) recent.removeFirst();
    recent.addLast(record);
    return true;
  }

  /** A handshake did not become a session. */
  void refused(String why) {
    refused.merge(why, 1L, Long::sum);
  }

  List<Session> snapshot() {
    return open.stream().map(Tunnel::snapshot).toList();
  }

  Known known() {
    return new Known(
        snapshot(),
        List.copyOf(recent),
        opened,
        Map.copyOf(closed),
        Map.copyOf(refused),
        messagesFromClient,
        messagesFromMember,
        bytesFromClient,
        bytesFromMember);
  }
}
