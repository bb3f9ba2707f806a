package dev.poort.websocket;

import dev.poort.backend.Member;
import dev.poort.config.HostAndPort;
import dev.poort.telemetry.Failure;
import dev.poort.websocket.Entrance.Door;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of one handshake, and of the session that it becomes, in all counts that are limited.
 * Used on one loop.
 */
public final class SessionPlace {
  private final List<Door> doors;
  private final String client;
  private @Nullable HostAndPort member;
  private boolean taken;

  SessionPlace(List<Door> doors, String client) {
    this.doors = doors;
    this.client = client;
  }

  /** Takes it; the limit that keeps it from being taken, null when it is. */
  public @Nullable Failure take() {
    for (int i = 0; i < doors.size(); i++) {
      Failure full = doors.get(i).enter(client);
      if (full == null) continue;
      doors.subList(0, i).forEach(door -> door.leave(client));
      return full;
    }
    taken = true;
    return null;
  }

  /** Counts it on a member, and on no other; false when that has as many as it may. */
  public boolean serve(Member by) {
    leaveMember();
    HostAndPort address = by.key().address();
    for (int i = 0; i < doors.size(); i++) {
      if (doors.get(i).serve(address)) continue;
      doors.subList(0, i).forEach(door -> door.leave(address));
      return false;
    }
    member = address;
    return true;
  }

  private void leaveMember() {
    HostAndPort at = member;
    if (at != null) doors.forEach(door -> door.leave(at));
    member = null;
  }

  /** Gives it back; doing so again is nothing. */
  public void release() {
    leaveMember();
    if (taken) doors.forEach(door -> door.leave(client));
    taken = false;
  }
}
