package dev.poort.cli;

import dev.poort.config.Settings;
import dev.poort.control.Configuration;
import dev.poort.problem.InvalidConfigurationException;
import dev.poort.problem.Purpose;
import dev.poort.settings.BindingsProposal;
import dev.poort.settings.BindingsText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code poort bind}. */
@Command(
    name = "bind",
    description = "Writes a poort.json to start from, with everything on this machine.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Every frontend is on 127.0.0.1, every port is one that needs no rights, every",
      "pool has a local member with a port of its own. A certificate that only Azure",
      "can read is a comment until you have put its file there. Several gateways get",
      "places of their own.",
      "",
      "With --settings only what that file does not bind yet is written, to be added",
      "to it.",
      "",
      "Examples:",
      "  poort bind gateway.json",
      "  poort bind gateway.json --output poort.json",
      "  poort bind gateway.json --settings poort.json"
    })
final class BindCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write it to a new file instead of standard output.")
  private @Nullable Path output;

  @Option(names = "--force", description = "Write over the output file if it is there.")
  private boolean force;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    if (output != null && options.isSettings(output)) {
      err.println(output + " is what --settings reads; only what it lacks would be left in it");
      return ExitCode.WRONG_USAGE;
    }
    try {
      Configuration read = options.files(Settings.DEFAULT).read(Purpose.BIND);
      List<BindingsProposal> proposals = BindingsProposal.of(read.gateways(), read.settings());
      if (proposals.stream().allMatch(BindingsProposal::isEmpty)) {
        err.println("everything is bound already");
        return ExitCode.FINE;
      }
      int written = write(BindingsText.of(proposals));
      if (written == ExitCode.FINE && !read.warnings().isEmpty()) {
        err.println(ProblemText.count(read.warnings()) + ": see poort check");
      }
      return written;
    } catch (InvalidConfigurationException e) {
      e.problems().forEach(problem -> err.println(ProblemText.of(problem)));
      if (!ProblemText.isOneSentence(e.problems())) {
        err.println(ProblemText.count(e.problems()) + "; nothing was written");
      }
      return ExitCode.WRONG_INPUT;
    }
  }

  private int write(String text) {
    PrintWriter err = spec.commandLine().getErr();
    if (output == null) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
      return ExitCode.FINE;
    }
    OpenOption ifThere = force ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW;
    try {
      Files.writeString(
          output, text, ifThere, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
      err.println("wrote " + output);
      return ExitCode.FINE;
    } catch (FileAlreadyExistsException _) {
      err.println(output + " is there already (say --force to write over it)");
    } catch (NoSuchFileException _) {
      err.println(output + " cannot be written: there is no such folder");
    } catch (IOException e) {
      err.println(output + " cannot be written: " + e.getMessage());
    }
    return ExitCode.REFUSED;
  }
}
