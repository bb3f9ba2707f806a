package dev.poort.testkit;

import dev.poort.config.AllowedOrigin;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.BackendOptions;
import dev.poort.config.BackendTarget;
import dev.poort.config.BackendTls;
import dev.poort.config.BalancingOptions;
import dev.poort.config.ClientAuthentication;
import dev.poort.config.CustomError;
import dev.poort.config.EntraJwtValidation;
import dev.poort.config.Forward;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.KeepAliveOptions;
import dev.poort.config.ListenerOptions;
import dev.poort.config.LoadDistributionPolicy;
import dev.poort.config.LoadDistributionPolicy.Algorithm;
import dev.poort.config.LoadDistributionPolicy.Target;
import dev.poort.config.PathRule;
import dev.poort.config.Probe;
import dev.poort.config.ProbeMatch;
import dev.poort.config.Protocol;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.RewriteRuleSet;
import dev.poort.config.RouteAction;
import dev.poort.config.RuleTarget;
import dev.poort.config.SessionLimits;
import dev.poort.config.SslCertificate;
import dev.poort.config.SslPolicy;
import dev.poort.config.SslProfile;
import dev.poort.config.UrlPathMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A listener with its rule, its pool and its settings, all under one name. What a test does not say
 * is a basic HTTP listener on port 80 and a probe every second.
 */
public final class Site {
  static final FrontendIpConfiguration FRONTEND = new FrontendIpConfiguration("frontend", null);

  private final String name;
  private final Map<String, HostAndPort> members = new LinkedHashMap<>();
  private List<String> unresolved = List.of();
  private int port = 80;
  private int localPort;
  private @Nullable Integer priority;
  private List<String> hostNames = List.of();
  private @Nullable SslCertificate certificate;
  private SslPolicy sslPolicy = SslPolicy.DEFAULT;
  private @Nullable ClientAuthentication clients;
  private boolean requiresSni;
  private BackendTls backendTls = BackendTls.DEFAULT;
  private Protocol memberProtocol = Protocol.HTTP;
  private Duration requestTimeout = Duration.ofSeconds(20);
  private Duration drainTimeout = Duration.ofSeconds(1);
  private @Nullable String hostName;
  private boolean h2c;
  private boolean membersOverHttp2;
  private BalancingOptions balancing = BalancingOptions.DEFAULT;
  private @Nullable KeepAliveOptions keepAlive;
  private SessionLimits sessionLimits = SessionLimits.NONE;
  private SessionLimits backendSessionLimits = SessionLimits.NONE;
  private List<AllowedOrigin> allowedOrigins = List.of();
  private boolean validateFrames;
  private int retryAfterSeconds;
  private boolean pickHostName;
  private @Nullable String affinityCookie;
  private boolean dedicated;
  private @Nullable Algorithm algorithm;
  private final Map<Site, Integer> shares = new LinkedHashMap<>();
  private boolean listens = true;
  private @Nullable String path;
  private @Nullable RedirectConfiguration redirect;
  private @Nullable RewriteRuleSet rewrites;
  private final Map<String, Supplier<? extends RouteAction>> paths = new LinkedHashMap<>();
  private UnaryOperator<Probe> probe = UnaryOperator.identity();
  private List<CustomError> customErrors = List.of();
  private @Nullable EntraJwtValidation tokens;

  Site(String name) {
    this.name = name;
  }

  /** Adds members. */
  public Site members(TestMember... added) {
    for (TestMember member : added) member("127.0.0.1", member.port());
    return this;
  }

  /** Adds a member that the pool knows by a name; it is on a port of 127.0.0.1. */
  public Site member(String pooled, int localPort) {
    // Several members of one address are told apart by names that the bindings resolve.
    String key = pooled.equals("127.0.0.1") ? "127.0.0.1:" + localPort : pooled;
    members.put(key, new HostAndPort("127.0.0.1", localPort));
    return this;
  }

  /** Binds all members to a host name of this machine instead of 127.0.0.1. */
  public Site named(String host) {
    members.replaceAll((_, address) -> new HostAndPort(host, address.port()));
    return this;
  }

  /** Adds a member that the pool knows by a name which the bindings do not resolve. */
  public Site unresolvable(String name) {
    members.clear();
    unresolved = List.of(name);
    return this;
  }

  /** Takes all members out. */
  public Site withoutMembers() {
    members.clear();
    return this;
  }

