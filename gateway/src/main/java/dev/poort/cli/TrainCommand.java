package dev.poort.cli;

import dev.poort.control.BoundListener;
import dev.poort.control.Gateways;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code poort train}: a short life with traffic and a look at a template, from which the launcher
 * has the JVM make its AOT cache.
 */
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {
  private static final int ROUNDS = 20;
  private static final int CHECKS = 5;
  private static final String TEMPLATE = "training.json";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try (Demonstration demonstration = Demonstration.start()) {
      check(demonstration.folder().resolve(TEMPLATE));
      return new Serving(
              demonstration.files(), spec.commandLine().getOut(), spec.commandLine().getErr())
          .serve(TrainCommand::traffic);
    }
  }

  /** A template has a lot to be worked out by code that ran never before. */
  private static void check(Path file) throws IOException {
    try (InputStream template = TrainCommand.class.getResourceAsStream(TEMPLATE)) {
      Files.copy(Objects.requireNonNull(template, TEMPLATE), file);
    }
    var nobody = new PrintWriter(Writer.nullWriter());
    for (int i = 0; i < CHECKS; i++) Main.execute(nobody, nobody, "check", file.toString());
  }

  private static void traffic(Gateways gateways) {
    try {
      for (int round = 0; round < ROUNDS; round++) {
        for (BoundListener listener : gateways.all().getFirst().listeners())
          new Visit(listener).pay();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
