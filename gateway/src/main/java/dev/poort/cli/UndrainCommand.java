package dev.poort.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code poort undrain}. */
@Command(
    name = "undrain",
    description = "Puts a drained member back to use; what is left of its sessions stays.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 no such member, 2 wrong usage, 3 nothing answers at the",
      "management address.",
      "",
      "Examples:",
      "  poort undrain 10.0.0.5",
      "  poort undrain 10.0.0.5:8080 --pool chat"
    })
final class UndrainCommand implements Callable<Integer> {
  @Mixin private MemberAction action;

  @Override
  public Integer call() {
    return action.run("undrain", null, "serves");
  }
}
