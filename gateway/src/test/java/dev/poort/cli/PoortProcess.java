package dev.poort.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command in a process of its own, for what only a process has: signals and an exit code. */
final class PoortProcess implements AutoCloseable {
  private static final int SECONDS = 30;
  private static final Pattern CLEAR = Pattern.compile("and http://(127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();
  private final Thread reader;

  private PoortProcess(Process process) {
    this.process = process;
    reader = Thread.ofVirtual().start(this::read);
  }

  static PoortProcess start(String... args) throws IOException {
    return start(Map.of(), args);
  }

  /** The same with more in its environment. */
  static PoortProcess start(Map<String, String> environment, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new PoortProcess(builder.start());
  }

  /** A poort.json in a folder for one that keeps what it is told there. */
  static Path keepingIn(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("poort.json"),
        """
        {"management": "127.0.0.1:0", "store": "kept",
         "bindings": {"frontends": {"fe": "127.0.0.1"}, "ports": {"80": 0}}}
        """);
  }

  /** Where one that keeps what it is told is managed in clear: {@code host:port}. */
  String managed() throws InterruptedException {
    Matcher address = CLEAR.matcher(awaitLine("management on"));
    if (!address.find()) throw new AssertionError("no address in " + seen);
    return address.group(1);
  }

  /** Waits for a line with the text and gives it back whole. */
  String awaitLine(String text) throws InterruptedException {
    while (true) {
      String line = lines.poll(SECONDS, TimeUnit.SECONDS);
      if (line == null) throw new AssertionError("no line with " + text + " in " + seen);
      seen.add(line);
      if (line.contains(text)) return line;
    }
  }

  /** The lines that {@link #awaitLine} has passed so far. */
  List<String> seen() {
    return seen;
  }

  /** All lines of one that has ended that {@link #awaitLine} has not passed. */
  String rest() throws InterruptedException {
    reader.join();
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Sends any signal. */
  void signal(String name) throws Exception {
    String pid = Long.toString(process.pid());
    if (new ProcessBuilder("kill", "-" + name, pid).start().waitFor() != 0) {
      throw new AssertionError("no process " + pid);
    }
  }

  int awaitExit() throws InterruptedException {
    return awaitExit(SECONDS);
  }

  /** The same for one that does more. */
  int awaitExit(int seconds) throws InterruptedException {
    if (process.waitFor(seconds, TimeUnit.SECONDS)) return process.exitValue();
    throw new AssertionError("still alive after " + seconds + " s");
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private void read() {
    try (BufferedReader out = process.inputReader()) {
      out.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      // The second is how a process that was destroyed ends its lines.
      lines.add("unreadable: " + e);
    }
  }
}
