package dev.poort.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** The parts of a certificate as texts, in the forms that OpenSSL gives them. */
final class CertificateText {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss uuuu 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  /** Attributes that RFC 2253 does not name and OpenSSL does. */
  private static final Map<String, String> MORE_NAMES =
      Map.of(
          "1.2.840.113549.1.9.1", "emailAddress",
          "2.5.4.4", "SN",
          "2.5.4.5", "serialNumber",
          "2.5.4.12", "title",
          "2.5.4.42", "GN");

  private CertificateText() {}

  /** In PEM, each octet that is not unreserved (RFC 3986 2.3) percent-encoded. */
  static String escapedPem(X509Certificate certificate) {
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + LINES.encodeToString(encoded(certificate))
            + "\n-----END CERTIFICATE-----\n";
    StringBuilder escaped = new StringBuilder(pem.length() + pem.length() / 8);
    for (int i = 0; i < pem.length(); i++) {
      char c = pem.charAt(i);
      switch (c) {
        case ' ' -> escaped.append("%20");
        case '\n' -> escaped.append("%0A");
        case '+' -> escaped.append("%2B");
        case '/' -> escaped.append("%2F");
        case '=' -> escaped.append("%3D");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  static String date(Instant when) {
    return DATE.format(when);
  }

  /** SHA-1 as hex digits. */
  static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(encoded(certificate));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  static String serial(X509Certificate certificate) {
    String digits = certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    return digits.length() % 2 == 0 ? digits : "0" + digits;
  }

  static String name(X500Principal principal) {
    return principal.getName(X500Principal.RFC2253, MORE_NAMES);
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e); // it was decoded already
    }
  }
}
