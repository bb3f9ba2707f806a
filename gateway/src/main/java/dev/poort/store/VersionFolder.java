package dev.poort.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder of version files: {@code 00000042-3f9a1c2b7d5e8f01.json}, the version and the beginning
 * of the SHA-256 of what stands in the file, so that a file tells by itself whether it is whole. A
 * file comes to be under its name at once and whole, or not at all.
 *
 * @param path the folder
 */
record VersionFolder(Path path) {
  /** What a file holds. */
  enum Kind {
    /** What one version changed. */
    CHANGE(".json"),
    /** All that was there as of a version. */
    BASE(".base.json");

    private final String ending;

    Kind(String ending) {
      this.ending = ending;
    }
  }

  private static final Pattern NAME =
      Pattern.compile("(?<number>[0-9]{8,18})-(?<digest>[0-9a-f]{16})(?<ending>(\\.base)?\\.json)");
  private static final String UNFINISHED = ".unfinished";
  private static final String DAMAGED = ".damaged";

  /** Makes the folder where it is not there, for its owner alone. */
  void make() throws IOException {
    if (!Files.isDirectory(path)) Files.createDirectories(path, only(path, "rwx------"));
  }

  /** Deletes what a process that was killed had begun to write. */
  void clearUnfinished() throws IOException {
    try (DirectoryStream<Path> begun = Files.newDirectoryStream(path, "*" + UNFINISHED)) {
      for (Path file : begun) Files.delete(file);
    }
  }

  /** The files of a kind by their versions, the oldest first. */
  NavigableMap<Long, Path> list(Kind kind) throws IOException {
    NavigableMap<Long, Path> files = new TreeMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path, "*.json")) {
      for (Path file : all) {
        Matcher name = NAME.matcher(name(file));
        if (name.matches() && name.group("ending").equals(kind.ending)) {
          files.put(Long.valueOf(name.group("number")), file);
        }
      }
    }
    return files;
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read or is not as it was written
   */
  static VersionFile read(Path file) throws IOException {
    byte[] octets = Files.readAllBytes(file);
    Matcher name = NAME.matcher(name(file));
    if (!name.matches() || !digest(octets).equals(name.group("digest"))) {
      throw new IOException("what stands in it is not what was written");
    }
    VersionFile version = VersionFile.of(new String(octets, StandardCharsets.UTF_8));
    if (version.number() != Long.parseLong(name.group("number"))) {
      throw new IOException("it holds version " + version.number());
    }
    return version;
  }

  /** Writes a file; it is on the disk when this returns. */
  Path write(VersionFile version, Kind kind) throws IOException {
    byte[] octets = version.text().getBytes(StandardCharsets.UTF_8);
    String name =
        String.format(Locale.ROOT, "%08d-%s%s", version.number(), digest(octets), kind.ending);
    Path begun = path.resolve(name + UNFINISHED);
    Path file = path.resolve(name);
    try {
      writeWhole(begun, octets);
      Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
      force();
      return file;
    } catch (IOException e) {
      // A version that nobody was told of must not come back at the next start.
      Files.deleteIfExists(begun);
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Gives a damaged file a name under which it is not read again. */
  static Path setAside(Path file) throws IOException {
    Path aside = file.resolveSibling(name(file) + DAMAGED);
    return Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void writeWhole(Path file, byte[] octets) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel out = FileChannel.open(file, options, only(file, "rw-------"))) {
      ByteBuffer rest = ByteBuffer.wrap(octets);
      while (rest.hasRemaining()) out.write(rest);
      out.force(true);
    }
  }

  /** The names in the folder reach the disk. */
  private void force() throws IOException {
    try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  static FileAttribute<?>[] only(Path file, String owner) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!posix) return new FileAttribute<?>[0];
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owner))
    };
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String digest(byte[] octets) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
