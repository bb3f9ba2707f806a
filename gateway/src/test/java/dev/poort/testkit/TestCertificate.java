package dev.poort.testkit;

import dev.poort.config.Credential;
import dev.poort.config.SslCertificate;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's certificate with its key. */
public final class TestCertificate {
  private static final char[] NO_PASSWORD = {};

  private final X509Bundle bundle;

  TestCertificate(X509Bundle bundle) {
    this.bundle = bundle;
  }

  /** As a listener's certificate. */
  public SslCertificate named(String name) {
    return new SslCertificate(name, null, credential());
  }

  /** The key and the chain. */
  public Credential credential() {
    return new Credential(bundle.getKeyPair().getPrivate(), bundle.getCertificatePathList());
  }

  /** Writes a PFX. */
  public Path writePfx(Path file, String password) throws Exception {
    return Files.write(file, Base64.getDecoder().decode(pfx(password)));
  }

  /** The certificate and its issuers in PEM. */
  public String certificatePem() {
    return bundle.getCertificatePathPEM();
  }

  /** The key in PEM, PKCS #8 in clear. */
  public String keyPem() {
    return bundle.getPrivateKeyPEM();
  }

  /** As ARM has it: a PFX in base64. */
  public String pfx(String password) throws Exception {
    return base64(store(password.toCharArray()), password);
  }

  /** A PFX in base64 that holds the certificate but no key. */
  public String pfxWithoutKey(String password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("certificate", bundle.getCertificate());
    return base64(store, password);
  }

  /** For a server of Java's own, see {@link TestMember#startTls}. */
  public SSLContext serverContext() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers(), null, null);
    return context;
  }

  /** For whichever side proves its name with it. */
  KeyManager[] keyManagers() throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(NO_PASSWORD), NO_PASSWORD);
    return keys.getKeyManagers();
  }

  /** The certificate alone. */
  public X509Certificate certificate() {
    return bundle.getCertificate();
  }

  private static String base64(KeyStore store, String password) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, password.toCharArray());
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }

  private KeyStore store(char[] password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "key", bundle.getKeyPair().getPrivate(), password, bundle.getCertificatePath());
    return store;
  }
}
