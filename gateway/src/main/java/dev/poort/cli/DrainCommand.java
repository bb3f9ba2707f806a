package dev.poort.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code poort drain}. */
@Command(
    name = "drain",
    description = "Takes a member out of use: nothing new, its sessions leave by and by.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Its sessions get Close 1012, spread evenly over the time, so that clients do",
      "not all come back at once. Its probes go on. It stays drained through reloads",
      "while it is in its pool, until poort undrain or the end of the process. Said",
      "again, the time begins anew.",
      "",
      "Exit codes: 0 done, 1 no such member, 2 wrong usage, 3 nothing answers at the",
      "management address.",
      "",
      "Examples:",
      "  poort drain 10.0.0.5",
      "  poort drain 10.0.0.5:8080 --pool chat --seconds 600"
    })
final class DrainCommand implements Callable<Integer> {
  @Mixin private MemberAction action;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "Over how long its sessions leave, 0 to 86400; without it the connectionDraining of"
              + " their HTTP settings.")
  private @Nullable Integer seconds;

  @Override
  public Integer call() {
    return action.run("drain", seconds, "drains");
  }
}
