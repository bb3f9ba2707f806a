package dev.poort.testkit;

import dev.poort.config.AffinityKey;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendOptions;
import dev.poort.config.Bindings;
import dev.poort.config.FrontendPort;
import dev.poort.config.GlobalConfiguration;
import dev.poort.config.HostAndPort;
import dev.poort.config.Limits;
import dev.poort.config.ListenerOptions;
import dev.poort.config.Options;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.RuleTarget;
import dev.poort.config.Settings;
import dev.poort.config.SslCertificate;
import dev.poort.config.TransportKind;
import dev.poort.config.UrlPathMap;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway of a test is: one or more {@link Site}s on ports of 127.0.0.1 that the kernel
 * chooses. Changed in place; {@link RunningGateway#apply} takes the change over.
 */
public final class GatewayPlan {
  private final Map<String, Site> sites = new LinkedHashMap<>();
  private String name = "test";
  private Limits limits = Limits.DEFAULT;
  private TransportKind transport = TransportKind.AUTO;
  private GlobalConfiguration globalConfiguration = GlobalConfiguration.DEFAULT;
  private boolean http2;
  private @Nullable KeyStore trusted;
  private List<HostAndPort> nameServers = List.of();
  private AffinityKey affinityKey = AffinityKey.OF_THE_PROCESS;

  /** A gateway without sites. */
  public GatewayPlan() {}

  /** A gateway with the one site {@code site} before these members. */
  public static GatewayPlan before(TestMember... members) {
    GatewayPlan plan = new GatewayPlan();
    plan.site().members(members);
    return plan;
  }

  /** The gateway's name, {@code test} by default. */
  public GatewayPlan named(String name) {
    this.name = name;
    return this;
  }

  /** The site {@code site}, made when it is not there yet. */
  public Site site() {
    return site("site");
  }

  /** The site of that name, made when it is not there yet. */
  public Site site(String name) {
    return sites.computeIfAbsent(name, Site::new);
  }

  /** Takes a site out. */
  public void remove(String name) {
    sites.remove(name);
  }

  /** What clients may ask for. */
  public GatewayPlan limits(Limits limits) {
    this.limits = limits;
    return this;
  }

  /** Lets clients speak HTTP/2 over TLS. */
  public GatewayPlan http2() {
    http2 = true;
    return this;
  }

  /** Keeps requests from members until their bodies are whole. */
  public GatewayPlan bufferingRequests() {
    globalConfiguration = new GlobalConfiguration(true);
    return this;
  }

  /** How sockets are driven, {@link TransportKind#AUTO} by default. */
  public GatewayPlan transport(TransportKind transport) {
    this.transport = transport;
    return this;
  }

  /** Who is asked for members' names. */
  public GatewayPlan asking(NameServer server) {
    nameServers = List.of(server.address());
    return this;
  }

  /** What affinity cookies are keyed with. */
  public GatewayPlan affinityKey(String key) {
    affinityKey = new AffinityKey(key, null);
    return this;
  }

  /** The authority that members' certificates are checked against. */
  public GatewayPlan trusting(TestCa ca) throws Exception {
    trusted = ca.trustStore();
    return this;
  }

  /** Starts it and waits until every member has been probed. */
  public RunningGateway start() throws Exception {
    RunningGateway gateway = startUnready();
    try {
      gateway.awaitProbed();
      return gateway;
    } catch (Exception | AssertionError e) {
      gateway.close();
      throw e;
    }
  }

  /** Starts it without waiting for the first round of probes. */
  public RunningGateway startUnready() throws Exception {
    return RunningGateway.start(this, trusted);
  }

  /** The configuration as records. */
  public ApplicationGateway config() {
    List<RequestRoutingRule> rules =
        sites.values().stream().filter(Site::listens).map(Site::rule).toList();
    List<RuleTarget> targets = rules.stream().map(RequestRoutingRule::target).toList();
    return new ApplicationGateway(
        name,
        List.of(Site.FRONTEND),
        all(site -> new FrontendPort("port" + site.port(), site.port())),
        certificates(),
        rules.stream().map(RequestRoutingRule::httpListener).toList(),
        all(site -> site.forward().target().pools().getFirst()),
        all(site -> site.forward().backendHttpSettings()),
        all(Site::probe),
        of(RedirectConfiguration.class, targets.stream().flatMap(it -> it.actions().stream())),
        of(UrlPathMap.class, targets.stream()),
        rules,
        List.of(),
        http2,
        globalConfiguration,
        false);
  }

  private static <T> List<T> of(Class<T> type, Stream<? extends RuleTarget> targets) {
    return targets.filter(type::isInstance).map(type::cast).distinct().toList();
  }

  private List<SslCertificate> certificates() {
    return sites.values().stream().map(Site::certificate).filter(Objects::nonNull).toList();
  }

  private <T> List<T> all(Function<Site, T> part) {
    return sites.values().stream().map(part).distinct().toList();
  }

  /** poort.json as records. */
  Settings settings(String accessLog) {
    return Settings.DEFAULT
        .withAccessLog(accessLog)
        .withLimits(limits)
        .withTransport(transport)
        .withNameServers(nameServers)
        .withAffinityKey(affinityKey)
        .withBindings(bindings())
        .withOptions(options());
  }

  private Options options() {
    Map<String, ListenerOptions> listeners = new HashMap<>();
    Map<String, BackendOptions> backends = new HashMap<>();
    for (Site site : sites.values()) {
      listeners.put(site.name(), site.listenerOptions());
      backends.put(site.name(), site.backendOptions());
    }
    return new Options(listeners, backends);
  }

  String name() {
    return name;
  }

  /** Where its things are. */
  Bindings bindings() {
    Map<Integer, Integer> ports = new HashMap<>();
    Map<String, List<HostAndPort>> members = new HashMap<>();
    for (Site site : sites.values()) {
      ports.put(site.port(), site.localPort());
      members.putAll(site.bindings());
    }
    return new Bindings(Map.of("frontend", "127.0.0.1"), ports, members);
  }
}
