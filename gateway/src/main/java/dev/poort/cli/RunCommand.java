package dev.poort.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
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
      "  poort run gateway.json --json | jq -r '.listeners[].url'",
      "  curl http://127.0.0.1:9000/backendhealth"
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--json",
      description =
          "Write one JSON object when it serves, and nothing after it: listeners with their"
              + " addresses and members with their health (of several gateways under the name of"
              + " each), management, and the number of warnings. All else goes to standard error.")
  private boolean json;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    Ending ending = new Ending();
    try (Signals signals = new Signals()) {
      signals.on("TERM", ending::ask);
      signals.on("INT", ending::ask);
      if (options.isWithoutFile()) {
        if (options.needFile()) throw missingFile();
        return new HeldServing(options.settings(), out, err, json).serve(ending::await);
      }
      Serving serving = new Serving(options.files(Serving.DEFAULTS), out, err, json);
      Stream.of(options.overlookedSettings(), options.overlookedParameters())
          .filter(Objects::nonNull)
          .forEach(err::println);
      return serving.serve(_ -> ending.await());
    }
  }

  private MissingParameterException missingFile() {
    List<PositionalParamSpec> file = spec.positionalParameters();
    return new MissingParameterException(
        spec.commandLine(), List.copyOf(file), "Missing required parameter: 'FILE'");
  }
}
