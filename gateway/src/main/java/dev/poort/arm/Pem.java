package dev.poort.arm;

import dev.poort.arm.UnreadableCertificateException.Part;
import dev.poort.config.Credential;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Opens a pair of PEM files. */
final class Pem {
  private Pem() {}

  /**
   * The first private key with the certificates.
   *
   * @param certificates the server's certificate and after it its issuers
   * @param key holds the key, perhaps among other things
   */
  static Credential open(byte[] certificates, byte[] key, String password)
      throws UnreadableCertificateException {
    List<X509Certificate> chain = chain(certificates);
    PublicKey publicKey = chain.getFirst().getPublicKey();
    for (PemBlock block : PemBlock.in(key)) {
      if (!block.isKey()) continue;
      PrivateKey opened = PemKey.open(block, publicKey, password);
      if (!areOnePair(opened, publicKey)) throw PemKey.foreign();
      return new Credential(opened, chain);
    }
    throw new UnreadableCertificateException(
        Part.KEY,
        "there is no private key in PEM in the file",
        "Convert it: openssl pkey -inform der -in FILE -out key.pem");
  }

  private static List<X509Certificate> chain(byte[] file) throws UnreadableCertificateException {
    var chain = new ArrayList<X509Certificate>();
    for (PemBlock block : PemBlock.in(file)) {
      if (block.isCertificate()) chain.add(certificate(block));
    }
    if (!chain.isEmpty()) return chain;
    throw new UnreadableCertificateException(
        Part.CERTIFICATE,
        "there is no certificate in PEM in the file",
        "Name a PFX under pfx, or convert it: openssl x509 -inform der -in FILE -out chain.pem");
  }

  private static X509Certificate certificate(PemBlock block) throws UnreadableCertificateException {
    try {
      var der = new ByteArrayInputStream(block.der());
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der);
    } catch (CertificateException | IllegalArgumentException _) {
      throw new UnreadableCertificateException(
          Part.CERTIFICATE,
          "a certificate in the file is damaged",
          "See what is wrong with it: openssl x509 -in FILE -text");
    }
  }

  /** Whether the public key confirms what the private key signs. */
  private static boolean areOnePair(PrivateKey key, PublicKey publicKey) {
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> publicKey.getAlgorithm();
        };
    byte[] message = publicKey.getEncoded();
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(message);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
