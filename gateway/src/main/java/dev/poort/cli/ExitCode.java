package dev.poort.cli;

/** What the commands tell the shell. */
final class ExitCode {
  /** All went well. */
  static final int FINE = 0;

  /** The input is wrong: a configuration has errors. */
  static final int WRONG_INPUT = 1;

  /** The command was called in a wrong way. */
  static final int WRONG_USAGE = 2;

  /** The machine refused: a port is taken, a permission is missing. */
  static final int REFUSED = 3;

  /** A defect of Poort itself (EX_SOFTWARE of sysexits). */
  static final int DEFECT = 70;

  private ExitCode() {}
}
