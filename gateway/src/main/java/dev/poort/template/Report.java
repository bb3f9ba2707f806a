package dev.poort.template;

import dev.poort.json.JsonValue;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.Severity;
import dev.poort.template.function.Budget;
import dev.poort.template.function.SpentException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with a template. What nobody needs is no error: it becomes a warning once {@link
 * #onlyWarn} was called. After {@link #MAX_PROBLEMS} the evaluation ends.
 */
final class Report {
  /** More help nobody. */
  static final int MAX_PROBLEMS = 500;

  /** What it costs to find a place and to say how its value came about. */
  private static final int STEPS = 500;

  /** A longer sentence is cut. */
  private static final int LONGEST = 1000;

  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Secrets secrets = new Secrets();
  private final Budget budget;
  private final Place template;
  private Severity severity = Severity.ERROR;
  private boolean ended;

  /**
   * @param budget what problems are counted against
   * @param template where the whole of it stands
   */
  Report(Budget budget, Place template) {
    this.budget = budget;
    this.template = template;
  }

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

  /** Takes a problem back. */
  void remove(Problem problem) {
    problems.remove(cut(problem));
  }

  /** Counts work that grows with the template and that no expression is the cause of. */
  void count(long steps) {
    budget.steps(steps);
  }

  private void add(Problem found) {
    // A trail works expressions out once more, nowhere: it is reported where they stand.
    if (found.where().file().isEmpty()) return;
    count(STEPS);
    Problem problem = cut(found);
    boolean known = problems.contains(problem) || problems.contains(severe(problem));
    if (known) return;
    problems.add(problem);
    if (problems.size() < MAX_PROBLEMS) return;
    throw budget
        .spent("after " + MAX_PROBLEMS + " problems the rest was not judged", "Mend these first")
        .at(problem.where());
  }

  /** Says once why the evaluation is over. */
  void end(SpentException end) {
    if (ended) return;
    ended = true;
    Place place = end.place();
    problems.add(new Problem(severity, end.what(), place == null ? template : place, end.mend()));
  }

  private static Problem cut(Problem problem) {
    if (problem.what().length() + problem.mend().length() <= LONGEST) return problem;
    String what = cut(problem.what());
    return new Problem(problem.severity(), what, problem.where(), cut(problem.mend()));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  private static Problem mild(Problem problem) {
    return Problem.warning(problem.what(), problem.where(), problem.mend());
  }

  private static Problem severe(Problem problem) {
    return Problem.error(problem.what(), problem.where(), problem.mend());
  }

  /** Shows nothing of a value in any problem. */
  void secret(JsonValue value) {
    count(value.weight());
    secrets.add(value);
  }

  /** The same problem without any secret. */
  Problem masked(Problem problem) {
    return secrets.masked(problem);
  }

  boolean hasErrors() {
    return Problem.anyError(List.copyOf(problems));
  }

  List<Problem> problems() {
    return problems.stream().map(secrets::masked).toList();
  }
}
