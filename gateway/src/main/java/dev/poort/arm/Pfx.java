package dev.poort.arm;

import dev.poort.arm.UnreadableCertificateException.Part;
import dev.poort.config.Credential;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Opens PFX files (PKCS #12, RFC 7292). */
final class Pfx {
  static final String HOW_TO_MAKE =
      "Make one: openssl pkcs12 -export -inkey KEY -in CERTIFICATE -out FILE";

  private Pfx() {}

  /** The first private key of a PFX with its certificates. */
  static Credential open(byte[] pfx, String password) throws UnreadableCertificateException {
    char[] characters = password.toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(pfx), characters);
      for (String alias : Collections.list(store.aliases())) {
        Certificate[] chain = store.getCertificateChain(alias);
        if (store.getKey(alias, characters) instanceof PrivateKey key && chain != null) {
          return new Credential(key, x509(chain));
        }
      }
    } catch (UnrecoverableKeyException _) {
      throw wrongPassword(password);
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) throw wrongPassword(password);
      throw noPfx();
    } catch (GeneralSecurityException _) {
      throw noPfx();
    }
    throw new UnreadableCertificateException(
        Part.CERTIFICATE, "the PFX holds no private key", HOW_TO_MAKE);
  }

  private static List<X509Certificate> x509(Certificate[] chain)
      throws UnreadableCertificateException {
    var certificates = new ArrayList<X509Certificate>();
    for (Certificate certificate : chain) {
      if (!(certificate instanceof X509Certificate x509)) throw noPfx();
      certificates.add(x509);
    }
    return certificates;
  }

  private static UnreadableCertificateException wrongPassword(String password) {
    return password.isEmpty()
        ? new UnreadableCertificateException(
            Part.PASSWORD, "the PFX needs a password", "Write it into password")
        : new UnreadableCertificateException(
            Part.PASSWORD, "the password does not open the PFX", "Write the one it was made with");
  }

  private static UnreadableCertificateException noPfx() {
    return new UnreadableCertificateException(
        Part.CERTIFICATE, "this is no PFX (PKCS #12)", HOW_TO_MAKE);
  }
}
