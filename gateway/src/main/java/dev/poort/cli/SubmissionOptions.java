package dev.poort.cli;

import dev.poort.problem.InvalidConfigurationException;
import dev.poort.problem.Problem;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is sent to a running instance, and to which group. */
final class SubmissionOptions {
  /** What becomes of resources of the group that a template does not name. */
  enum Mode {
    /** They stay. */
    Incremental,
    /** They are removed. */
    Complete
  }

  @Mixin private TemplateOptions template;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "${COMPLETION-CANDIDATES}: Complete removes what is in the group and not in the"
              + " template (${DEFAULT-VALUE}).")
  private Mode mode = Mode.Incremental;

  /** The file that is named. */
  String file() {
    return template.file().toString();
  }

  /**
   * What the file says; null when that is wrong, which is said.
   *
   * @param err where that is said
   */
  @Nullable Submission read(PrintWriter err) {
    String overlooked = template.overlookedParameters();
    if (overlooked != null) err.println(overlooked);
    try {
      return Submission.of(template, mode.name());
    } catch (InvalidConfigurationException e) {
      e.problems().stream().sorted().map(ProblemText::of).forEach(err::println);
      if (!ProblemText.isOneSentence(e.problems()) && Problem.anyError(e.problems())) {
        err.println(ProblemText.count(e.problems()) + "; nothing was sent");
      }
      return null;
    }
  }

  boolean isComplete() {
    return mode == Mode.Complete;
  }
}
