package dev.poort.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate for {@code localhost} and {@code 127.0.0.1}, signed by itself, with a new key on
 * P-256 (RFC 5280, section 4.1). The JDK makes everything but the frame around it, which stands
 * here: libraries that can do more cost more at each start than the demonstration is worth.
 */
final class DemoCertificate {
  private static final char[] PASSWORD = "poort".toCharArray();
  private static final X500Principal NAME =
      new X500Principal("CN=localhost, O=Poort demonstration");
  private static final Duration SKEW = Duration.ofDays(1);
  private static final Duration LIFE = Duration.ofDays(90);
  private static final int SERIAL_BITS = 64;
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final int BOOLEAN = 0x01;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int UTC = 0x17;
  private static final int SEQUENCE = 0x30;
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;

  private static final byte[] V3 = {2};
  private static final byte[] TRUE = {(byte) 0xff};
  private static final byte[] NO_UNUSED_BITS = {0};
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private DemoCertificate() {}

  /** The certificate and its key as ARM takes them: PKCS #12, in Base64; the password is poort. */
  static String pfx() throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair key = generator.generateKeyPair();
    KeyStore pfx = KeyStore.getInstance("PKCS12");
    pfx.load(null, null);
    pfx.setKeyEntry("localhost", key.getPrivate(), PASSWORD, new Certificate[] {of(key)});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pfx.store(bytes, PASSWORD);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static Certificate of(KeyPair key) throws GeneralSecurityException {
    byte[] algorithm = der(SEQUENCE, identifier("2a8648ce3d040302")); // ecdsa-with-SHA256
    byte[] unsigned = unsigned(key, algorithm);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key.getPrivate());
    signature.update(unsigned);
    byte[] signed =
        der(SEQUENCE, unsigned, algorithm, der(BIT_STRING, NO_UNUSED_BITS, signature.sign()));
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(signed));
  }

  private static byte[] unsigned(KeyPair key, byte[] algorithm) {
    Instant now = Instant.now();
    byte[] validity = der(SEQUENCE, time(now.minus(SKEW)), time(now.plus(LIFE)));
    byte[] names =
        der(
            SEQUENCE,
            der(DNS_NAME, "localhost".getBytes(StandardCharsets.US_ASCII)),
            der(IP_ADDRESS, LOOPBACK));
    byte[] authority = der(SEQUENCE, der(BOOLEAN, TRUE));
    return der(
        SEQUENCE,
        der(VERSION, der(INTEGER, V3)),
        der(INTEGER, new BigInteger(SERIAL_BITS, new SecureRandom()).toByteArray()),
        algorithm,
        NAME.getEncoded(),
        validity,
        NAME.getEncoded(),
        key.getPublic().getEncoded(),
        der(
            EXTENSIONS,
            der(
                SEQUENCE,
                der(SEQUENCE, identifier("551d11"), der(OCTET_STRING, names)), // subjectAltName
                der(
                    SEQUENCE,
                    identifier("551d13"), // basicConstraints, critical: whoever trusts it may
                    der(BOOLEAN, TRUE), // import it as an authority
                    der(OCTET_STRING, authority)))));
  }

  private static byte[] identifier(String hex) {
    return der(OBJECT_IDENTIFIER, HexFormat.of().parseHex(hex));
  }

  private static byte[] time(Instant instant) {
    return der(UTC, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  /** A tag, the length of the contents, and the contents (X.690, section 8.1). */
  private static byte[] der(int tag, byte[]... contents) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] content : contents) joined.writeBytes(content);
    int length = joined.size();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(tag);
    if (length > 0xff) {
      bytes.write(0x82);
      bytes.write(length >> 8);
    } else if (length > 0x7f) {
      bytes.write(0x81);
    }
    bytes.write(length);
    bytes.writeBytes(joined.toByteArray());
    return bytes.toByteArray();
  }
}
