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
      "  poort completion zsh > ~/.poort-completion.zsh; echo 'source ~/.poort-completion.zsh'"
          + " >> ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells that there is a script for. */
  enum Shell {
    bash,
    zsh
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  @Override
  public Integer call() {
    // One script: in zsh it takes bash's way of completing.
    spec.commandLine().getOut().print(AutoComplete.bash("poort", Main.whole()));
    spec.commandLine().getOut().flush();
    return ExitCode.FINE;
  }
}
