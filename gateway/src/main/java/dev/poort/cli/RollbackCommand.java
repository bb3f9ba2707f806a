package dev.poort.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code poort rollback}. */
@Command(
    name = "rollback",
    description = "Makes everything what it was as of a version.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "It is a change like any other: judged whole, all of it or nothing, and kept as",
      "a new version, from which one can go back again. Only what differs changes;",
      "sessions that it does not concern go on. Version 0 is the state before the",
      "first.",
      "",
      "Exit codes: 0 done, 1 there is no such version or it cannot serve now, 2 wrong",
      "usage, 3 nothing answers at the management address.",
      "",
      "Examples:",
      "  poort rollback 11"
    })
final class RollbackCommand implements Callable<Integer> {
  @Mixin private VersionParameter version;
  @Mixin private ManagementOption management;
  @Mixin private ChangesOutput output;

  @Override
  public Integer call() {
    long number = version.number();
    return management.ask(
        instance -> {
          String target = "/history/" + number + "/rollback";
          Outcome outcome = Outcome.of(instance.post(target, "{}").orRefused(), instance);
          output.outcome(
              outcome,
              "rolled back to version " + number,
              "everything is as version " + number + " left it already");
          return ExitCode.FINE;
        });
  }
}
