package dev.poort.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Python scripts of src/test/foreign, with Debian's packages. */
final class Python {
  private static final Path FOLDER = Path.of("src/test/foreign").toAbsolutePath();
  private static final Path PACKAGES = Path.of("/usr/lib/python3/dist-packages");

  private Python() {}

  /** Starts a script. */
  static Program start(String script, String... arguments) throws IOException {
    String python = Program.find("python3", "apt-get install python3");
    for (String name : List.of("websockets", "wsproto")) {
      if (!Files.isDirectory(PACKAGES.resolve(name))) {
        throw new AssertionError(
            name + " is missing; install it with: apt-get install python3-" + name);
      }
    }
    List<String> command = new ArrayList<>(List.of(python, script));
    command.addAll(List.of(arguments));
    return Program.start(FOLDER, command);
  }
}
