package dev.poort.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poort rollback}. */
@Command(
    name = "rollback",
    description = "Makes everything what it was as of a version.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "It is a change like any other: judged whole, all of it or nothing, and kept as a new",
      "version, from which one can go back again. Only what differs changes; sessions that it",
      "does not concern go on. Version 0 is the state before the first.",
      "",
      "Exit codes: 0 done, 1 there is no such version or it cannot serve now, 2 wrong usage,",
      "3 nothing answers at the management address.",
      "",
      "Examples:",
      "  poort rollback 11"
    })
final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ManagementOption management;
  @Mixin private ColorOption color;

  @Parameters(paramLabel = "VERSION", description = "Its number, as poort history shows it.")
  private int version;

  @Option(
      names = "--json",
      description = "Write one JSON object: whether something changed, the version, the changes.")
  private boolean json;

  @Override
  public Integer call() {
    return management.ask(
        instance -> {
          ManagementClient.Reply reply =
              instance.post("/history/" + version + "/rollback", "{}").orRefused();
          Outcome outcome = Outcome.of(reply, instance);
          outcome.print(
              "rolled back to version " + version,
              "everything is as version " + version + " left it already",
              json,
              color.isOn(),
              spec.commandLine().getOut());
          return ExitCode.FINE;
        });
  }
}
