package dev.poort.cli;

import dev.poort.control.BoundListener;
import dev.poort.control.Gateways;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code poort train}: a short life with traffic, from which the launcher has the JVM make its AOT
 * cache.
 */
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {
  private static final int ROUNDS = 20;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try (Demonstration demonstration = Demonstration.start()) {
      return new Serving(
              demonstration.files(), spec.commandLine().getOut(), spec.commandLine().getErr())
          .serve(TrainCommand::traffic);
    }
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
