package dev.poort.cli;

import dev.poort.config.Settings;
import dev.poort.control.BackendHealth;
import dev.poort.control.Configuration;
import dev.poort.control.ConfigurationFiles;
import dev.poort.control.ConfigurationWatcher;
import dev.poort.control.Gateway;
import dev.poort.control.Reload;
import dev.poort.management.ManagementServer;
import dev.poort.problem.InvalidConfigurationException;
import dev.poort.problem.Problem;
import dev.poort.telemetry.Health;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Serves what files say until it is told to end. This is where a process puts the gateway, its
 * management address, the watcher of its files and the signals together.
 */
final class Serving {
  private static final InetSocketAddress DEFAULT_MANAGEMENT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000);

  /** What {@code run} and {@code demo} start from. */
  static final Settings DEFAULTS = Settings.DEFAULT.withManagement(DEFAULT_MANAGEMENT);

  private static final Duration FIRST_PROBES = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final int MAX_WARNINGS = 2;

  private final ConfigurationFiles files;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private volatile @Nullable Settings started;

  Serving(ConfigurationFiles files, PrintWriter out, PrintWriter err) {
    this(files, out, err, false);
  }

  /**
   * @param json whether a program reads {@code out}: then it gets a {@link StartDocument} and no
   *     more, and people read all else on {@code err}
   */
  Serving(ConfigurationFiles files, PrintWriter out, PrintWriter err, boolean json) {
    this.files = files;
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /**
   * Starts, does the work, and ends gracefully.
   *
   * @param work returns when it is time to end; runs while everything serves
   * @return the exit code
   */
  int serve(Consumer<Gateway> work) {
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

  private int serve(Configuration configuration, Consumer<Gateway> work) throws IOException {
    Gateway gateway = Gateway.start(configuration.gateways().getFirst(), configuration.settings());
    started = configuration.settings();
    try (gateway;
        ManagementServer management = startManagement(configuration, gateway);
        ConfigurationWatcher watcher =
            new ConfigurationWatcher(files, configuration, gateway, this::report);
        Signals signals = new Signals()) {
      signals.on(
          "HUP",
          () -> {
            gateway.accessLog().reopen();
            watcher.reload();
          });
      announce(configuration, gateway, management);
      work.accept(gateway);
    }
    return ExitCode.FINE;
  }

  /** The default address is a convenience, not a wish: when it is taken there is none. */
  @SuppressWarnings("ReferenceEquality") // The same address in poort.json is a wish.
  private @Nullable ManagementServer startManagement(Configuration configuration, Gateway gateway)
      throws IOException {
    InetSocketAddress address = configuration.settings().management();
    if (address == null) return null;
    try {
      return ManagementServer.start(address, gateway);
    } catch (IOException e) {
      String what = "management on " + Banner.hostAndPort(address) + ": " + e.getMessage();
      if (address != DEFAULT_MANAGEMENT) throw new IOException(what, e);
      err.println("warning: no " + what + " (poort.json can say where)");
      return null;
    }
  }

  private void announce(
      Configuration configuration, Gateway gateway, @Nullable ManagementServer management) {
    if (json) announceToPrograms(configuration, gateway, management);
    else announceToPeople(configuration, gateway, management);
    List<String> warnings = configuration.warnings().stream().map(Problem::toString).toList();
    Banner.fit(warnings, MAX_WARNINGS, "warnings: see poort check").forEach(err::println);
  }

  private void announceToPrograms(
      Configuration configuration, Gateway gateway, @Nullable ManagementServer management) {
    StartDocument start =
        new StartDocument(
            files.gateway().toString(),
            gateway,
            management == null ? null : management.address(),
            healthAfterFirstProbes(gateway),
            configuration.warnings().size());
    out.println(Json.line(start));
  }

  private void announceToPeople(
      Configuration configuration, Gateway gateway, @Nullable ManagementServer management) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Poort %s serves %s (%s)"
            .formatted(VersionCommand.poort(), files.gateway(), gateway.transport()));
    lines.addAll(Banner.listeners(gateway.listeners(), configuration.gateways().getFirst()));
    if (management != null) {
      lines.add("  management on http://" + Banner.hostAndPort(management.address()));
    }
    lines.forEach(out::println);
    Banner.members(healthAfterFirstProbes(gateway)).forEach(out::println);
  }

  /** Waits for the first probes, but not for a member that takes long to fail. */
  private static BackendHealth healthAfterFirstProbes(Gateway gateway) {
    long end = System.nanoTime() + FIRST_PROBES.toNanos();
    while (System.nanoTime() < end && anyUnknown(gateway.backendHealth())) {
      LockSupport.parkNanos(POLL.toNanos());
    }
    return gateway.backendHealth();
  }

  private static boolean anyUnknown(BackendHealth health) {
    return health.backendAddressPools().stream()
        .flatMap(pool -> pool.backendHttpSettingsCollection().stream())
        .flatMap(settings -> settings.servers().stream())
        .anyMatch(server -> server.health() == Health.UNKNOWN);
  }

  private void report(Reload reload) {
    PrintWriter news = json ? err : out;
    switch (reload) {
      case Reload.Applied(Configuration configuration, Duration took) -> {
        news.println("applied %s in %d ms".formatted(files.gateway(), took.toMillis()));
        configuration.warnings().forEach(warning -> err.println(ProblemText.of(warning)));
        reportWhatWaits(configuration.settings());
      }
      case Reload.Unchanged() -> news.println("nothing has changed in " + files.gateway());
      case Reload.Refused(List<Problem> problems) -> {
        problems.forEach(problem -> err.println(ProblemText.of(problem)));
        err.println(ProblemText.count(problems) + "; what served before goes on");
      }
      case Reload.Failed(IOException cause) ->
          err.println(cause.getMessage() + "; what served before goes on");
    }
  }

  /** Some settings are taken once, at start. */
  private void reportWhatWaits(Settings now) {
    Settings before = started;
    if (before == null) return;
    List<String> waiting = new ArrayList<>();
    if (!Objects.equals(now.management(), before.management())) waiting.add("management");
    if (!now.accessLog().equals(before.accessLog())) waiting.add("accessLog");
    if (now.transport() != before.transport()) waiting.add("transport");
    if (!waiting.isEmpty()) {
      err.println("warning: " + String.join(", ", waiting) + " will change with the next start");
    }
  }
}
