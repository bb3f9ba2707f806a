package dev.poort.template;

import dev.poort.json.JsonValue;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with a template. What nobody needs is no error: it becomes a warning once {@link
 * #onlyWarn} was called.
 */
final class Report {
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Secrets secrets = new Secrets();
  private Severity severity = Severity.ERROR;

  /** From here on what is wrong is looked at for its own sake. */
  void onlyWarn() {
    severity = Severity.WARNING;
  }

  void error(String what, Place where, String mend) {
    add(new Problem(severity, what, where, mend));
  }

  void warning(String what, Place where, String mend) {
    add(Problem.warning(what, where, mend));
  }

  void addAll(List<Problem> found) {
    found.forEach(problem -> add(severity == Severity.ERROR ? problem : mild(problem)));
  }

  private void add(Problem problem) {
    boolean known = problems.contains(problem) || problems.contains(severe(problem));
    if (!known) problems.add(problem);
  }

  private static Problem mild(Problem problem) {
    return Problem.warning(problem.what(), problem.where(), problem.mend());
  }

  private static Problem severe(Problem problem) {
    return Problem.error(problem.what(), problem.where(), problem.mend());
  }

  /** Shows nothing of a value in any problem. */
  void secret(JsonValue value) {
    secrets.add(value);
  }

  /** The same problem without any secret. */
  Problem masked(Problem problem) {
    return secrets.masked(problem);
  }

  List<Problem> problems() {
    return problems.stream().map(secrets::masked).toList();
  }
}
