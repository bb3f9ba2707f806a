package dev.poort.management;

import dev.poort.config.Credential;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.NetUtil;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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
  private static final String ALIAS = "ca";
  private static final char[] NO_SECRET = "poort".toCharArray();
  private static final Duration LIFE_OF_CA = Duration.ofDays(3_650);
  private static final Duration LIFE = Duration.ofDays(730);

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
    try {
      Path kept = folder.resolve(CA_WITH_KEY);
      X509Bundle authority = Files.exists(kept) ? read(kept) : make(kept);
      Path pem = folder.resolve(CA);
      String text = authority.getCertificatePEM();
      if (!Files.exists(pem) || !Files.readString(pem).equals(text)) Files.writeString(pem, text);
      X509Bundle leaf = leaf(authority, names);
      List<X509Certificate> chain = Arrays.asList(leaf.getCertificatePathWithRoot());
      return new OwnCertificate(pem, new Credential(leaf.getKeyPair().getPrivate(), chain));
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("no certificate for the management address: " + e.getMessage(), e);
    }
  }

  private static X509Bundle read(Path kept) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(Files.readAllBytes(kept)), NO_SECRET);
    if (store.getCertificate(ALIAS) instanceof X509Certificate certificate
        && store.getKey(ALIAS, NO_SECRET) instanceof PrivateKey key) {
      KeyPair pair = new KeyPair(certificate.getPublicKey(), key);
      return X509Bundle.fromRootCertificateAuthority(certificate, pair);
    }
    throw new IOException(kept + " holds no authority; delete it for a new one");
  }

  private static X509Bundle make(Path kept) throws Exception {
    X509Bundle authority =
        new CertificateBuilder()
            .subject("CN=Poort management, O=Poort")
            .setIsCertificateAuthority(true)
            .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign)
            .notBefore(Instant.now().minus(Duration.ofDays(1)))
            .notAfter(Instant.now().plus(LIFE_OF_CA))
            .ecp256()
            .buildSelfSigned();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Certificate[] chain = {authority.getCertificate()};
    store.setKeyEntry(ALIAS, authority.getKeyPair().getPrivate(), NO_SECRET, chain);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, NO_SECRET);
    write(kept, bytes.toByteArray());
    return authority;
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

  private static X509Bundle leaf(X509Bundle authority, List<String> names) throws Exception {
    CertificateBuilder leaf =
        new CertificateBuilder()
            .subject("CN=localhost, O=Poort")
            .setKeyUsage(true, KeyUsage.digitalSignature)
            .addExtendedKeyUsageServerAuth()
            .notBefore(Instant.now().minus(Duration.ofDays(1)))
            .notAfter(Instant.now().plus(LIFE))
            .ecp256();
    Set<String> all = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    all.addAll(names);
    for (String name : all) {
      byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
      if (address != null) leaf.addSanIpAddress(InetAddress.getByAddress(address));
      else leaf.addSanDnsName(name);
    }
    return leaf.buildIssuedBy(authority);
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
