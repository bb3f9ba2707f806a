package dev.poort.arm;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * A self-made certificate as a PFX.
 *
 * @param data the PFX in base64
 * @param password what opens it
 * @param certificate what is in it
 */
record Certificate(String data, String password, X509Certificate certificate) {
  static Certificate valid() {
    return between(Duration.ofDays(-1), Duration.ofDays(1), "geheim");
  }

  static Certificate between(Duration from, Duration to, String password) {
    try {
      Instant now = Instant.now();
      X509Bundle bundle =
          new CertificateBuilder()
              .subject("CN=localhost")
              .setIsCertificateAuthority(true)
              .notBefore(now.plus(from))
              .notAfter(now.plus(to))
              .buildSelfSigned();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "any",
          bundle.getKeyPair().getPrivate(),
          password.toCharArray(),
          bundle.getCertificatePath());
      return new Certificate(encode(store, password), password, bundle.getCertificate());
    } catch (Exception e) {
      throw new AssertionError("no certificate could be made", e);
    }
  }

  /** The certificate in a PFX that has no key. */
  String withoutKey() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("any", certificate);
      return encode(store, password);
    } catch (Exception e) {
      throw new AssertionError("no PFX could be made", e);
    }
  }

  private static String encode(KeyStore store, String password) throws Exception {
    var out = new ByteArrayOutputStream();
    store.store(out, password.toCharArray());
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }

  /** The collection {@code sslCertificates} with this one. */
  String json() {
    return collection("\"data\": \"" + data + "\", \"password\": \"" + password + "\"");
  }

  static String collection(String properties) {
    return "[{\"name\": \"certificate\", \"properties\": {" + properties + "}}]";
  }
}
