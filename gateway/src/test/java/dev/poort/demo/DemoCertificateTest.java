package dev.poort.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoCertificateTest {
  private static final char[] PASSWORD = "poort".toCharArray();
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private KeyStore pfx;
  private X509Certificate certificate;

  @BeforeEach
  void make() throws Exception {
    pfx = KeyStore.getInstance("PKCS12");
    pfx.load(new ByteArrayInputStream(Base64.getDecoder().decode(DemoCertificate.pfx())), PASSWORD);
    certificate = (X509Certificate) pfx.getCertificate("localhost");
  }

  @Test
  void isForThisMachineAndHoldsToday() throws Exception {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();

    assertThat(names)
        .containsExactlyInAnyOrder(
            List.of(DNS_NAME, "localhost"), List.of(IP_ADDRESS, "127.0.0.1"));
    certificate.checkValidity();
  }

  @Test
  void isSignedByItselfWithTheKeyThatComesWithIt() throws Exception {
    certificate.verify(certificate.getPublicKey());

    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign((PrivateKey) pfx.getKey("localhost", PASSWORD));
    signature.update((byte) 1);
    byte[] signed = signature.sign();
    signature.initVerify(certificate);
    signature.update((byte) 1);
    assertThat(signature.verify(signed)).isTrue();
  }

  @Test
  void isTrustedByWhoeverTakesItForAnAuthority() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("demo", certificate);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(trusted);
    X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];

    manager.checkServerTrusted(new X509Certificate[] {certificate}, "ECDHE_ECDSA");

    assertThat(manager.getAcceptedIssuers()).containsExactly(certificate);
    assertThat(certificate.getBasicConstraints()).isNotNegative();
  }
}
