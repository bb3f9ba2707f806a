package dev.poort.arm;

import dev.poort.config.Bindings;
import dev.poort.config.Placed;
import dev.poort.config.SslCertificate;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
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
  private static final String CHAIN =
      "Write the root authority and those below it, in PEM: cat root.pem intermediate.pem | base64 -w0";

  private final Bindings bindings;

  /**
   * @param bindings whose files take the place of whatever stands in the gateway's file
   */
  TrustedCertificates(Bindings bindings) {
    this.bindings = bindings;
  }

  /** Certificates that members may bear, or that may have signed theirs; null when wrong. */
  @Nullable TrustedCertificate read(ArmObject object, String name) {
    JsonValue secret = object.raw("keyVaultSecretId");
    String secretId = secret instanceof JsonString id ? id.text() : null;
    Placed file = bindings.trustedCertificate(new SslCertificate(name, secretId, null));
    if (file != null) return bound(file, object.findings());
    if (object.raw("data") == null && !object.isUnreadable()) {
      JsonValue where = secret == null ? object.json() : secret;
      String what = secret == null ? name + " has no data" : "only Azure can read a Key Vault";
      object.findings().missing(where, what, "Bind it in poort.json: " + lines(name));
      return null;
    }
    return inFile(object, name);
  }

  /** What gives a certificate a file, as it stands in poort.json. */
  private static String lines(String name) {
    return "\"bindings\": { \"trustedCertificates\": { %s: %s } }"
        .formatted(JsonString.quoted(name), JsonString.quoted(name + ".pem"));
  }

  private static @Nullable TrustedCertificate bound(Placed file, Findings findings) {
    byte[] bytes = BoundFile.read(file, findings);
    if (bytes == null) return null;
    List<X509Certificate> certificates = certificates(bytes);
    if (!certificates.isEmpty()) return new TrustedCertificate(certificates);
    String mend = "Name a file in PEM or DER: openssl x509 -in FILE -out root.pem";
    findings.add(Problem.error("there is no certificate in the file", file.place(), mend));
    return null;
  }

  /** The authorities that sign clients' certificates; null when they are wrong. */
  static @Nullable TrustedCertificate ofClients(ArmObject object, String name) {
    TrustedCertificate read = inFile(object, name);
    JsonValue data = object.raw("data");
    if (read == null || data == null) return null;
    Findings findings = object.findings();
    List<X509Certificate> authorities =
        read.certificates().stream().filter(it -> it.getBasicConstraints() >= 0).toList();
    long roots = authorities.stream().filter(TrustedCertificates::isRoot).count();
    if (authorities.isEmpty()) {
      findings.error(data, "there is no certificate of an authority in the data", CHAIN);
    } else if (roots != 1) {
      String what = "there is " + (roots == 0 ? "no root" : "more than one root") + " in the data";
      findings.error(data, what, CHAIN);
    }
    return new TrustedCertificate(authorities);
  }

  private static boolean isRoot(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private static @Nullable TrustedCertificate inFile(ArmObject object, String name) {
    JsonValue data = object.raw("data");
    if (data == null) {
      if (!object.isUnreadable()) {
        object.findings().missing(object.json(), name + " has no data", MEND);
      }
      return null;
    }
    if (data instanceof JsonUnknown unknown) {
      object.findings().unknown(unknown);
      return null;
    }
    String text = object.findings().values().text(data);
    if (text == null) return null;
    byte[] bytes = bytes(text);
    if (PemBlock.in(bytes).stream().anyMatch(PemBlock::isKey)) {
      String what = "there is a private key in the data, which nobody needs";
      object.findings().error(data, what, "Take it out, and make another if the file was shared");
      return null;
    }
    List<X509Certificate> certificates = certificates(bytes);
    if (!certificates.isEmpty()) return new TrustedCertificate(certificates);
    object.findings().error(data, "the data is no certificate", MEND);
    return null;
  }

  private static byte[] bytes(String text) {
    if (text.contains("-----BEGIN")) return text.getBytes(StandardCharsets.US_ASCII);
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return new byte[0]; // no base64
    }
  }

  /** All that are in it; none when one of them is damaged. */
  private static List<X509Certificate> certificates(byte[] bytes) {
    try {
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
