package dev.poort.backend;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections to members that one connection of a client has for itself (ARM: {@code
 * dedicatedBackendConnection}), for members that authenticate connections as NTLM does: nobody else
 * ever speaks over them, and they end with it. Used on its loop alone.
 */
public final class DedicatedConnections {
  private record Own(Member member, ConnectionPool connections) {}

  private final EventLoop loop;
  private final int loopIndex;
  private final List<Own> all = new ArrayList<>(1);
  private boolean closed;

  /**
   * @param loop the client's
   * @param loopIndex its place in the transport
   */
  public DedicatedConnections(EventLoop loop, int loopIndex) {
    this.loop = loop;
    this.loopIndex = loopIndex;
  }

  /** The server of a cluster that has served this client before; null when none has. */
  public @Nullable Server before(Cluster cluster, Collection<Member> tried) {
    for (Own own : all) {
      Server server = cluster.of(own.member());
      if (server != null && cluster.keeps(server, tried)) return server;
    }
    return null;
  }

  /** Gives a connection for one request: the client's own, else a new one that becomes it. */
  public void acquire(Member member, Duration timeout, Member.Acquired acquired) {
    member.acquire(to(member), loopIndex, timeout, acquired);
  }

  private ConnectionPool to(Member member) {
    for (Own own : all) {
      if (own.member().equals(member)) return own.connections();
    }
    all.removeIf(DedicatedConnections::over);
    Own made = new Own(member, new ConnectionPool(loop, true));
    if (closed) made.connections().close();
    all.add(made);
    return made.connections();
  }

  /** Closes what rests at a member that is no more. */
  private static boolean over(Own own) {
    if (own.member().ended()) own.connections().close();
    return own.member().ended();
  }

  /** The client is gone: closes what rests, and what is at work after its request. */
  public void close() {
    closed = true;
    all.forEach(own -> own.connections().close());
  }
}
