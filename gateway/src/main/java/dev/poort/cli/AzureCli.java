package dev.poort.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The Azure CLI of this machine.
 *
 * @param program where it is
 */
record AzureCli(Path program) {
  private static final List<String> NAMES = List.of("az", "az.cmd");
  private static final Path DEBIAN = Path.of("/usr/bin/az");

  /** Where Debian's package has the SDK for networks. */
  private static final Path NETWORK = Path.of("/usr/lib/python3/dist-packages/azure/mgmt/network");

  private static final String ASKED_FOR = "v2022_01_01";
  private static final String THERE = "v2022_07_01";

  private static final String CURE = "sitecustomize.py";

  /**
   * Finds it on the path.
   *
   * @throws IOException when it is not there; the message is for people
   */
  static AzureCli find(Map<String, String> environment) throws IOException {
    String path = environment.getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(AzureCli::new)
        .orElseThrow(
            () ->
                new IOException(
                    "the Azure CLI is not installed: there is no az on the PATH. Install it, on"
                        + " Debian with: apt-get install azure-cli"));
  }

  /**
   * Whether it is Debian 12's, which asks its SDK for a version that the package leaves out:
   * without a cure every {@code az network} ends with {@code 'NoneType' object has no attribute
   * ...}.
   */
  boolean isIncomplete() throws IOException {
    return isIncomplete(DEBIAN, NETWORK);
  }

  /**
   * The same where the package has other places.
   *
   * @param packaged its program
   * @param network its SDK for networks
   */
  boolean isIncomplete(Path packaged, Path network) throws IOException {
    return Files.exists(packaged)
        && Files.isSameFile(program, packaged)
        && Files.isDirectory(network.resolve(THERE))
        && !Files.exists(network.resolve(ASKED_FOR));
  }

  /**
   * Writes what makes Python take the version that is there, for PYTHONPATH.
   *
   * @return whether it was not there already
   */
  static boolean writeCure(Path folder) throws IOException {
    Path file = folder.resolve(CURE);
    try (InputStream cure = AzureCli.class.getResourceAsStream(CURE)) {
      if (cure == null) throw new IOException("this build of Poort lacks " + CURE);
      byte[] text = cure.readAllBytes();
      if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), text)) return false;
      Files.createDirectories(folder);
      Files.write(file, text);
      return true;
    }
  }
}
