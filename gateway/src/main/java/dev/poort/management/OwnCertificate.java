package dev.poort.management;

import dev.poort.config.Credential;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The certificate of a management address for which nobody gave one. It is made at each start and
 * signed by an authority of its own, which is made at the first start and kept, so that clients
 * trust one file for good. The authority's key is its owner's alone.
 */
public final class OwnCertificate {
  /** What clients are to trust. */
  private static final String CA = "management-ca.pem";

  private static final String CA_WITH_KEY = "management-ca.p12";

  private final Path ca;
  private final Credential credential;

  private OwnCertificate(Path ca, Credential credential) {
    this.ca = ca;
    this.credential = credential;
  }

  /**
   * Takes up a kept authority, or makes one, and has it sign.
   *
   * @param folder where it is kept
   * @param names by which clients call the address beside {@code localhost}, 127.0.0.1 and ::1
   * @throws IOException when it can be neither read nor kept
   */
  public static OwnCertificate in(Path folder, List<String> names) throws IOException {
    Path kept = folder.resolve(CA_WITH_KEY);
    try {
      CertificateAuthority authority;
      if (Files.exists(kept)) {
        authority = CertificateAuthority.read(Files.readAllBytes(kept));
      } else {
        authority = CertificateAuthority.make();
        write(kept, authority.bytes());
      }
      Path pem = folder.resolve(CA);
      String text = authority.pem();
      if (!Files.exists(pem) || !Files.readString(pem).equals(text)) Files.writeString(pem, text);
      Set<String> all = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
      all.addAll(names);
      return new OwnCertificate(pem, authority.issue(all));
    } catch (GeneralSecurityException e) {
      String why = kept + " makes no certificate: " + e.getMessage() + "; delete it for a new one";
      throw new IOException(why, e);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Path begun = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(begun);
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owners =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel out = FileChannel.open(begun, options, owners)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) out.write(rest);
      out.force(true);
    }
    Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The file that clients are to trust. */
  public Path ca() {
    return ca;
  }

  /** What the address shows of itself. */
  public Credential credential() {
    return credential;
  }
}
