package dev.poort.arm;

import dev.poort.arm.UnreadableCertificateException.Part;
import dev.poort.config.Bindings;
import dev.poort.config.CertificateBinding;
import dev.poort.config.Credential;
import dev.poort.config.HttpListener;
import dev.poort.config.SslCertificate;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the certificates of listeners: from the files that bindings name, else from the PFX in
 * base64 that stands in the file ({@code data}) and its {@code password}.
 */
final class Certificates {
  /** Why a certificate was not opened, in case a listener needs it. */
  private record Closed(JsonValue where, String what) {}

  private final Bindings bindings;
  private final Findings findings;
  private final Map<SslCertificate, Closed> closed = new LinkedHashMap<>();

  /**
   * @param bindings whose files take the place of whatever stands in the gateway's file
   */
  Certificates(Bindings bindings, Findings findings) {
    this.bindings = bindings;
    this.findings = findings;
  }

  /** A certificate, without its credential where only Azure can read it; null when it is wrong. */
  @Nullable SslCertificate read(ArmObject object, String name) {
    JsonValue secret = object.raw("keyVaultSecretId");
    String secretId = secret instanceof JsonString text ? text.text() : null;
    var certificate = new SslCertificate(name, secretId, null);
    CertificateBinding binding = bindings.certificate(certificate);
    if (binding != null) return bound(certificate, binding);
    for (String property : List.of("data", "password")) {
      if (object.raw(property) instanceof JsonUnknown unknown && unknown.isMissing()) {
        return closed(certificate, unknown, unknown.reason().what());
      }
    }
    if (object.has("data") || object.isUnreadable()) return inFile(certificate, object);
    return secret == null
        ? closed(certificate, object.json(), "the certificate has no data: Azure prints none")
        : closed(certificate, secret, "only Azure can read a certificate in a Key Vault");
  }

  /** Reports the certificates that listeners need and that could not be opened. */
  void judgeTogether(List<HttpListener> listeners) {
    closed.forEach(
        (certificate, why) -> {
          if (listeners.stream().noneMatch(it -> certificate.equals(it.sslCertificate()))) return;
          findings.missing(why.where(), why.what(), "Bind it in poort.json: " + lines(certificate));
        });
  }

  /** What gives a certificate a file, as it stands in poort.json. */
  private static String lines(SslCertificate certificate) {
    return "\"bindings\": { \"certificates\": { %s: { \"pfx\": %s } } }"
        .formatted(JsonString.quoted(certificate.name()), JsonString.quoted(certificate.pfxName()));
  }

  private SslCertificate closed(SslCertificate certificate, JsonValue where, String what) {
    closed.put(certificate, new Closed(where, what));
    return certificate;
  }

  private @Nullable SslCertificate bound(SslCertificate certificate, CertificateBinding binding) {
    var files = new BoundCertificate(binding, findings);
    Credential credential = files.open();
    if (credential == null) return null;
    warnIfOutOfDate(credential.certificate(), files.certificate().place());
    return certificate.opened(credential);
  }

  private @Nullable SslCertificate inFile(SslCertificate certificate, ArmObject object) {
    JsonValue data = object.value("data");
    String password = object.text("password");
    String base64 = data == null ? null : findings.values().text(data);
    if (data == null || base64 == null) return null;
    if (password == null && object.has("password")) return null;
    try {
      Credential credential = open(base64, password == null ? "" : password);
      warnIfOutOfDate(credential.certificate(), data.place());
      return certificate.opened(credential);
    } catch (UnreadableCertificateException e) {
      // Templates carry words in place of data, which a binding is to replace.
      if (findings.purpose() == Purpose.BIND) return closed(certificate, data, e.what());
      JsonValue secret = e.part() == Part.PASSWORD ? object.raw("password") : null;
      String mend = e.mend() + ", or bind it in poort.json: " + lines(certificate);
      JsonValue where = secret == null ? data : secret;
      findings.error(where.at(where.position().untold()), e.what(), mend);
      return null;
    }
  }

  private static Credential open(String base64, String password)
      throws UnreadableCertificateException {
    if (base64.contains("-----BEGIN")) {
      throw new UnreadableCertificateException(
          Part.CERTIFICATE, "data is PEM, not a PFX in base64", Pfx.HOW_TO_MAKE);
    }
    try {
      return Pfx.open(Base64.getMimeDecoder().decode(base64), password);
    } catch (IllegalArgumentException _) {
      throw new UnreadableCertificateException(
          Part.CERTIFICATE, "data is not base64", "Write the PFX in base64: base64 -w0 FILE");
    }
  }

  private void warnIfOutOfDate(X509Certificate leaf, Place where) {
    Instant now = Instant.now();
    if (now.isAfter(leaf.getNotAfter().toInstant())) {
      String what = "the certificate expired on " + leaf.getNotAfter().toInstant();
      findings.add(Problem.warning(what, where, "Renew it: clients will refuse it"));
    } else if (now.isBefore(leaf.getNotBefore().toInstant())) {
      String what = "the certificate is valid only from " + leaf.getNotBefore().toInstant();
      findings.add(Problem.warning(what, where, "Check the clock: clients will refuse it"));
    }
  }
}
