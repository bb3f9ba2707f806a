package dev.poort.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of private keys (RFC 7517), the newest last, for its owner's eyes only.
 *
 * @param path where
 */
record KeysFile(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(KeysFile.class);
  private static final long MOST_OCTETS = 1 << 16;

  /** What is kept; nothing when there is no file. */
  List<RSAKey> read() throws IOException {
    if (!Files.exists(path)) return List.of();
    warnOfOthers();
    if (Files.size(path) > MOST_OCTETS) throw new IOException(path + " is too long for keys");
    List<RSAKey> keys = new ArrayList<>();
    try {
      for (JWK key : JWKSet.parse(Files.readString(path)).getKeys()) {
        if (key instanceof RSAKey rsa && rsa.isPrivate() && rsa.getIssueTime() != null) {
          keys.add(rsa);
        }
      }
    } catch (ParseException | IOException e) {
      throw new IOException(unusable(), e);
    }
    if (keys.isEmpty()) throw new IOException(unusable());
    return keys;
  }

  private String unusable() {
    return path + " holds no keys; delete it for new ones, then everybody signs in anew";
  }

  /**
   * Keeps keys.
   *
   * @param first whether there were none: then what another process has kept meanwhile counts
   * @return what is kept
   */
  List<RSAKey> keep(List<RSAKey> keys, boolean first) throws IOException {
    byte[] text =
        (new JWKSet(List.copyOf(keys)).toString(false) + "\n").getBytes(StandardCharsets.UTF_8);
    Path begun = path.resolveSibling(path.getFileName() + ".unfinished");
    Files.deleteIfExists(begun);
    try (FileChannel out = FileChannel.open(begun, options(), forItsOwner())) {
      ByteBuffer rest = ByteBuffer.wrap(text);
      while (rest.hasRemaining()) out.write(rest);
      out.force(true);
    }
    try {
      // A link to a name that is taken fails, a move does not.
      if (first) Files.createLink(path, begun);
      else Files.move(begun, path, StandardCopyOption.ATOMIC_MOVE);
      LOG.info("the keys of tokens are kept in {}", path);
      return keys;
    } catch (FileAlreadyExistsException _) {
      return read();
    } finally {
      Files.deleteIfExists(begun);
    }
  }

  private static Set<StandardOpenOption> options() {
    return Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private FileAttribute<?>[] forItsOwner() {
    if (!isPosix()) return new FileAttribute<?>[0];
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  private void warnOfOthers() throws IOException {
    if (!isPosix()) return;
    Set<PosixFilePermission> given = Files.getPosixFilePermissions(path);
    boolean others = given.stream().anyMatch(each -> !each.name().startsWith("OWNER_"));
    if (others) LOG.warn("others than its owner may use {}: chmod 600 it", path);
  }

  private boolean isPosix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
