package dev.poort.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The demonstration's files, for a person to read and to edit while it runs.
 *
 * @param gateway the ARM file
 * @param settings poort.json
 */
public record DemoFiles(Path gateway, Path settings) {
  /**
   * Writes both files. The HTTPS listener's certificate is made anew, signed by itself, for {@code
   * localhost} and {@code 127.0.0.1}.
   *
   * @param folder an existing folder
   * @param memberPorts where the members listen on 127.0.0.1
   * @throws IOException if the folder cannot be written to
   */
  public static DemoFiles write(Path folder, List<Integer> memberPorts) throws IOException {
    String members =
        memberPorts.stream()
            .map(port -> "\"127.0.0.1:" + port + "\"")
            .collect(Collectors.joining(", "));
    Path gateway = folder.resolve("gateway.json");
    Path settings = folder.resolve("poort.json");
    Files.writeString(gateway, template("gateway.json").replace("@pfx@", certificate()));
    Files.writeString(settings, template("poort.json").replace("@members@", members));
    return new DemoFiles(gateway, settings);
  }

  private static String template(String name) throws IOException {
    try (InputStream file = DemoFiles.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String certificate() {
    try {
      return DemoCertificate.pfx();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK makes no certificates", e);
    }
  }
}
