package dev.poort.foreign;

import dev.poort.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A program that is not Java, running for a test; what it prints is kept. */
final class Program implements AutoCloseable {
  private static final List<String> FOLDERS =
      List.of("/usr/local/bin", "/usr/bin", "/usr/local/sbin", "/usr/sbin");

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private Program(Process process) {
    this.process = process;
    this.reader = Thread.startVirtualThread(this::read);
  }

  /**
   * Where a program is.
   *
   * @param install the command that brings it
   * @throws AssertionError when it is not there
   */
  static String find(String name, String install) {
    List<String> folders = new ArrayList<>(FOLDERS);
    folders.addAll(List.of(System.getenv("PATH").split(":", -1)));
    return folders.stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is missing; install it with: " + install))
        .toString();
  }

  /** Starts it in a folder; what it prints to both of its outputs is one stream. */
  static Program start(Path folder, List<String> command) throws IOException {
    return start(folder, command, Path.of("/dev/null"));
  }

  /** The same with a file that it reads. */
  static Program start(Path folder, List<String> command, Path input) throws IOException {
    return new Program(
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(input.toFile())
            .start());
  }

  private void read() {
    try (BufferedReader out = process.inputReader()) {
      out.lines().forEach(lines::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      lines.add(e.toString()); // it was ended while it printed
    }
  }

  /** What it has printed. */
  List<String> lines() {
    return lines;
  }

  /** Waits for a line that begins with the text and gives what follows it. */
  String awaitLine(String begin) throws Exception {
    try {
      Await.until(
          "a line with " + begin,
          () -> lines.stream().anyMatch(line -> line.startsWith(begin)) || !process.isAlive());
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + " in " + lines, e);
    }
    reader.join(process.isAlive() ? 1 : Await.BOUND.toMillis());
    return lines.stream()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line with " + begin + " in " + lines));
  }

  /** The port that a script of these tests prints first. */
  int port() throws Exception {
    return Integer.parseInt(awaitLine("port "));
  }

  /** Waits until it takes connections on a port. */
  void awaitPort(int port) throws Exception {
    Await.until(
        "port " + port + " is open",
        () -> {
          if (!process.isAlive()) throw new AssertionError("it has ended: " + lines);
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          } catch (IOException e) {
            return false; // not yet
          }
        });
  }

  /** Waits for its end and gives all that it has printed; it must have ended well. */
  String output() throws Exception {
    String printed = outputOfAnyEnd();
    if (process.exitValue() != 0) {
      throw new AssertionError("exit code " + process.exitValue() + ": " + lines);
    }
    return printed;
  }

  /** The same for one that may also have ended with an error. */
  String outputOfAnyEnd() throws Exception {
    if (!process.waitFor(30, TimeUnit.SECONDS)) throw new AssertionError("it goes on: " + lines);
    reader.join();
    return String.join("\n", lines);
  }

  /** Ends it and what it has started. */
  @Override
  public void close() {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(each -> each.onExit().orTimeout(5, TimeUnit.SECONDS).join());
  }
}
