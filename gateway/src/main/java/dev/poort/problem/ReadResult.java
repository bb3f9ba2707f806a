package dev.poort.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a file.
 *
 * @param value what was read; null when a problem is an error
 * @param problems errors and warnings, in the order of their places
 */
public record ReadResult<T>(@Nullable T value, List<Problem> problems) {
  public ReadResult {
    problems = problems.stream().sorted().toList();
  }

  /**
   * What was read.
   *
   * @throws InvalidConfigurationException with all problems, when one of them is an error
   */
  public T valueOrThrow() throws InvalidConfigurationException {
    if (value == null) throw new InvalidConfigurationException(problems);
    return value;
  }
}
