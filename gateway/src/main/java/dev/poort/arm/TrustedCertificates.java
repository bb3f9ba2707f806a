package dev.poort.arm;

import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates without keys: {@code trustedRootCertificates}, {@code
 * authenticationCertificates} and {@code trustedClientCertificates}. Their {@code data} is one or
 * several certificates, in DER or PEM, in base64.
 */
final class TrustedCertificates {
  private static final String MEND = "Write a certificate in base64: base64 -w0 FILE.cer";

  private TrustedCertificates() {}

  /** Certificates; null when they are wrong. */
  static @Nullable TrustedCertificate read(ArmObject object, String name) {
    JsonValue data = object.raw("data");
    if (data == null) {
      JsonValue secret = object.raw("keyVaultSecretId");
      JsonValue where = secret == null ? object.json() : secret;
      String what = secret == null ? name + " has no data" : "only Azure can read a Key Vault";
      if (!object.isUnreadable()) object.findings().missing(where, what, "Give it data");
      return null;
    }
    if (data instanceof JsonUnknown unknown) {
      object.findings().unknown(unknown);
      return null;
    }
    String text = object.findings().values().text(data);
    if (text == null) return null;
    List<X509Certificate> certificates = certificates(text);
    if (!certificates.isEmpty()) return new TrustedCertificate(certificates);
    object.findings().error(data, "the data is no certificate", MEND);
    return null;
  }

  /** All that are in the text; none when one of them is damaged. */
  private static List<X509Certificate> certificates(String text) {
    try {
      byte[] bytes =
          text.contains("-----BEGIN")
              ? text.getBytes(StandardCharsets.US_ASCII)
              : Base64.getMimeDecoder().decode(text);
      List<PemBlock> blocks = PemBlock.in(bytes);
      if (blocks.isEmpty()) return List.of(certificate(bytes));
      List<X509Certificate> certificates = new ArrayList<>();
      for (PemBlock block : blocks) {
        if (block.isCertificate()) certificates.add(certificate(block.der()));
      }
      return certificates;
    } catch (CertificateException | IllegalArgumentException _) {
      return List.of();
    }
  }

  private static X509Certificate certificate(byte[] der) throws CertificateException {
    var factory = CertificateFactory.getInstance("X.509");
    return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
  }
}
