package dev.poort.http;

import dev.poort.backend.Affinity;
import dev.poort.backend.Cluster;
import dev.poort.backend.Member;
import dev.poort.backend.Server;
import dev.poort.backend.UnresolvedName;
import dev.poort.message.Fields;
import dev.poort.message.RequestHead;
import dev.poort.telemetry.Failure;
import dev.poort.websocket.Entrance;
import dev.poort.websocket.Handshake;
import dev.poort.websocket.SessionPlace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which server a request goes to: the one that its client's cookie names, the one that its client's
 * own connection leads to, else the one whose turn it is. Keeps count of the request in the load of
 * that member.
 *
 * <p>Belongs to one exchange and is used on its loop alone.
 */
final class ServerChoice {
  private final ClientStream client;
  private final Cluster cluster;

  /** The server that the client's cookie names; null when there is none. */
  private final @Nullable Server named;

  private @Nullable Server chosen;

  /** The member whose load this request is part of; null where that is not counted. */
  private @Nullable Member counted;

  /** Who may begin a session; null for a request that asks for none, and where all may. */
  private final @Nullable Entrance entrance;

  /** The place of the session that is asked for, once it is taken. */
  private @Nullable SessionPlace place;

  /** Why there is no place. */
  private @Nullable Failure full;

  private boolean awaitedNamed;

  ServerChoice(ClientStream client, Served.ByMembers served, RequestHead request) {
    this.client = client;
    this.cluster = served.cluster();
    this.named = cluster.affinity() == null ? null : cluster.named(request.fields());
    this.entrance = Handshake.isAsked(request) ? served.terms().entrance() : null;
  }

  /** The server that must be probed before anything is chosen; null for none. Asked once. */
  @Nullable Server awaited() {
    if (named == null || awaitedNamed || !named.member().unknown()) return null;
    awaitedNamed = true;
    return named;
  }

  /**
   * Chooses, and counts the request in.
   *
   * @param tried members that are passed over
   * @return null when there is none left
   */
  @Nullable Server next(Collection<Member> tried) {
    Server next = find(tried);
    if (next != null && entrance != null) next = admitted(next, tried, entrance);
    if (next == null) return null;
    chosen = next;
    uncount();
    if (cluster.counts()) {
      counted = next.member();
      counted.began();
    }
    return next;
  }

  /** Takes a place for a session on the server, or on the next that has one; null for none. */
  private @Nullable Server admitted(Server first, Collection<Member> tried, Entrance by) {
    SessionPlace taken = place;
    if (taken == null) {
      taken = by.place(client.facts().ip());
      full = taken.take();
      if (full != null) return null;
      place = taken;
    }
    Server server = first;
    List<Member> passedOver = new ArrayList<>(tried);
    while (server != null && !taken.serve(server.member())) {
      passedOver.add(server.member());
      server = find(passedOver);
    }
    full = server == null ? Failure.MEMBER_SESSION_LIMIT : null;
    return server;
  }

  private @Nullable Server find(Collection<Member> tried) {
    if (named != null && cluster.keeps(named, tried)) return named;
    if (cluster.settings().dedicatedBackendConnection()) {
      Server before = client.dedicated().before(cluster, tried);
      if (before != null) return before;
    }
    return cluster.next(tried, client.loopIndex(), client.facts().address());
  }

  /** The server that was chosen last. */
  Server chosen() {
    Server last = chosen;
    if (last == null) throw new IllegalStateException("no member has been chosen");
    return last;
  }

  private void uncount() {
    if (counted != null) counted.over();
    counted = null;
  }

  /** The request is over. */
  void countOff() {
    uncount();
    if (place != null) place.release();
    place = null;
  }

  /** Hands the count over to a session that comes of the request; null when nothing is counted. */
  @Nullable Member handOverCount() {
    Member load = counted;
    counted = null;
    return load;
  }

  /** Hands over to the same session what it takes up of limits; null where there are none. */
  @Nullable SessionPlace handOverPlace() {
    SessionPlace taken = place;
    place = null;
    return taken;
  }

  /** Gives the client the cookies that lead it back here, unless it has them. */
  void bind(Fields answer) {
    Server by = chosen;
    if (cluster.affinity() == null || by == null) return;
    if (named == null || !named.address().equals(by.address())) Affinity.bind(answer, by);
  }

  /** Why nobody could be chosen. */
  Failure nobody() {
    if (full != null) return full;
    return unresolved() == null ? Failure.NO_HEALTHY_MEMBER : Failure.NAME_UNRESOLVED;
  }

  /** The same for people. */
  String nobodyDetail() {
    if (full != null) return "as poort.json's sessionLimits say";
    UnresolvedName first = unresolved();
    return first == null
        ? drained()
            ? "the members of the pool are drained or do not answer their probes"
            : "no member of the pool answers its probe"
        : "%s cannot be resolved: %s".formatted(first.at().host(), first.trouble());
  }

  private boolean drained() {
    return cluster.servers().stream().anyMatch(each -> each.drain() != null);
  }

  /** The name that keeps the pool empty; null when it is not names. */
  private @Nullable UnresolvedName unresolved() {
    List<UnresolvedName> names = cluster.unresolved();
    return cluster.servers().isEmpty() && !names.isEmpty() ? names.getFirst() : null;
  }
}
