package dev.poort.control;

import dev.poort.config.AffinityKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of affinity cookies that this process uses. A key that is kept in a file is made there
 * when the first settings need it, for its owner's eyes only, so that cookies outlive a restart.
 */
public final class AffinityKeys {
  private static final Logger LOG = LoggerFactory.getLogger(AffinityKeys.class);
  private static final int OCTETS = 32;
  private static final int MOST_OCTETS = 4096;

  private final SecureRandom random = new SecureRandom();
  private final Map<AffinityKey, byte[]> known = new HashMap<>();

  AffinityKeys() {}

  /**
   * The key that is meant.
   *
   * @throws IOException when its file is there and holds none
   */
  synchronized byte[] get(AffinityKey meant) throws IOException {
    byte[] key = known.get(meant);
    if (key == null) {
      key = find(meant);
      known.put(meant, key);
    }
    return key.clone();
  }

  private byte[] find(AffinityKey meant) throws IOException {
    if (meant.text() != null) return meant.text().getBytes(StandardCharsets.UTF_8);
    return meant.file() == null ? fresh() : kept(Path.of(meant.file()));
  }

  private byte[] kept(Path file) throws IOException {
    if (Files.exists(file)) return read(file);
    byte[] made = fresh();
    try {
      write(file, made);
      LOG.info("the key of the affinity cookies is kept in {}", file);
      return made;
    } catch (FileAlreadyExistsException _) {
      return read(file); // another process was faster
    } catch (IOException e) {
      LOG.warn(
          "the key of the affinity cookies cannot be kept in {}, after a restart clients will be"
              + " bound anew: {}; poort.json may have an affinityKey",
          file,
          e.toString());
      return made;
    }
  }

  private static byte[] read(Path file) throws IOException {
    if (Files.size(file) > MOST_OCTETS) throw new IOException(file + " is too long for a key");
    byte[] key = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
    if (key.length < AffinityKey.LEAST) {
      throw new IOException(
          file + " has no key of " + AffinityKey.LEAST + " characters; delete it for a new one");
    }
    return key;
  }

  private static void write(Path file, byte[] key) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owners =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (SeekableByteChannel out = Files.newByteChannel(file, options, owners)) {
      out.write(ByteBuffer.wrap(key));
    }
  }

  /** Text, so that it may be moved to poort.json. */
  private byte[] fresh() {
    byte[] octets = new byte[OCTETS];
    random.nextBytes(octets);
    return HexFormat.of().formatHex(octets).getBytes(StandardCharsets.US_ASCII);
  }
}
