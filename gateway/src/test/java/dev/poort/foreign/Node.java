package dev.poort.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The scripts of src/test/foreign, with the packages that their package-lock.json names. */
final class Node {
  private static final Path FOLDER = Path.of("src/test/foreign").toAbsolutePath();

  private Node() {}

  /** Starts a script. */
  static Program start(String script, String... arguments) throws IOException {
    String node = Program.find("node", "apt-get install nodejs npm");
    if (!Files.isDirectory(FOLDER.resolve("node_modules/ws"))) {
      throw new AssertionError(
          "the npm package ws is missing; install it with: npm ci --prefix gateway/src/test/foreign");
    }
    List<String> command = new ArrayList<>(List.of(node, script));
    command.addAll(List.of(arguments));
    return Program.start(FOLDER, command);
  }
}
