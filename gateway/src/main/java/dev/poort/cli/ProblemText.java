package dev.poort.cli;

import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.Severity;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * Problems as a person reads them: the place as editors link it, then the path and the mend. What
 * concerns a file as a whole is one line.
 */
final class ProblemText {
  private ProblemText() {}

  static String of(Problem problem) {
    String severity =
        problem.severity() == Severity.ERROR
            ? Ansi.AUTO.string("@|bold,red error|@")
            : Ansi.AUTO.string("@|bold,yellow warning|@");
    StringBuilder text = new StringBuilder();
    text.append(problem.where()).append(": ").append(severity).append(": ").append(problem.what());
    String path = problem.where().path();
    if (!path.isEmpty() && !path.equals("$")) text.append("\n    at ").append(path);
    for (String step : problem.where().trail()) text.append("\n    ").append(step);
    String mendAfter = concernsFile(problem) ? ". " : "\n    ";
    if (!problem.mend().isEmpty()) text.append(mendAfter).append(problem.mend());
    return text.toString();
  }

  /** Whether there is one problem alone, with a file as a whole: then its line says it all. */
  static boolean isOneSentence(List<Problem> problems) {
    return problems.size() == 1 && concernsFile(problems.getFirst());
  }

  private static boolean concernsFile(Problem problem) {
    return problem.where().equals(Place.of(problem.where().file()));
  }

  /** Such as {@code 2 errors, 1 warning}. */
  static String count(List<Problem> problems) {
    long errors = problems.stream().filter(it -> it.severity() == Severity.ERROR).count();
    String warnings = plural(problems.size() - errors, "warning");
    return errors == 0 ? warnings : plural(errors, "error") + ", " + warnings;
  }

  /** Such as {@code no rules}, {@code 1 rule}, {@code 2 rules}. */
  static String plural(long count, String noun) {
    if (count == 0) return "no " + noun + "s";
    return count == 1 ? "1 " + noun : count + " " + noun + "s";
  }
}
