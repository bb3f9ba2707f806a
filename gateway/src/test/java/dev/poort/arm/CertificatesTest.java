package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.SslCertificate;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificatesTest {
  private final Certificate made = Certificate.valid();

  @Test
  void aPfxIsOpenedWithItsPassword() {
    SslCertificate read = read(made.json()).gateway().sslCertificates().getFirst();

    assertThat(read(made.json()).read().problems()).isEmpty();
    assertThat(read.name()).isEqualTo("certificate");
    assertThat(read.chain()).containsExactly(made.certificate());
    assertThat(read.key().getAlgorithm())
        .isEqualTo(made.certificate().getPublicKey().getAlgorithm());
  }

  @Test
  void anHttpsListenerHasItsCertificate() {
    var file =
        read(made.json())
            .withListeners(
                ArmFile.listener(
                    "web",
                    "Https",
                    "\"sslCertificate\": " + ArmFile.id("sslCertificates/certificate")));

    SslCertificate certificate = file.gateway().httpListeners().getFirst().sslCertificate();
    assertThat(certificate).isEqualTo(file.gateway().sslCertificates().getFirst());
  }

  @Test
  void base64MayStandOnSeveralLines() {
    String lines = made.data().replaceAll("(.{76})", "$1\n");

    assertThat(read(properties(lines, made.password())).read().problems()).isEmpty();
  }

  @Test
  void aPfxWithoutAPasswordIsOpened() {
    Certificate open = Certificate.between(Duration.ofDays(-1), Duration.ofDays(1), "");

    assertThat(read(Certificate.collection("\"data\": \"" + open.data() + "\"")).read().problems())
        .isEmpty();
  }

  @Test
  void aWrongPasswordIsToldFromABrokenFile() {
    assertThat(read(properties(made.data(), "falsch")).errors())
        .containsExactly("the password does not open the PFX. Write the one it was made with");
    assertThat(read(Certificate.collection("\"data\": \"" + made.data() + "\"")).errors())
        .containsExactly("the PFX needs a password. Write it into password");
  }

  @Test
  void whatIsNoPfxIsAnError() throws CertificateEncodingException {
    String text = Base64.getEncoder().encodeToString("hello".getBytes(StandardCharsets.UTF_8));
    String der = Base64.getEncoder().encodeToString(made.certificate().getEncoded());

    assertThat(read(properties(text, "x")).errors())
        .singleElement()
        .asString()
        .startsWith("data is no PFX (PKCS #12). Make one: openssl pkcs12 -export");
    assertThat(read(properties(der, "x")).errors())
        .singleElement()
        .asString()
        .startsWith("data is no PFX (PKCS #12)");
  }

  @Test
  void pemIsAnErrorThatSaysHowToMakeAPfx() {
    assertThat(read(properties("-----BEGIN CERTIFICATE-----\nMII", "x")).errors())
        .singleElement()
        .asString()
        .startsWith("data is PEM, not a PFX in base64. Make one: openssl pkcs12 -export");
  }

  @Test
  void brokenBase64IsAnError() {
    assertThat(read(properties(made.data().substring(0, 101), "x")).errors())
        .containsExactly("data is not base64. Write the PFX in base64: base64 -w0 FILE");
  }

  @Test
  void aPfxWithoutAKeyIsAnError() {
    assertThat(read(properties(made.withoutKey(), made.password())).errors())
        .singleElement()
        .asString()
        .startsWith("the PFX holds no private key");
  }

  @Test
  void missingDataIsAnError() {
    assertThat(read(Certificate.collection("")).errors())
        .containsExactly("sslCertificates needs data. Give it data");
    assertThat(read(Certificate.collection("\"publicCertData\": \"MII\"")).errors())
        .containsExactly(
            "the certificate has no data: Azure prints only its public part."
                + " Put the PFX in base64 into data, and its password");
  }

  @Test
  void aCertificateInAKeyVaultIsAnError() {
    assertThat(
            read(Certificate.collection("\"keyVaultSecretId\": \"https://v.vault.azure.net/x\""))
                .errors())
        .containsExactly(
            "only Azure can read a certificate in a Key Vault."
                + " Download it as PFX and put it in base64 into data");
  }

  @Test
  void anExpiredCertificateIsAWarning() {
    Certificate old = Certificate.between(Duration.ofDays(-2), Duration.ofDays(-1), "x");
    Certificate early = Certificate.between(Duration.ofDays(1), Duration.ofDays(2), "x");

    assertThat(read(old.json()).warnings())
        .singleElement()
        .asString()
        .startsWith("the certificate expired on ");
    assertThat(read(early.json()).warnings())
        .singleElement()
        .asString()
        .startsWith("the certificate is valid only from ");
  }

  @Test
  void noProblemShowsAPasswordOrData() {
    List<String> files =
        List.of(
            properties(made.data(), "streng-geheim"),
            Certificate.collection("\"data\": 4711, \"password\": 4711"),
            Certificate.collection("\"data\": \"" + made.data() + "\", \"password\": [4711]"),
            properties("streng-geheim!", "streng-geheim"));

    for (String json : files) {
      String problems = read(json).read().problems().toString();
      assertThat(problems).contains("error");
      assertThat(problems)
          .doesNotContain("geheim")
          .doesNotContain("4711")
          .doesNotContain(made.data().substring(0, 40));
    }
  }

  @Test
  void aGatewayThatIsPrintedShowsNoKey() {
    assertThat(read(made.json()).gateway().toString())
        .contains("CN=localhost")
        .doesNotContain(made.password())
        .doesNotContain("PrivateKey");
  }

  private static String properties(String data, String password) {
    return Certificate.collection("\"data\": \"" + data + "\", \"password\": \"" + password + "\"");
  }

  private static ArmFile read(String certificates) {
    return new ArmFile().with("sslCertificates", certificates);
  }
}
