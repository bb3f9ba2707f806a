package dev.poort.management;

import dev.poort.config.Credential;
import io.netty.util.NetUtil;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority that signs the certificates of one management address (RFC 5280).
 *
 * @param certificate what clients are to trust
 * @param key its private key
 */
record CertificateAuthority(X509Certificate certificate, PrivateKey key) {
  private static final X500Principal NAME = new X500Principal("CN=Poort management, O=Poort");
  private static final X500Principal LEAF = new X500Principal("CN=localhost, O=Poort");
  private static final Duration SKEW = Duration.ofDays(1);
  private static final Duration LIFE = Duration.ofDays(3_650);
  private static final Duration LIFE_OF_LEAF = Duration.ofDays(730);
  private static final int SERIAL_BITS = 127;

  /** Until 2049 (RFC 5280, section 4.1.2.5). */
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String ALIAS = "ca";
  private static final char[] NO_SECRET = "poort".toCharArray();

  /** Makes one. */
  static CertificateAuthority make() throws GeneralSecurityException, IOException {
    KeyPair pair = pair();
    X509v3CertificateBuilder made = builder(NAME, LIFE, NAME, pair);
    made.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    made.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return new CertificateAuthority(signed(made, pair.getPrivate()), pair.getPrivate());
  }

  /** Reads one that {@link #bytes} has written. */
  static CertificateAuthority read(byte[] pfx) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(pfx), NO_SECRET);
    if (store.getCertificate(ALIAS) instanceof X509Certificate certificate
        && store.getKey(ALIAS, NO_SECRET) instanceof PrivateKey key) {
      return new CertificateAuthority(certificate, key);
    }
    throw new IOException("it holds no authority");
  }

  /** The certificate and its key as a PFX. */
  byte[] bytes() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(ALIAS, key, NO_SECRET, new Certificate[] {certificate});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, NO_SECRET);
    return bytes.toByteArray();
  }

  /** The certificate as PEM. */
  String pem() throws GeneralSecurityException {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
  }

  /** Signs a certificate for a server with a key of its own. */
  Credential issue(Collection<String> names) throws GeneralSecurityException, IOException {
    KeyPair pair = pair();
    X509v3CertificateBuilder leaf =
        builder(certificate.getSubjectX500Principal(), LIFE_OF_LEAF, LEAF, pair);
    leaf.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    leaf.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    GeneralName[] all = names.stream().map(CertificateAuthority::name).toArray(GeneralName[]::new);
    leaf.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all));
    leaf.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
    return new Credential(pair.getPrivate(), List.of(signed(leaf, key), certificate));
  }

  private static GeneralName name(String name) {
    boolean address = NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name);
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    return keys.generateKeyPair();
  }

  private static X509v3CertificateBuilder builder(
      X500Principal issuer, Duration life, X500Principal subject, KeyPair pair)
      throws GeneralSecurityException, IOException {
    Instant now = Instant.now();
    X509v3CertificateBuilder made =
        new JcaX509v3CertificateBuilder(
            X500Name.getInstance(issuer.getEncoded()),
            new BigInteger(SERIAL_BITS, new SecureRandom()),
            time(now.minus(SKEW)),
            time(now.plus(life)),
            X500Name.getInstance(subject.getEncoded()),
            pair.getPublic());
    made.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    return made;
  }

  private static Time time(Instant instant) {
    return new Time(new DERUTCTime(UTC_TIME.format(instant)));
  }

  private static X509Certificate signed(X509v3CertificateBuilder made, PrivateKey by)
      throws GeneralSecurityException {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by);
      return new JcaX509CertificateConverter().getCertificate(made.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("this JDK signs no certificates", e);
    }
  }
}
