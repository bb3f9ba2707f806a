package dev.poort.arm;

import dev.poort.arm.UnreadableCertificateException.Part;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Opens a private key in PEM: PKCS #8 in clear or encrypted, PKCS #1 (RSA) and SEC 1 (EC) in clear.
 */
final class PemKey {
  private static final String CONVERT = "Convert it: openssl pkcs8 -topk8 -in FILE -out key.pem";

  private static final String OWN_KEY =
      "Name the certificate's own key; the server's certificate stands first, its issuers after it";

  private PemKey() {}

  /**
   * Opens it.
   *
   * @param of the public key that it shall belong to
   * @param password empty for none
   */
  static PrivateKey open(PemBlock block, PublicKey of, String password)
      throws UnreadableCertificateException {
    if (block.hasHeaders()) {
      throw unreadable("the key is encrypted in OpenSSL's own old way", CONVERT);
    }
    try {
      byte[] der = block.der();
      PKCS8EncodedKeySpec spec =
          switch (block.label()) {
            case "PRIVATE KEY" -> new PKCS8EncodedKeySpec(der);
            case "ENCRYPTED PRIVATE KEY" -> decrypted(der, password);
            case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> Pkcs8.of(der, of);
            default -> throw unreadable("the key is in a form that Java does not know", CONVERT);
          };
      return KeyFactory.getInstance(of.getAlgorithm()).generatePrivate(spec);
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      // Java does not tell the two apart.
      throw unreadable("the key is damaged or of another kind than the certificate", OWN_KEY);
    }
  }

  private static PKCS8EncodedKeySpec decrypted(byte[] der, String password)
      throws UnreadableCertificateException, GeneralSecurityException {
    if (password.isEmpty()) throw unreadable("the key needs a password", "Write it into password");
    EncryptedPrivateKeyInfo info;
    Cipher cipher;
    try {
      info = new EncryptedPrivateKeyInfo(der);
      cipher = Cipher.getInstance(info.getAlgName());
      var factory = SecretKeyFactory.getInstance(info.getAlgName());
      var key = factory.generateSecret(new PBEKeySpec(password.toCharArray()));
      cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
    } catch (IOException | NoSuchAlgorithmException _) {
      throw unreadable("the key is encrypted in a way that Java does not know", CONVERT);
    }
    try {
      return info.getKeySpec(cipher);
    } catch (InvalidKeySpecException _) {
      throw new UnreadableCertificateException(
          Part.PASSWORD,
          "the password does not open the key",
          "Write the one it was encrypted with");
    }
  }

  private static UnreadableCertificateException unreadable(String what, String mend) {
    return new UnreadableCertificateException(Part.KEY, what, mend);
  }

  /** A key that is none of this certificate. */
  static UnreadableCertificateException foreign() {
    return unreadable("the key does not belong to the first certificate", OWN_KEY);
  }
}
