package dev.poort.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code poort run}. */
@Command(
    name = "run",
    description = "Serves gateways until SIGTERM or Ctrl-C; applies their file when it changes.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The file is applied anew whenever it changes, all of it or nothing; SIGHUP",
      "asks for it at once and opens the access log anew. The first SIGTERM or Ctrl-C",
      "lets requests and sessions end, a second one ends at once.",
      "",
      "Examples:",
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
    Serving serving = new Serving(options.files(Serving.DEFAULTS), out, err, json);
    Stream.of(options.overlookedSettings(), options.overlookedParameters())
        .filter(Objects::nonNull)
        .forEach(err::println);
    Ending ending = new Ending();
    try (Signals signals = new Signals()) {
      signals.on("TERM", ending::ask);
      signals.on("INT", ending::ask);
      return serving.serve(_ -> ending.await());
    }
  }
}
