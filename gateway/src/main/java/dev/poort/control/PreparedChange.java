package dev.poort.control;

import dev.poort.http.ListeningSocket;
import dev.poort.transport.InheritedSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A change of running gateways of which all that may fail is done: ports are bound, certificates
 * read. Nothing serves differently until {@link #commit}; without it, {@link #close} undoes
 * everything. Until it is closed no other change begins, so keep it for as long as a write to disk
 * takes. One thread.
 */
public final class PreparedChange implements AutoCloseable {
  private final Gateways gateways;
  private final List<Change> changes = new ArrayList<>();
  private final List<Gateway> fresh = new ArrayList<>();
  private final List<Gateway> gone = new ArrayList<>();
  private boolean committed;

  PreparedChange(Gateways gateways) {
    this.gateways = gateways;
  }

  /** A gateway begins. */
  void begins(Gateway gateway) {
    fresh.add(gateway);
  }

  /** A gateway is to run something else. */
  void changes(Change change) {
    changes.add(change);
  }

  /** A gateway ends. */
  void ends(Gateway gateway) throws ListenException {
    gone.add(gateway);
    changes.add(Change.toNothing(gateway));
  }

  /**
   * Does all that may fail.
   *
   * @param inherited listening sockets of another process; those that are used are taken out
   */
  void prepare(Map<InetSocketAddress, InheritedSocket> inherited) throws IOException {
    Map<InetSocketAddress, ListeningSocket> leaving = new HashMap<>();
    for (Change change : changes) leaving.putAll(change.leaving());
    for (Change change : changes) change.prepare(leaving, inherited);
  }

  List<Change> changes() {
    return changes;
  }

  /**
   * Serves it. Never fails.
   *
   * @return which gateways it concerned
   */
  public Difference commit() {
    if (committed) throw new IllegalStateException("committed already");
    Difference difference = Difference.of(changes, fresh, gone);
    changes.forEach(Change::takeOver);
    changes.forEach(Change::commit);
    committed = true;
    gateways.committed(gone);
    return difference;
  }

  /** Ends it: what was not committed is undone. */
  @Override
  public void close() {
    try {
      if (committed) return;
      changes.forEach(Change::discard);
      fresh.forEach(gateway -> gateway.close(Duration.ZERO));
    } finally {
      gateways.ended();
    }
  }
}
