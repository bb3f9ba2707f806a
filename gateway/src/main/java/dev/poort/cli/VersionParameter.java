package dev.poort.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which version of what an instance holds is meant. */
final class VersionParameter {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Parameters(paramLabel = "VERSION", description = "Its number, as poort history shows it.")
  private String version = "";

  /**
   * Its number.
   *
   * @throws ParameterException if it is none
   */
  long number() {
    if (version.matches("\\d{1,18}")) return Long.parseLong(version);
    String what = version + " is no version; poort history shows their numbers";
    throw new ParameterException(spec.commandLine(), what);
  }
}
