package dev.poort.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Where Poort keeps what the Azure CLI knows of an instance, one folder an address. */
final class AzFolder {
  private AzFolder() {}

  /**
   * The folder, below the user's state folder (XDG Base Directory Specification). It is made, for
   * its owner alone, when it is not there.
   *
   * @param authority the management address
   */
  static Path of(Map<String, String> environment, String authority) throws IOException {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        Path.of(state).isAbsolute()
            ? Path.of(state)
            : Path.of(System.getProperty("user.home"), ".local", "state");
    Path parent = base.resolve("poort").resolve("az");
    Files.createDirectories(parent);
    Path folder = parent.resolve(authority.replaceAll("[^A-Za-z0-9.-]", "_"));
    try {
      return Files.createDirectory(folder, owners(folder));
    } catch (FileAlreadyExistsException e) {
      return folder;
    }
  }

  private static FileAttribute<?>[] owners(Path folder) {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
