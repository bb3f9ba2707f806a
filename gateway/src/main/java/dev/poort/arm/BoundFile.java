package dev.poort.arm;

import dev.poort.config.Placed;
import dev.poort.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a file that a binding names; a defect stands where the file is named. */
final class BoundFile {
  /** No certificate and no page comes near it. */
  private static final int MAX_BYTES = 1 << 20;

  private BoundFile() {}

  /** All of it; null when that cannot be had, the reason being reported as an error. */
  static byte @Nullable [] read(Placed file, Findings findings) {
    try {
      return read(file);
    } catch (UnreadableFileException e) {
      findings.add(Problem.error(e.what(), file.place(), e.mend()));
      return null;
    }
  }

  /** All of it. */
  static byte[] read(Placed file) throws UnreadableFileException {
    Path path = Path.of(file.text());
    if (!Files.exists(path)) {
      throw new UnreadableFileException("there is no file " + path, "Check its name and folder");
    }
    if (!Files.isRegularFile(path)) {
      throw new UnreadableFileException(path + " is no file", "Name a file");
    }
    if (!Files.isReadable(path)) {
      throw new UnreadableFileException(path + " may not be read", "Give the right to read it");
    }
    try (var in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length <= MAX_BYTES) return bytes;
      throw new UnreadableFileException(path + " has more than 1 MiB", "Is it the right one?");
    } catch (IOException e) {
      throw new UnreadableFileException(path + " cannot be read: " + e.getMessage(), "");
    }
  }
}
