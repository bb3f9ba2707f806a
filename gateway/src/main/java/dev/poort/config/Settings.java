package dev.poort.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What poort.json says: everything of Poort's own.
 *
 * @param management where the management address listens, with port 0 where the kernel chooses;
 *     null for none
 * @param accessLog where the access log goes: a path, {@code -} for standard output, or {@code off}
 *     (default)
 * @param transport how sockets are driven
 * @param limits what a client may ask for
 * @param shutdownTimeout how long {@code close} waits for requests and sessions, default 30 s
 * @param bindings where the things of Azure are on this machine
 * @param nameServers who is asked for members' names, IP addresses; none for those of the system
 * @param affinityKey what affinity cookies are keyed with
 * @param options what it adds to single listeners and HTTP settings
 * @param held where what clients put is kept, and how they are answered
 * @param signIn who may call the management address
 */
public record Settings(
    @Nullable InetSocketAddress management,
    String accessLog,
    TransportKind transport,
    Limits limits,
    Duration shutdownTimeout,
    Bindings bindings,
    List<HostAndPort> nameServers,
    AffinityKey affinityKey,
    Options options,
    HeldSettings held,
    SignIn signIn) {
  /** How long a shutdown may take where poort.json does not say. */
  public static final Duration DEFAULT_SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

  /** The access log's value that keeps none. */
  public static final String NO_ACCESS_LOG = "off";

  /** No management address, no access log, no bindings: what embedding starts from. */
  public static final Settings DEFAULT =
      new Settings(
          null,
          NO_ACCESS_LOG,
          TransportKind.AUTO,
          Limits.DEFAULT,
          DEFAULT_SHUTDOWN_TIMEOUT,
          Bindings.NONE,
          List.of(),
          AffinityKey.OF_THE_PROCESS,
          Options.NONE,
          HeldSettings.DEFAULT,
          SignIn.NONE);

  public Settings {
    nameServers = List.copyOf(nameServers);
  }

  /** These settings with other bindings. */
  public Settings withBindings(Bindings bindings) {
    return with(draft -> draft.bindings = bindings);
  }

  /** These settings with another access log. */
  public Settings withAccessLog(String accessLog) {
    return with(draft -> draft.accessLog = accessLog);
  }

  /** These settings with a management address. */
  public Settings withManagement(@Nullable InetSocketAddress management) {
    return with(draft -> draft.management = management);
  }

  /** These settings with other limits. */
  public Settings withLimits(Limits limits) {
    return with(draft -> draft.limits = limits);
  }

  /** These settings with another bound on a shutdown. */
  public Settings withShutdownTimeout(Duration shutdownTimeout) {
    return with(draft -> draft.shutdownTimeout = shutdownTimeout);
  }

  /** These settings with another transport. */
  public Settings withTransport(TransportKind transport) {
    return with(draft -> draft.transport = transport);
  }

  /** These settings with other name servers. */
  public Settings withNameServers(List<HostAndPort> nameServers) {
    return with(draft -> draft.nameServers = nameServers);
  }

  /** These settings with another key of affinity cookies. */
  public Settings withAffinityKey(AffinityKey affinityKey) {
    return with(draft -> draft.affinityKey = affinityKey);
  }

  /** These settings with other options. */
  public Settings withOptions(Options options) {
    return with(draft -> draft.options = options);
  }

  /** These settings with other ones for resources that clients put. */
  public Settings withHeld(HeldSettings held) {
    return with(draft -> draft.held = held);
  }

  /** These settings with others who may call. */
  public Settings withSignIn(SignIn signIn) {
    return with(draft -> draft.signIn = signIn);
  }

  private Settings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** Settings of which one is being replaced. */
  private static final class Draft {
    private @Nullable InetSocketAddress management;
    private String accessLog;
    private TransportKind transport;
    private Limits limits;
    private Duration shutdownTimeout;
    private Bindings bindings;
    private List<HostAndPort> nameServers;
    private AffinityKey affinityKey;
    private Options options;
    private HeldSettings held;
    private SignIn signIn;

    Draft(Settings of) {
      management = of.management();
      accessLog = of.accessLog();
      transport = of.transport();
      limits = of.limits();
      shutdownTimeout = of.shutdownTimeout();
      bindings = of.bindings();
      nameServers = of.nameServers();
      affinityKey = of.affinityKey();
      options = of.options();
      held = of.held();
      signIn = of.signIn();
    }

    Settings finished() {
      return new Settings(
          management,
          accessLog,
          transport,
          limits,
          shutdownTimeout,
          bindings,
          nameServers,
          affinityKey,
          options,
          held,
          signIn);
    }
  }
}
