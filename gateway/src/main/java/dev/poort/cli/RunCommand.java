package dev.poort.cli;

import dev.poort.config.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code poort run}. */
@Command(
    name = "run",
    description = {
      "Serves gateways until SIGTERM or Ctrl-C; applies their file when it changes.",
      "Without a file it serves what is put at its management address, and keeps it."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The file is applied anew whenever it changes, all of it or nothing; SIGHUP",
      "asks for it at once and opens the access log anew. The first SIGTERM or Ctrl-C",
      "lets requests and sessions end, a second one ends at once.",
      "",
      "Examples:",
      "  poort run",
      "  poort run gateway.json",
      "  poort run gateway.json --settings poort.json",
      "  poort run template.json --parameters template.parameters.json tier=WAF_v2",
      "  poort run template.json --gateway web --gateway api",
      "  poort run gateway.json --take-over --drain-seconds 600",
      "  poort run gateway.json --json | jq -r '.listeners[].url'",
      "  curl http://127.0.0.1:9000/backendhealth"
    })
final class RunCommand implements Callable<Integer> {
  private static final int LONGEST_DRAIN = 86_400;
  private static final String NEEDS_FILE =
      "--take-over needs a file: a store stays with the process that has it";

  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--json",
      description =
          "Write one JSON object when it serves, and nothing after it: listeners with their"
              + " addresses and members with their health (of several gateways under the name of"
              + " each), management, and the number of warnings. All else goes to standard error.")
  private boolean json;

  @Option(
      names = "--take-over",
      description =
          "Take the listening sockets and the management address of the running instance. It"
              + " serves on until this one is ready, then keeps its sessions until they end or their"
              + " time is over. No connection is refused. Linux only, with io_uring or epoll.")
  private boolean takeOver;

  @Option(
      names = "--management",
      paramLabel = "ADDRESS",
      defaultValue = "${env:POORT_MANAGEMENT}",
      description =
          "With --take-over: the management address of the running instance; without it that of"
              + " poort.json, or 127.0.0.1:9000.")
  private @Nullable String management;

  @Option(
      names = "--drain-seconds",
      paramLabel = "N",
      description =
          "With --take-over: over how long the old process lets its sessions go, 0 to 86400;"
              + " without it the shutdownTimeoutSeconds that it has.")
  private @Nullable Integer drainSeconds;

  @Override
  public Integer call() {
    if (drainSeconds != null && (drainSeconds < 0 || drainSeconds > LONGEST_DRAIN)) {
      throw new ParameterException(
          spec.commandLine(), "--drain-seconds takes a whole number from 0 to " + LONGEST_DRAIN);
    }
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    Ending ending = new Ending();
    Leaving leaving = new Leaving(ending, err);
    Serving.Asker asker = takeOver ? this::ask : null;
    try (Signals signals = new Signals()) {
      signals.on("TERM", ending::ask);
      signals.on("INT", ending::ask);
      if (options.isWithoutFile()) {
        if (options.needFile()) throw missingFile();
        if (takeOver) throw new ParameterException(spec.commandLine(), NEEDS_FILE);
        return new HeldServing(options.settings(), out, err, json).serve(ending::await);
      }
      Serving serving =
          new Serving(options.files(Serving.DEFAULTS), out, err, json, leaving, asker);
      Stream.of(options.overlookedSettings(), options.overlookedParameters())
          .filter(Objects::nonNull)
          .forEach(err::println);
      return serving.serve(_ -> ending.await());
    }
  }

  private TakeOver ask(Settings settings, String transport) throws IOException {
    String address = management;
    InetSocketAddress configured = settings.management();
    if (address == null && configured != null) address = Banner.hostAndPort(configured);
    if (address == null) {
      throw new IOException(
          "no management address to find the running instance by; say --management");
    }
    try (ManagementClient old = ManagementOption.ofEnvironment(address, spec)) {
      return TakeOver.begin(old, transport, drainSeconds);
    }
  }

  private MissingParameterException missingFile() {
    List<PositionalParamSpec> file = spec.positionalParameters();
    return new MissingParameterException(
        spec.commandLine(), List.copyOf(file), "Missing required parameter: 'FILE'");
  }
}
