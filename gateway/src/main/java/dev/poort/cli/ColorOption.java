package dev.poort.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Whether what is said is in colour. */
final class ColorOption {
  /** When it is. */
  enum When {
    auto,
    always,
    never
  }

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description =
          "In colour: ${COMPLETION-CANDIDATES}. Without it (auto) where a person watches and the"
              + " environment has no NO_COLOR.")
  private When when = When.auto;

  boolean isOn() {
    return when == When.always || (when == When.auto && CommandLine.Help.Ansi.AUTO.enabled());
  }
}
