package dev.poort.cli;

import dev.poort.control.ConfigurationFiles;
import dev.poort.demo.DemoBackend;
import dev.poort.demo.DemoFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The demonstration's backend and the files of its gateway, in a temporary folder.
 *
 * @param backend the members
 * @param folder removed at the end
 * @param files what the gateway is configured by
 */
record Demonstration(DemoBackend backend, Path folder, ConfigurationFiles files)
    implements AutoCloseable {
  private static final int MEMBERS = 2;

  static Demonstration start() throws IOException {
    DemoBackend backend = DemoBackend.start(MEMBERS);
    try {
      Path folder = Files.createTempDirectory("poort-demo-");
      DemoFiles written = DemoFiles.write(folder, backend.ports());
      return new Demonstration(
          backend,
          folder,
          new ConfigurationFiles(written.gateway(), written.settings(), Serving.DEFAULTS));
    } catch (IOException e) {
      backend.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    backend.close();
    try (var left = Files.list(folder)) {
      for (Path file : left.toList()) Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }
}
