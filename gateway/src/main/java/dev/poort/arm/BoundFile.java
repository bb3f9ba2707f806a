package dev.poort.arm;

import dev.poort.config.Placed;
import dev.poort.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a file that a binding names; a defect stands where the file is named. */
final class BoundFile {
  /** No certificate comes near it. */
  private static final int MAX_BYTES = 1 << 20;

  private BoundFile() {}

  /** All of it; null when that cannot be had, the reason being reported. */
  static byte @Nullable [] read(Placed file, Findings findings) {
    Path path = Path.of(file.text());
    if (!Files.exists(path)) {
      return refuse(file, "there is no file " + path, "Check its name and folder", findings);
    }
    if (!Files.isRegularFile(path)) {
      return refuse(file, path + " is no file", "Name a file", findings);
    }
    if (!Files.isReadable(path)) {
      return refuse(file, path + " may not be read", "Give the right to read it", findings);
    }
    try (var in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length <= MAX_BYTES) return bytes;
      return refuse(file, path + " has more than 1 MiB", "Is it the right one?", findings);
    } catch (IOException e) {
      return refuse(file, path + " cannot be read: " + e.getMessage(), "", findings);
    }
  }

  private static byte @Nullable [] refuse(
      Placed file, String what, String mend, Findings findings) {
    findings.add(Problem.error(what, file.place(), mend));
    return null;
  }
}
