package dev.poort.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poort completion}. */
@Command(
    name = "completion",
    description = "Prints what completes commands and options in a shell.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  source <(poort completion bash)",
      "  poort completion bash > ~/.local/share/bash-completion/completions/poort",
      "  poort completion zsh > ~/.poort.zsh; echo 'source ~/.poort.zsh' >> ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells that there is a script for. */
  enum Shell {
    bash,
    zsh
  }

  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // One script serves both: the name is only judged.
  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(AutoComplete.bash("poort", Main.whole()));
    spec.commandLine().getOut().flush();
    return ExitCode.FINE;
  }
}
