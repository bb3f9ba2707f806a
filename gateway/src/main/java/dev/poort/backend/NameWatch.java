package dev.poort.backend;

import dev.poort.transport.MemberResolver;
import dev.poort.transport.MemberResolver.Answer;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A name and the addresses that it has now: asked for again when their time to live ends. While no
 * answer is to be had the last known addresses stay, and the pauses between two questions grow.
 *
 * <p>Runs on one event loop; its state may be read, and it may be started and stopped, anywhere.
 */
final class NameWatch {
  private static final Logger LOG = LoggerFactory.getLogger(NameWatch.class);

  /** Bounds of the time to live: a 0 would be one question after the other. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private static final Comparator<InetAddress> ORDER =
      Comparator.<InetAddress, Boolean>comparing(each -> !(each instanceof Inet4Address))
          .thenComparing(InetAddress::getAddress, java.util.Arrays::compareUnsigned);

  /**
   * What is known.
   *
   * @param addresses IPv4 first, each family in its numbers' order
   * @param trouble why the last question had no answer; null when it had one
   * @param asked whether any question has come to its end
   */
  record State(List<InetAddress> addresses, @Nullable String trouble, boolean asked) {
    List<String> hosts() {
      return addresses.stream().map(NetUtil::toAddressString).toList();
    }
  }

  private final String name;
  private final MemberResolver resolver;
  private final EventLoop loop;
  private final Runnable changed;
  private volatile State state = new State(List.of(), null, false);
  private volatile boolean stopped;
  private boolean started;
  private int failures;
  private @Nullable ScheduledFuture<?> next;

  /**
   * @param changed told on the loop of every change of its state
   */
  NameWatch(String name, MemberResolver resolver, EventLoop loop, Runnable changed) {
    this.name = name;
    this.resolver = resolver;
    this.loop = loop;
    this.changed = changed;
  }

  State state() {
    return state;
  }

  /** Asks from now on; a second call does nothing. */
  void start() {
    loop.execute(
        () -> {
          if (started) return;
          started = true;
          ask();
        });
  }

  /** Asks no more. */
  void stop() {
    stopped = true;
    loop.execute(
        () -> {
          if (next != null) next.cancel(false);
        });
  }

  private void ask() {
    if (stopped) return;
    resolver.resolve(
        name,
        answer -> {
          if (!stopped) loop.execute(() -> answered(answer));
        });
  }

  private void answered(Answer answer) {
    if (stopped) return;
    State before = state;
    Duration pause;
    switch (answer) {
      case Answer.Found found -> {
        failures = 0;
        state = new State(addresses(found, before.addresses()), null, true);
        pause = bounded(found.ttl());
      }
      case Answer.NotFound(String why) -> {
        failures++;
        state = new State(before.addresses(), why, true);
        pause = pause();
      }
    }
    next = loop.schedule(this::ask, pause.toMillis(), TimeUnit.MILLISECONDS);
    if (state.equals(before)) return;
    tell(before);
    changed.run();
  }

  /** What was found, and of a family that could not be asked for, what was known of it. */
  private static List<InetAddress> addresses(Answer.Found found, List<InetAddress> known) {
    List<InetAddress> addresses = new ArrayList<>(found.addresses());
    if (!found.whole()) {
      boolean v4 = addresses.getFirst() instanceof Inet4Address;
      known.stream().filter(each -> each instanceof Inet4Address != v4).forEach(addresses::add);
    }
    addresses.sort(ORDER);
    return List.copyOf(addresses);
  }

  private static Duration bounded(Duration ttl) {
    if (ttl.compareTo(SHORTEST) < 0) return SHORTEST;
    return ttl.compareTo(LONGEST) > 0 ? LONGEST : ttl;
  }

  /** 1, 2, 4 ... 60 s. */
  private Duration pause() {
    Duration pause = SHORTEST.multipliedBy(1L << Math.min(failures - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private void tell(State before) {
    if (state.trouble() != null) {
      boolean known = !state.addresses().isEmpty();
      String stays = known ? "; its last known addresses stay in use" : "";
      LOG.warn("the name {} cannot be resolved: {}{}", name, state.trouble(), stays);
    } else if (!before.asked()) {
      LOG.debug("the name {} has the addresses {}", name, state.hosts());
    } else {
      LOG.info("the name {} has the addresses {}", name, state.hosts());
    }
  }
}
