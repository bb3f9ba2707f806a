package dev.poort.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command did, run in this process. */
record CommandResult(int exitCode, String out, String err) {
  static CommandResult of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new CommandResult(exitCode, out.toString(), err.toString());
  }
}
