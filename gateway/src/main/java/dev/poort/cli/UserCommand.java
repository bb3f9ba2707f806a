package dev.poort.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code poort user}. */
@Command(
    name = "user",
    description = "Who may call the management address.",
    mixinStandardHelpOptions = true,
    subcommands = {UserAddCommand.class, UserListCommand.class})
final class UserCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "poort user add, or poort user list?");
  }
}
