package dev.poort.arm;

import dev.poort.config.SslCertificate;
import dev.poort.json.JsonValue;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads a listener's certificate: a PFX in base64 ({@code data}) and its {@code password}. */
final class Certificates {
  private Certificates() {}

  static @Nullable SslCertificate read(ArmObject certificate, String name) {
    Findings findings = certificate.findings();
    JsonValue data = certificate.value("data");
    String password = certificate.text("password");
    if (data == null) {
      reportMissing(certificate);
      return null;
    }
    String base64 = findings.values().text(data);
    if (base64 == null || isUnreadable(certificate, "password", password)) return null;
    if (base64.contains("-----BEGIN")) {
      findings.error(data, "data is PEM, not a PFX in base64", Pfx.HOW_TO_MAKE);
      return null;
    }
    try {
      SslCertificate opened =
          Pfx.open(name, Base64.getMimeDecoder().decode(base64), password == null ? "" : password);
      warnIfOutOfDate(opened, data, findings);
      return opened;
    } catch (IllegalArgumentException _) {
      findings.error(data, "data is not base64", "Write the PFX in base64: base64 -w0 FILE");
    } catch (Pfx.UnreadableException e) {
      JsonValue place = certificate.raw(e.property());
      findings.error(place == null ? data : place, e.what(), e.mend());
    }
    return null;
  }

  /** Whether a property stands there but cannot be told, which is then reported already. */
  private static boolean isUnreadable(ArmObject object, String name, @Nullable String value) {
    return value == null && object.has(name);
  }

  private static void reportMissing(ArmObject certificate) {
    if (certificate.has("data")) return; // an expression, reported already
    JsonValue keyVault = certificate.raw("keyVaultSecretId");
    Findings findings = certificate.findings();
    if (keyVault != null) {
      findings.error(
          keyVault,
          "only Azure can read a certificate in a Key Vault",
          "Download it as PFX and put it in base64 into data");
    } else if (certificate.has("publicCertData")) {
      findings.error(
          certificate.json(),
          "the certificate has no data: Azure prints only its public part",
          "Put the PFX in base64 into data, and its password");
    } else {
      certificate.require("data");
    }
  }

  private static void warnIfOutOfDate(SslCertificate opened, JsonValue data, Findings findings) {
    X509Certificate leaf = opened.chain().getFirst();
    Instant now = Instant.now();
    if (now.isAfter(leaf.getNotAfter().toInstant())) {
      String what = "the certificate expired on " + leaf.getNotAfter().toInstant();
      findings.warning(data, what, "Renew it: clients will refuse it");
    } else if (now.isBefore(leaf.getNotBefore().toInstant())) {
      String what = "the certificate is valid only from " + leaf.getNotBefore().toInstant();
      findings.warning(data, what, "Check the clock: clients will refuse it");
    }
  }
}
