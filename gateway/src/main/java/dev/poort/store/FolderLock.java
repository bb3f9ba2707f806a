package dev.poort.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps a folder to one process. The lock goes with the process, however that ends. */
final class FolderLock implements AutoCloseable {
  private static final String NAME = "lock";

  private final FileChannel file;

  private FolderLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes a folder.
   *
   * @throws IOException when another has it; the message says who
   */
  static FolderLock take(Path folder) throws IOException {
    Path path = folder.resolve(NAME);
    var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileChannel file = FileChannel.open(path, options, VersionFolder.only(path, "rw-------"));
    try {
      if (tryLock(file) == null) throw taken(folder, path);
      file.truncate(0);
      file.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
      return new FolderLock(file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  private static IOException taken(Path folder, Path lock) throws IOException {
    String by = Files.readString(lock).strip();
    String process = by.isEmpty() ? "another process" : "process " + by;
    return new IOException(
        "the store %s is in use by %s; give this one a store of its own"
            .formatted(folder, process));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
