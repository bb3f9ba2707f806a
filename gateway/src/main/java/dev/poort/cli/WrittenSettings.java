package dev.poort.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A poort.json that a command changes. */
final class WrittenSettings {
  private WrittenSettings() {}

  /**
   * Puts another text in place, at once and whole. Links are followed, and who may read the file
   * stays so; a new one is its owner's alone.
   */
  static void replace(Path file, String text) throws IOException {
    boolean there = Files.exists(file);
    Path target = there ? file.toRealPath() : file.toAbsolutePath();
    Path begun =
        Files.createTempFile(target.getParent(), ".poort", ".json", attributes(target, there));
    try {
      Files.writeString(begun, text);
      // What the process's mask took away at its making.
      if (there && isPosix(target)) {
        Files.setPosixFilePermissions(begun, Files.getPosixFilePermissions(target));
      }
      Files.move(begun, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(begun);
    }
  }

  private static FileAttribute<?>[] attributes(Path target, boolean there) throws IOException {
    if (!isPosix(target)) return new FileAttribute<?>[0];
    Set<PosixFilePermission> allowed =
        there
            ? Files.getPosixFilePermissions(target)
            : PosixFilePermissions.fromString("rw-------");
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(allowed)};
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
