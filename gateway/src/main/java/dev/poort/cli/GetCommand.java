package dev.poort.cli;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonWriter;
import dev.poort.json.Position;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poort get}. */
@Command(
    name = "get",
    description = "Prints what a running instance holds, as ARM JSON without secrets.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A gateway that is printed can be applied again: secrets that a file leaves out",
      "stay.",
      "",
      "Exit codes: 0 fine, 1 there is no such resource, 2 wrong usage, 3 nothing",
      "answers at the management address.",
      "",
      "Examples:",
      "  poort get",
      "  poort get shop > shop.json",
      "  poort get /subscriptions/$ID/resourceGroups/web",
      "  poort get --json | jq -r '.[].name'"
    })
final class GetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ManagementOption management;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME|ID",
      description = "A gateway, or any resource by its id; without it all gateways as an array.")
  private @Nullable String wanted;

  @Option(names = "--json", description = "All on one line, for programs.")
  private boolean json;

  @Override
  public Integer call() {
    String which = wanted;
    if (which != null && (which.isBlank() || which.startsWith("//"))) {
      throw new ParameterException(spec.commandLine(), "say a name or an id, not " + which);
    }
    return management.ask(
        instance -> {
          HeldGateways held = new HeldGateways(instance);
          JsonValue shown =
              which == null
                  ? new JsonArray(List.copyOf(held.all()), Position.outside("gateways"))
                  : held.one(which);
          String text = json ? JsonWriter.compact(shown) : JsonWriter.indented(shown);
          spec.commandLine().getOut().println(text);
          return ExitCode.FINE;
        });
  }
}