  /** The local port, by default one that the kernel chooses. */
  public Site localPort(int port) {
    localPort = port;
    return this;
  }

  /** The frontend's port, 80 by default. */
  public Site port(int port) {
    this.port = port;
    return this;
  }

  /** The rule's priority. */
  public Site priority(int priority) {
    this.priority = priority;
    return this;
  }

  /** Serves only these hosts. */
  public Site hosts(String... names) {
    hostNames = List.of(names);
    return this;
  }

  /** Makes the listener HTTPS, on port 443. */
  public Site certificate(TestCertificate issued) {
    certificate = issued.named(name);
    port = 443;
    return this;
  }

  /** Changes the listener's TLS. */
  public Site sslPolicy(SslPolicy policy) {
    sslPolicy = policy;
    return this;
  }

  /** The listener's SSL profile has this; null for no profile. */
  public Site clients(@Nullable ClientAuthentication rules) {
    clients = rules;
    return this;
  }

  /** The listener's requireServerNameIndication, as v1 gateways heed it. */
  public Site requireSni() {
    requiresSni = true;
    return this;
  }

  /** Speaks TLS to the members and judges them so. */
  public Site membersOverTls(BackendTls rules) {
    backendTls = rules;
    return membersOverTls();
  }

  /** Speaks TLS to the members. */
  public Site membersOverTls() {
    memberProtocol = Protocol.HTTPS;
    return this;
  }

  /** Lets clients speak HTTP/2 in clear text. */
  public Site h2c() {
    h2c = true;
    return this;
  }

  /** Speaks HTTP/2 to the members. */
  public Site membersOverHttp2() {
    membersOverHttp2 = true;
    return this;
  }

  /** Pings clients and members of WebSocket sessions. */
  public Site keepAlive(KeepAliveOptions keepAlive) {
    this.keepAlive = keepAlive;
    return this;
  }

  /** Limits the WebSocket sessions of the listener. */
  public Site sessionLimits(SessionLimits limits) {
    this.sessionLimits = limits;
    return this;
  }

  /** Limits the WebSocket sessions of the HTTP settings. */
  public Site backendSessionLimits(SessionLimits limits) {
    this.backendSessionLimits = limits;
    return this;
  }

  /** From which pages WebSocket sessions may come. */
  public Site allowedOrigins(String... origins) {
    allowedOrigins = Arrays.stream(origins).map(AllowedOrigin::of).toList();
    return this;
  }

  /** Refuses frames that RFC 6455 does not allow. */
  public Site validateFrames() {
    validateFrames = true;
    return this;
  }

  /** Tells clients that are asked to come back to do so within that time. */
  public Site retryAfterSeconds(int seconds) {
    retryAfterSeconds = seconds;
    return this;
  }

  /** How poort.json spreads requests and sessions over its members. */
  public Site balancing(BalancingOptions options) {
    balancing = options;
    return this;
  }

  /** The settings' requestTimeout, 20 s by default. */
  public Site requestTimeout(Duration timeout) {
    requestTimeout = timeout;
    return this;
  }

  /** The settings' drain time-out, 1 s by default. */
  public Site drainTimeout(Duration timeout) {
    drainTimeout = timeout;
    return this;
  }

  /** The settings' hostName. */
  public Site hostName(String name) {
    hostName = name;
    return this;
  }

  /** The settings' pickHostNameFromBackendAddress. */
  public Site pickHostName() {
    pickHostName = true;
    return this;
  }

  /** The settings' cookieBasedAffinity. */
  public Site affinity(String cookieName) {
    affinityCookie = cookieName;
    return this;
  }

  /** The settings' dedicatedBackendConnection. */
  public Site dedicatedConnections() {
    dedicated = true;
    return this;
  }

  /** Gives its requests to a policy over the pools of {@link #share} in place of its own. */
  public Site distributes(Algorithm algorithm) {
    this.algorithm = algorithm;
    return this;
  }

  /** Adds the pool of another site to the policy. */
  public Site share(Site other, int weightPerServer) {
    shares.put(other, weightPerServer);
    return this;
  }

  /** Takes all pools out of the policy. */
  public Site withoutShares() {
    shares.clear();
    return this;
  }

  /** The settings' path. */
  public Site overridePath(String path) {
    this.path = path;
    return this;
  }

