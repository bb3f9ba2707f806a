package dev.poort.backend;

import dev.poort.config.BackendTls;
import dev.poort.telemetry.Health;
import dev.poort.transport.Transport;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Every member of a running gateway with its prober. A new configuration asks for the members it
 * wants by key; those that are there already come back as they are.
 *
 * <p>Changed by the control thread alone; told of health by the loops.
 */
public final class Members implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Members.class);

  private record Running(Member member, Prober prober) {}

  private final Connector connector;
  private final Transport transport;
  private final Map<MemberKey, Running> running = new HashMap<>();
  private final List<Running> fresh = new ArrayList<>();
  private List<Cluster> inUse = List.of();
  private volatile List<Cluster> listeners = List.of();
  private int nextLoop;

  /**
   * @param connector opens connections to them
   * @param transport the loops on which their probes run
   */
  public Members(Connector connector, Transport transport) {
    this.connector = connector;
    this.transport = transport;
  }

  /**
   * The member of that key, made when there is none yet. It is probed from {@link #use} on.
   *
   * @throws UncheckedIOException when its TLS cannot be made
   */
  public Member get(MemberKey key) {
    Running known = running.get(key);
    if (known != null) return known.member();
    if (key.tls() != null) prepare(key.tls());
    Member member = new Member(key, connector, transport);
    inheritHealth(member);
    var loop = transport.loops().get(nextLoop++ % transport.loops().size());
    Running made = new Running(member, new Prober(member, loop, before -> changed(member, before)));
    running.put(key, made);
    fresh.add(made);
    return member;
  }

  private void prepare(BackendTls tls) {
    try {
      connector.tls().prepare(tls);
    } catch (SSLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A member that is only probed or spoken to in another way is as well as it was. */
  private void inheritHealth(Member heir) {
    for (Running each : running.values()) {
      Member known = each.member();
      if (known.key().address().equals(heir.key().address()) && known.health() == Health.UP) {
        heir.health(known.health(), known.healthLog());
        return;
      }
    }
  }

  /** Takes the members of these clusters into use and lets all others go. */
  public void use(List<Cluster> clusters) {
    // Requests that began under an earlier configuration may wait for a first probe, or be just
    // about to.
    Stream<Cluster> awaited = listeners.stream().filter(Cluster::awaited);
    listeners =
        Stream.of(clusters.stream(), inUse.stream(), awaited)
            .flatMap(Function.identity())
            .distinct()
            .toList();
    inUse = List.copyOf(clusters);
    Set<Member> wanted = new HashSet<>();
    clusters.forEach(cluster -> wanted.addAll(cluster.members()));
    fresh.forEach(each -> each.prober().start());
    fresh.clear();
    running
        .values()
        .removeIf(
            each -> {
              if (wanted.contains(each.member())) return false;
              each.prober().stop();
              each.member().retire();
              return true;
            });
    keepTls();
  }

  private void keepTls() {
    connector
        .tls()
        .keep(
            running.keySet().stream()
                .map(MemberKey::tls)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
  }

  /** Forgets what {@link #get} made for a configuration that was not applied. */
  public void discardFresh() {
    fresh.forEach(each -> running.remove(each.member().key()));
    fresh.clear();
    keepTls();
  }

  /** How many connections to members are open: idle, at work, of sessions and of probes. */
  public int connections() {
    return connector.count();
  }

  private void changed(Member member, Health before) {
    // How it was found at start stands in the banner and in /backendhealth.
    LOG.atLevel(before == Health.UNKNOWN ? Level.DEBUG : Level.INFO)
        .log(
            "member {} is {} (probe {}): {}",
            member.name(),
            member.health().armName(),
            member.key().probe().name(),
            member.healthLog());
    listeners.forEach(Cluster::healthChanged);
  }

  @Override
  public void close() {
    running.values().forEach(each -> each.prober().close());
    running.values().forEach(each -> each.member().retire());
    running.clear();
    connector.tls().close();
  }
}
