package dev.poort.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One thing that is wrong with a configuration.
 *
 * @param severity whether it keeps the configuration from being applied
 * @param what the defect, one sentence without a full stop
 * @param where where it stands
 * @param mend what to do about it, one sentence without a full stop; empty when {@code what} says
 *     it all
 */
public record Problem(Severity severity, String what, Place where, String mend)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::where)
          .thenComparing(Problem::severity)
          .thenComparing(Problem::what);

  /** A problem that keeps the configuration from being applied. */
  public static Problem error(String what, Place where, String mend) {
    return new Problem(Severity.ERROR, what, where, mend);
  }

  /** A problem that leaves the configuration usable. */
  public static Problem warning(String what, Place where, String mend) {
    return new Problem(Severity.WARNING, what, where, mend);
  }

  /** Whether any of them is an error. */
  public static boolean anyError(List<Problem> problems) {
    return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column: error: what (path; trail). mend}. */
  @Override
  public String toString() {
    String text = where + ": " + (severity == Severity.ERROR ? "error" : "warning") + ": " + what;
    List<String> about = new ArrayList<>(where.trail());
    if (!where.path().isEmpty()) about.addFirst(where.path());
    if (!about.isEmpty()) text += " (" + String.join("; ", about) + ")";
    return mend.isEmpty() ? text : text + ". " + mend;
  }
}