  /** What is rewritten on the way to its members and back. */
  public Site rewrites(RewriteRuleSet set) {
    rewrites = set;
    return this;
  }

  /** Has neither listener nor rule: its members serve paths of other sites. */
  public Site behindPaths() {
    listens = false;
    return this;
  }

  /** Gives requests with such a path to the members of another site. */
  public Site path(String pattern, Site other) {
    paths.put(pattern, other::forward);
    return this;
  }

  /** Sends requests with such a path elsewhere. */
  public Site path(String pattern, RedirectConfiguration redirect) {
    paths.put(pattern, () -> redirect);
    return this;
  }

  /** Sends all clients elsewhere, or those whose path no pattern names. */
  public Site redirect(RedirectConfiguration redirect) {
    this.redirect = redirect;
    return this;
  }

  /** The listener's customErrorConfigurations. */
  public Site customErrors(CustomError... errors) {
    customErrors = List.of(errors);
    return this;
  }

  /** The rule's entraJWTValidationConfig. */
  public Site tokens(EntraJwtValidation validation) {
    tokens = validation;
    return this;
  }

  /** Changes the probe. */
  public Site probe(UnaryOperator<Probe> change) {
    probe = change;
    return this;
  }

  /** All of its parts have this name. */
  String name() {
    return name;
  }

  ListenerOptions listenerOptions() {
    return new ListenerOptions(h2c, sessionLimits, allowedOrigins);
  }

  BackendOptions backendOptions() {
    return new BackendOptions(
        membersOverHttp2,
        balancing,
        keepAlive,
        backendSessionLimits,
        validateFrames,
        retryAfterSeconds);
  }

  int port() {
    return port;
  }

  int localPort() {
    return localPort;
  }

  boolean listens() {
    return listens;
  }

  RequestRoutingRule rule() {
    RouteAction action = redirect == null ? forward() : redirect;
    List<PathRule> pathRules = new ArrayList<>();
    paths.forEach(
        (pattern, does) -> pathRules.add(new PathRule(pattern, List.of(pattern), does.get())));
    RuleTarget target = paths.isEmpty() ? action : new UrlPathMap(name, action, pathRules);
    return new RequestRoutingRule(name, priority, listener(), target, tokens);
  }

  private BackendAddressPool pool() {
    boolean byAddress = members.keySet().stream().anyMatch(key -> key.indexOf(':') >= 0);
    List<String> addresses = new ArrayList<>(unresolved);
    if (!byAddress) addresses.addAll(members.keySet());
    return new BackendAddressPool(name, addresses);
  }

  private BackendTarget target() {
    if (algorithm == null) return pool();
    List<Target> targets = new ArrayList<>();
    shares.forEach((site, weight) -> targets.add(new Target(site.pool(), weight)));
    return new LoadDistributionPolicy(name, algorithm, targets);
  }

  Forward forward() {
    return new Forward(
        target(),
        new BackendHttpSettings(
            name,
            memberProtocol.defaultPort(),
            memberProtocol,
            requestTimeout,
            hostName,
            pickHostName,
            path,
            probe(),
            drainTimeout,
            affinityCookie,
            dedicated,
            backendTls),
        rewrites);
  }

  /** Its listener, for a redirect that leads to it. */
  public HttpListener listener() {
    return new HttpListener(
        name,
        FRONTEND,
        new FrontendPort("port" + port, port),
        certificate == null ? Protocol.HTTP : Protocol.HTTPS,
        hostNames,
        certificate,
        requiresSni,
        clients == null ? null : new SslProfile(name, null, clients),
        sslPolicy,
        customErrors);
  }

  Probe probe() {
    return probe.apply(
        new Probe(
            name,
            memberProtocol,
            null,
            true,
            "/probe",
            null,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            ProbeMatch.DEFAULT));
  }

  /** Where the pool or its names are: what stands in the bindings of poort.json. */
  Map<String, List<HostAndPort>> bindings() {
    boolean byAddress = members.keySet().stream().anyMatch(key -> key.indexOf(':') >= 0);
    if (byAddress) return Map.of(name, List.copyOf(members.values()));
    Map<String, List<HostAndPort>> bound = new LinkedHashMap<>();
    members.forEach((key, address) -> bound.put(key, List.of(address)));
    return bound;
  }

  @Nullable SslCertificate certificate() {
    return certificate;
  }
}
