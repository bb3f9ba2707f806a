package dev.poort.control;

import dev.poort.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What came of reading the configuration's files again. */
public sealed interface Reload {
  /**
   * The new configuration serves.
   *
   * @param configuration what was applied
   * @param difference which gateways it concerned
   * @param took how long applying took, without reading the files
   */
  record Applied(Configuration configuration, Difference difference, Duration took)
      implements Reload {}

  /** The files say what they said before; nothing was done. */
  record Unchanged() implements Reload {}

  /**
   * The files have errors; what served before goes on.
   *
   * @param problems errors and warnings, sorted
   */
  record Refused(List<Problem> problems) implements Reload {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /**
   * The machine does not give what the files ask for; what served before goes on.
   *
   * @param cause such as a {@link ListenException} with the address that could not be had
   */
  record Failed(IOException cause) implements Reload {}
}
