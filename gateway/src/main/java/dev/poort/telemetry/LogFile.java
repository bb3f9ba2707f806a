package dev.poort.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where lines go: a file that is appended to, or standard output. Used by one thread at a time. */
final class LogFile implements AutoCloseable {
  private final @Nullable Path path;
  private OutputStream out;

  /**
   * @param target a path, or {@code -} for standard output
   * @throws IOException if the file cannot be opened for appending
   */
  LogFile(String target) throws IOException {
    path = target.equals("-") ? null : Path.of(target);
    out = path == null ? System.out : append(path);
  }

  /** Writes whole lines. */
  void write(ByteArrayOutputStream lines) throws IOException {
    lines.writeTo(out);
    out.flush();
    // A PrintStream keeps its failures to itself.
    if (out instanceof PrintStream stream && stream.checkError()) {
      throw new IOException("standard output is closed");
    }
  }

  /** Opens the path anew; when that fails the old file stays in use. */
  void reopen() throws IOException {
    if (path == null) return;
    OutputStream fresh = append(path);
    out.close();
    out = fresh;
  }

  @Override
  public void close() throws IOException {
    if (path != null) out.close();
  }

  private static OutputStream append(Path path) throws IOException {
    return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
