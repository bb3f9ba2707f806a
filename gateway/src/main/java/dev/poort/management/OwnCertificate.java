package dev.poort.management;

import dev.poort.config.Credential;
import io.netty.util.NetUtil;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
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
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

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
  private static final X500Name AUTHORITY = new X500Name("CN=Poort management, O=Poort");
  private static final int SERIAL_BITS = 120;
  private static final Duration SKEW = Duration.ofDays(1);
  private static final Duration LIFE_OF_CA = Duration.ofDays(3_650);
  private static final Duration LIFE = Duration.ofDays(730);

  /** Who signs. */
  private record Authority(X509Certificate certificate, PrivateKey key) {}

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
      Authority authority = Files.exists(kept) ? read(kept) : make(kept);
      Path pem = folder.resolve(CA);
      String text = pem(authority.certificate());
      if (!Files.exists(pem) || !Files.readString(pem).equals(text)) Files.writeString(pem, text);
      return new OwnCertificate(pem, leaf(authority, names));
    } catch (GeneralSecurityException | OperatorException e) {
      throw new IOException("no certificate for the management address: " + e.getMessage(), e);
    }
  }

  private static Authority read(Path kept) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(Files.readAllBytes(kept)), NO_SECRET);
    if (store.getCertificate(ALIAS) instanceof X509Certificate certificate
        && store.getKey(ALIAS, NO_SECRET) instanceof PrivateKey key) {
      return new Authority(certificate, key);
    }
    throw new IOException(kept + " holds no authority; delete it for a new one");
  }

  private static Authority make(Path kept)
      throws IOException, GeneralSecurityException, OperatorException {
    KeyPair key = key();
    X509v3CertificateBuilder asked =
        asked(AUTHORITY, AUTHORITY, key, LIFE_OF_CA)
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
            .addExtension(Extension.subjectKeyIdentifier, false, identifier(key.getPublic()));
    X509Certificate certificate = signed(asked, key.getPrivate());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(ALIAS, key.getPrivate(), NO_SECRET, new Certificate[] {certificate});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, NO_SECRET);
    write(kept, bytes.toByteArray());
    return new Authority(certificate, key.getPrivate());
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

  private static Credential leaf(Authority authority, List<String> names)
      throws IOException, GeneralSecurityException, OperatorException {
    Set<String> all = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    all.addAll(names);
    GeneralName[] subjects = all.stream().map(OwnCertificate::subject).toArray(GeneralName[]::new);
    KeyPair key = key();
    X509v3CertificateBuilder asked =
        asked(new X500Name("CN=localhost, O=Poort"), AUTHORITY, key, LIFE)
            .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(subjects))
            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
            .addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
            .addExtension(Extension.subjectKeyIdentifier, false, identifier(key.getPublic()))
            .addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils()
                    .createAuthorityKeyIdentifier(authority.certificate().getPublicKey()));
    X509Certificate certificate = signed(asked, authority.key());
    return new Credential(key.getPrivate(), List.of(certificate, authority.certificate()));
  }

  private static GeneralName subject(String name) {
    boolean address = NetUtil.createByteArrayFromIpAddressString(name) != null;
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  /** Strict clients insist on it (RFC 5280 4.2.1.2). */
  private static SubjectKeyIdentifier identifier(PublicKey key) throws GeneralSecurityException {
    return new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key);
  }

  private static KeyPair key() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static X509v3CertificateBuilder asked(
      X500Name subject, X500Name issuer, KeyPair key, Duration life) {
    Instant now = Instant.now();
    return new X509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
        Date.from(now.minus(SKEW)),
        Date.from(now.plus(life)),
        subject,
        SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()));
  }

  private static X509Certificate signed(X509v3CertificateBuilder asked, PrivateKey by)
      throws GeneralSecurityException, OperatorException {
    ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by);
    return new JcaX509CertificateConverter().getCertificate(asked.build(signer));
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
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
