package dev.poort.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration has errors; nothing of it was applied. Carries every problem found, sorted. */
public final class InvalidConfigurationException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * @param problems all problems, warnings too
   */
  public InvalidConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = problems.stream().sorted().toList();
  }

  /** Errors and warnings, in the order of their places. */
  public List<Problem> problems() {
    return problems;
  }
}
