package dev.poort.cli;

import dev.poort.control.BoundListener;
import dev.poort.control.Gateways;
import dev.poort.demo.DemoFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code poort train}: a short life with traffic and a look at a template, from which the launcher
 * has the JVM make its AOT cache. With {@code --short} it does what the commands do that end soon:
 * their cache holds nothing that only serving needs, because all of a cache is linked at each
 * start.
 */
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {
  private static final int ROUNDS = 20;
  private static final int CHECKS = 5;
  private static final String TEMPLATE = "training.json";
  private static final List<Integer> NOBODY = List.of(1, 2);

  @Spec private CommandSpec spec;

  @Option(names = "--short", description = "Train for the commands that end soon.")
  private boolean forShortCommands;

  @Override
  public Integer call() throws Exception {
    return forShortCommands ? ask() : serve();
  }

  private int serve() throws IOException {
    try (Demonstration demonstration = Demonstration.start()) {
      Path template = template(demonstration.folder());
      // A template has a lot to be worked out by code that ran never before.
      for (int i = 0; i < CHECKS; i++) silently("check", template.toString());
      return new Serving(
              demonstration.files(), spec.commandLine().getOut(), spec.commandLine().getErr())
          .serve(TrainCommand::traffic);
    }
  }

  private static int ask() throws IOException {
    Path folder = Files.createTempDirectory("poort-train-");
    DemoFiles demo = DemoFiles.write(folder, NOBODY);
    Path template = template(folder);
    silently("check", demo.gateway().toString(), "--settings", demo.settings().toString());
    silently("explain", demo.gateway().toString(), "GET", "https://localhost/");
    for (String command : List.of("check", "bind", "export")) {
      silently(command, template.toString());
    }
    silently("version");
    for (Path used : List.of(demo.gateway(), demo.settings(), template, folder)) Files.delete(used);
    return ExitCode.FINE;
  }

  private static void silently(String... command) {
    var nobody = new PrintWriter(Writer.nullWriter());
    Main.execute(nobody, nobody, command);
  }

  private static Path template(Path folder) throws IOException {
    Path file = folder.resolve(TEMPLATE);
    try (InputStream template = TrainCommand.class.getResourceAsStream(TEMPLATE)) {
      Files.copy(Objects.requireNonNull(template, TEMPLATE), file);
    }
    return file;
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
