package dev.poort.foreign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The Azure CLI of this machine, signed in to an instance by hand as docs/az.md says, with a folder
 * of its own. Of Debian's package a module is missing; what cures that is on PYTHONPATH.
 */
final class Az {
  private static final Path CURE = Path.of("src/main/resources/dev/poort/cli").toAbsolutePath();
  private static final int BOUND_SECONDS = 120;

  private final String program = Program.find("az", "apt-get install azure-cli");
  private final Path folder;
  private final Path ca;

  private Az(Path folder, Path ca) {
    this.folder = folder;
    this.ca = ca;
  }

  /**
   * Registers the cloud and signs in.
   *
   * @param folder where the configuration and the output are put
   * @param url of the management address
   * @param ca whom to trust
   */
  static Az signIn(Path folder, String url, Path ca, String id, String secret) throws Exception {
    Az az = new Az(Files.createDirectories(folder), ca);
    az.run("cloud register -n Poort --endpoint-resource-manager " + url);
    az.run("cloud set -n Poort");
    az.run(
        "login --service-principal -u %s -p %s --tenant %s"
            .formatted(id, secret, "22222222-2222-2222-2222-222222222222"));
    return az;
  }

  /** Runs a command, words parted by spaces, which must end well; gives what it printed. */
  String run(String command) throws Exception {
    Outcome ended = end(command);
    if (ended.exitCode() != 0) throw new AssertionError("az " + command + ": " + ended);
    return ended.out();
  }

  /** Runs a command to its end, whatever that is. */
  Outcome end(String command) throws Exception {
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(List.of(command.split(" ", -1)));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process = start(words, out, err);
    if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("az " + command + " goes on");
    }
    return new Outcome(process.exitValue(), read(out), read(err));
  }

  private Process start(List<String> words, Path out, Path err) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("AZURE_CONFIG_DIR", folder.resolve("azure").toString());
    builder.environment().put("AZURE_CORE_COLLECT_TELEMETRY", "false");
    builder.environment().put("REQUESTS_CA_BUNDLE", ca.toString());
    builder.environment().put("PYTHONPATH", CURE.toString());
    return builder
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** How a command ended. */
  record Outcome(int exitCode, String out, String err) {}
}
