package dev.poort.cli;

import dev.poort.arm.BoundCertificate;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.CertificateBinding;
import dev.poort.config.Credential;
import dev.poort.config.Settings;
import dev.poort.control.Configuration;
import dev.poort.control.ConfigurationFiles;
import dev.poort.control.ConfigurationWatcher;
import dev.poort.control.Gateway;
import dev.poort.control.Gateways;
import dev.poort.control.HandOver;
import dev.poort.control.Reload;
import dev.poort.control.SharedParts;
import dev.poort.management.ManagementServer;
import dev.poort.problem.InvalidConfigurationException;
import dev.poort.problem.Problem;
import dev.poort.resourcemanager.ResourceManager;
import dev.poort.telemetry.Health;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Serves what files say until it is told to end. This is where a process puts the gateways, what
 * they share, their management address, the watcher of their files and the signals together.
 */
final class Serving {
  private static final InetSocketAddress DEFAULT_MANAGEMENT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000);

  /** What {@code run} and {@code demo} start from. */
  static final Settings DEFAULTS = Settings.DEFAULT.withManagement(DEFAULT_MANAGEMENT);

  private static final Duration FIRST_PROBES = Duration.ofSeconds(2);

  /** How long a new process waits for its members' first probes before it takes over. */
  private static final Duration READY = Duration.ofSeconds(35);

  private static final Duration POLL = Duration.ofMillis(10);
  private static final int MAX_WARNINGS = 2;

  private final ConfigurationFiles files;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final @Nullable Leaving leaving;
  private final @Nullable Asker asker;

  /** Asks a running instance to hand over. */
  interface Asker {
    /**
     * Asks it.
     *
     * @param settings what poort.json says
     * @param transport how this process drives sockets
     * @throws IOException if it does not; the message is for people
     */
    TakeOver ask(Settings settings, String transport) throws IOException;
  }

  Serving(ConfigurationFiles files, PrintWriter out, PrintWriter err) {
    this(files, out, err, false, null, null);
  }

  /**
   * @param json whether a program reads {@code out}: then it gets a {@link StartDocument} and no
   *     more, and people read all else on {@code err}
   * @param leaving what happens when another process takes over; null where none can
   * @param asker has a running instance hand over at the start; null to start afresh
   */
  Serving(
      ConfigurationFiles files,
      PrintWriter out,
      PrintWriter err,
      boolean json,
      @Nullable Leaving leaving,
      @Nullable Asker asker) {
    this.files = files;
    this.out = out;
    this.err = err;
    this.json = json;
    this.leaving = leaving;
    this.asker = asker;
  }

  /**
   * Starts, does the work, and ends gracefully.
   *
   * @param work returns when it is time to end; runs while everything serves
   * @return the exit code
   */
  int serve(Consumer<Gateways> work) {
    try {
      Configuration configuration = files.read();
      return serve(configuration, work);
    } catch (InvalidConfigurationException e) {
      e.problems().forEach(problem -> err.println(ProblemText.of(problem)));
      if (!ProblemText.isOneSentence(e.problems())) {
        err.println(ProblemText.count(e.problems()) + "; nothing was started");
      }
      return ExitCode.WRONG_INPUT;
    } catch (IOException e) {
      err.println(e.getMessage());
      return ExitCode.REFUSED;
    }
  }

  private int serve(Configuration configuration, Consumer<Gateways> work)
      throws IOException, InvalidConfigurationException {
    Settings settings = configuration.settings();
    try (SharedParts shared = SharedParts.open(settings);
        TakeOver takeOver = asker == null ? null : asker.ask(settings, shared.transport().name());
        Gateways gateways = start(shared, configuration, takeOver);
        Held held = manage(configuration, gateways, takeOver);
        ConfigurationWatcher watcher = watch(configuration, gateways, held.resources());
        Signals signals = new Signals()) {
      signals.on(
          "HUP",
          () -> {
            shared.accessLog().reopen();
            if (leaving == null || leaving.time() == null) watcher.reload();
          });
      if (takeOver != null) finish(takeOver, gateways);
      announce(configuration, gateways, held.server());
      work.accept(gateways);
      leave(gateways, watcher);
    }
    return ExitCode.FINE;
  }

  /**
   * What is seen at the management address.
   *
   * @param resources the file's gateways as clients of Azure Resource Manager see them
   * @param server null where there is none
   */
  private record Held(ResourceManager resources, @Nullable ManagementServer server)
      implements AutoCloseable {
    @Override
    public void close() {
      if (server != null) server.close();
    }
  }

  private Held manage(Configuration configuration, Gateways gateways, @Nullable TakeOver takeOver)
      throws IOException, InvalidConfigurationException {
    Settings settings = configuration.settings();
    ResourceManager resources =
        ResourceManager.ofFile(gateways, configuration.evaluated(), settings);
    CertificateBinding bound = settings.held().certificate();
    Credential credential = bound == null ? null : BoundCertificate.open(bound).valueOrThrow();
    return new Held(
        resources, startManagement(settings, gateways, resources, credential, takeOver));
  }

  private static Gateways start(
      SharedParts shared, Configuration configuration, @Nullable TakeOver takeOver)
      throws IOException {
    List<ApplicationGateway> configs = configuration.gateways();
    Settings settings = configuration.settings();
    return takeOver == null
        ? Gateways.start(shared, configs, settings)
        : Gateways.start(shared, configs, settings, takeOver.sockets());
  }

  /** Everything is ready here: the other process may let go. */
  private void finish(TakeOver takeOver, Gateways gateways) throws IOException {
    gateways.resume();
    takeOver.done();
    takeOver.close();
    (json ? err : out).println("Took over from process " + takeOver.process());
  }

  /** If another process has taken over, sessions have their time. */
  private void leave(Gateways gateways, ConfigurationWatcher watcher) {
    Duration time = leaving == null ? null : leaving.time();
    if (leaving == null || time == null) return;
    watcher.close();
    int sessions = gateways.all().stream().mapToInt(it -> it.sessions().size()).sum();
    (json ? err : out)
        .println(
            "Handed over to a new process; %d sessions have %d s"
                .formatted(sessions, time.toSeconds()));
    leaving.leave(gateways, time);
  }

  private ConfigurationWatcher watch(
      Configuration configuration, Gateways gateways, ResourceManager resources) {
    PrintWriter good = json ? err : out;
    ReloadNews news =
        new ReloadNews(files.gateway(), gateways, configuration.settings(), good, err);
    return new ConfigurationWatcher(
        files,
        configuration,
        gateways,
        reload -> {
          if (reload instanceof Reload.Applied applied) {
            resources.show(applied.configuration().evaluated());
          }
          news.tell(reload);
        });
  }

  /** The default address is a convenience, not a wish: when it is taken there is none. */
  @SuppressWarnings("ReferenceEquality") // The same address in poort.json is a wish.
  private @Nullable ManagementServer startManagement(
      Settings settings,
      Gateways gateways,
      ResourceManager resources,
      @Nullable Credential credential,
      @Nullable TakeOver takeOver)
      throws IOException {
    if (takeOver != null) {
      await(READY, gateways::ready);
      takeOver.ready();
    }
    InetSocketAddress address = settings.management();
    if (address == null) return null;
    try {
      HandOver handOver = leaving == null ? null : new HandOver(gateways, leaving);
      ManagementServer server =
          ManagementServer.start(address, gateways, handOver, resources, credential);
      if (leaving != null) leaving.knows(server);
      return server;
    } catch (IOException e) {
      String what = "management on " + Banner.hostAndPort(address) + ": " + e.getMessage();
      if (address != DEFAULT_MANAGEMENT) throw new IOException(what, e);
      err.println("warning: no " + what + " (poort.json can say where)");
      return null;
    }
  }

  private void announce(
      Configuration configuration, Gateways gateways, @Nullable ManagementServer management) {
    InetSocketAddress address = management == null ? null : management.address();
    if (json) announceToPrograms(configuration, gateways, address);
    else announceToPeople(configuration, gateways, address);
    List<String> warnings = configuration.warnings().stream().map(Problem::toString).toList();
    Banner.fit(warnings, MAX_WARNINGS, "warnings: see poort check").forEach(err::println);
  }

  private void announceToPrograms(
      Configuration configuration, Gateways gateways, @Nullable InetSocketAddress management) {
    awaitFirstProbes(gateways);
    String file = files.gateway().toString();
    out.println(Json.line(new StartDocument(file, configuration, gateways, management)));
  }

  private void announceToPeople(
      Configuration configuration, Gateways gateways, @Nullable InetSocketAddress management) {
    String transport = gateways.shared().transport().name();
    out.println(
        "Poort %s serves %s (%s)".formatted(VersionCommand.poort(), files.gateway(), transport));
    Banner.listeners(gateways.all()).forEach(out::println);
    if (!configuration.leftOut().isEmpty()) {
      out.println("  left out: " + String.join(", ", configuration.namesLeftOut()));
    }
    if (management != null) {
      out.println("  management on http://" + Banner.hostAndPort(management));
      out.println("  " + Banner.callers(configuration.settings().signIn()));
    }
    awaitFirstProbes(gateways);
    Banner.members(gateways.all()).forEach(out::println);
  }

  /** Waits for the first probes, but not for a member that takes long to fail. */
  private static void awaitFirstProbes(Gateways gateways) {
    await(FIRST_PROBES, () -> gateways.all().stream().noneMatch(Serving::anyUnknown));
  }

  private static void await(Duration bound, BooleanSupplier condition) {
    long end = System.nanoTime() + bound.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static boolean anyUnknown(Gateway gateway) {
    return gateway.backendHealth().backendAddressPools().stream()
        .flatMap(pool -> pool.backendHttpSettingsCollection().stream())
        .flatMap(settings -> settings.servers().stream())
        .anyMatch(server -> server.health() == Health.UNKNOWN);
  }
}
