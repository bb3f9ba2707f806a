package dev.poort.control;

import dev.poort.config.TransportKind;
import dev.poort.http.ListeningSocket;
import dev.poort.transport.ProcessLink;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the listening sockets of this process to a new one, which asks for it.
 *
 * <pre>
 *  new                                  this
 *  asks, names a Unix socket ─────────▶ connects there, passes its listening sockets
 *  prepares all, probes its members
 *  READY ─────────────────────────────▶ takes no more connections: they wait in the kernel
 *                                       gives up its management address
 *        ◀───────────────────────────── PAUSED
 *  has the management address,
 *  takes connections
 *  DONE ──────────────────────────────▶ lets its sessions go
 *        ◀───────────────────────────── LEAVING
 * </pre>
 *
 * <p>If the new one is gone or too slow before DONE, this one goes on as if nothing had been.
 */
public final class HandOver {
  /** The new process is ready to serve. */
  public static final char READY = 'r';

  /** This one takes no more connections. */
  public static final char PAUSED = 'p';

  /** The new one serves. */
  public static final char DONE = 'd';

  /** This one has heard it, and ends. */
  public static final char LEAVING = 'l';

  private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
  private static final Duration READY_BOUND = Duration.ofMinutes(3);
  private static final Duration DONE_BOUND = Duration.ofSeconds(30);

  /** How long the kernel may take to give back an accept that was under way. */
  private static final Duration SETTLE = Duration.ofMillis(100);

  /** How long a loop that does not get to run may hold the hand-over up. */
  private static final Duration TURN_BOUND = Duration.ofSeconds(5);

  /** What else of this process has to do with it. */
  public interface Around {
    /** Gives up the management address. */
    void stepAside();

    /** Has it again: there was no hand-over. */
    void comeBack();

    /**
     * The new process serves.
     *
     * @param time over which sessions are asked to leave
     */
    void handedOver(Duration time);
  }

  private final Gateways gateways;
  private final Around around;
  private final AtomicBoolean underWay = new AtomicBoolean();

  /** Nothing happens before {@link #begin}. */
  public HandOver(Gateways gateways, Around around) {
    this.gateways = gateways;
    this.around = around;
  }

  /**
   * Passes the listening sockets and goes on by itself from there.
   *
   * @param socket where the new process waits
   * @param transport how it drives its sockets
   * @param time over which sessions are asked to leave; null for the shutdown time-out
   * @return where the sockets listen, in the order in which they were passed
   * @throws IllegalArgumentException if the sockets cannot be shared with such a process
   * @throws IllegalStateException if another is taking over
   * @throws IOException if nobody waits there, or a process of another user
   */
  public List<InetSocketAddress> begin(Path socket, String transport, @Nullable Duration time)
      throws IOException {
    requireAlike(transport);
    if (!underWay.compareAndSet(false, true)) {
      throw new IllegalStateException("another process is taking over");
    }
    boolean begun = false;
    try {
      ProcessLink link = ProcessLink.connect(socket);
      List<InetSocketAddress> passed = pass(link);
      Duration bound = time == null ? gateways.settings().shutdownTimeout() : time;
      Thread.startVirtualThread(() -> goOn(link, bound));
      begun = true;
      return passed;
    } finally {
      if (!begun) underWay.set(false);
    }
  }

  private void requireAlike(String transport) {
    String own = gateways.shared().transport().name();
    if (own.equals(TransportKind.NIO.settingsName())) {
      throw new IllegalArgumentException(
          "the running instance drives its sockets with nio, which cannot hand them over");
    }
    if (!own.equals(transport)) {
      throw new IllegalArgumentException(
          "the running instance drives its sockets with %s, the new one with %s: say %s as transport"
                  .formatted(own, transport, own)
              + " in poort.json");
    }
  }

  private List<InetSocketAddress> pass(ProcessLink link) throws IOException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    List<FileDescriptor> descriptors = new ArrayList<>();
    for (Map.Entry<InetSocketAddress, ListeningSocket> each : gateways.sockets().entrySet()) {
      FileDescriptor descriptor = each.getValue().descriptor();
      if (descriptor == null) continue;
      addresses.add(each.getKey());
      descriptors.add(descriptor);
    }
    try {
      link.pass(descriptors);
    } catch (IOException e) {
      link.close();
      throw e;
    }
    return addresses;
  }

  private void goOn(ProcessLink link, Duration time) {
    try (link) {
      if (link.hears(READY, READY_BOUND) && change(link)) {
        around.handedOver(time);
        link.say(LEAVING);
        return;
      }
    } catch (IOException e) {
      LOG.debug("the new process is gone", e);
    }
    underWay.set(false);
  }

  /** Whether the other process serves now; else this one does again. */
  private boolean change(ProcessLink link) {
    gateways.pause();
    around.stepAside();
    // Each loop has stopped to accept, what it had accepted by then is its own, and the kernel's
    // last word on it has been heard: on a busy machine that may take longer than it settles.
    gateways.shared().transport().awaitTurn(TURN_BOUND);
    LockSupport.parkNanos(SETTLE.toNanos());
    gateways.shared().transport().awaitTurn(TURN_BOUND);
    try {
      link.say(PAUSED);
      if (link.hears(DONE, DONE_BOUND)) return true;
    } catch (IOException e) {
      LOG.debug("the new process is gone", e);
    }
    LOG.warn("a process that was taking over has not come to its end; this one serves on");
    around.comeBack();
    gateways.resume();
    return false;
  }
}
