package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.SslCertificate;
import dev.poort.problem.Problem;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificatesTest {
  private static final String PASSWORD = "geheim";

  private static final String KEY_VAULT =
      "\"keyVaultSecretId\": \"https://shop.vault.azure.net/secrets/shop-tls\"";
  private static final String LINES =
      "\"bindings\": { \"certificates\": { \"certificate\": { \"pfx\": \"certificate.pfx\" } } }";
  private static final String OR_BIND = "or bind it in poort.json: " + LINES;

  private final TestCa ca = TestCa.create();
  private final TestCertificate made = ca.issue("localhost");
  private final String data = made.pfx(PASSWORD);
  private final String json = ArmFile.certificate(data, PASSWORD);

  CertificatesTest() throws Exception {}

  @Test
  void aPfxIsOpenedWithItsPassword() {
    SslCertificate read = read(json).gateway().sslCertificates().getFirst();

    assertThat(read(json).read().problems()).isEmpty();
    assertThat(read.name()).isEqualTo("certificate");
    assertThat(read.credential()).isEqualTo(made.credential());
  }

  @Test
  void anHttpsListenerHasItsCertificate() {
    ArmFile file = used(json);

    SslCertificate certificate = file.gateway().httpListeners().getFirst().sslCertificate();
    assertThat(certificate).isEqualTo(file.gateway().sslCertificates().getFirst());
  }

  @Test
  void base64MayStandOnSeveralLines() {
    String lines = data.replaceAll("(.{76})", "$1\n");

    assertThat(read(ArmFile.certificate(lines, PASSWORD)).read().problems()).isEmpty();
  }

  @Test
  void aPfxWithoutAPasswordIsOpened() throws Exception {
    String open = made.pfx("");

    assertThat(read(ArmFile.certificate("\"data\": \"" + open + "\"")).read().problems()).isEmpty();
  }

  @Test
  void aWrongPasswordIsToldFromABrokenFile() {
    assertThat(read(ArmFile.certificate(data, "falsch")).errors())
        .containsExactly(
            "the password does not open the PFX. Write the one it was made with, " + OR_BIND);
    assertThat(read(ArmFile.certificate("\"data\": \"" + data + "\"")).errors())
        .containsExactly("the PFX needs a password. Write it into password, " + OR_BIND);
  }

  @Test
  void whatIsNoPfxIsAnError() throws Exception {
    String text = Base64.getEncoder().encodeToString("hello".getBytes(StandardCharsets.UTF_8));
    String der = Base64.getEncoder().encodeToString(made.credential().certificate().getEncoded());

    assertThat(read(ArmFile.certificate(text, "x")).errors())
        .singleElement()
        .asString()
        .startsWith("this is no PFX (PKCS #12). Make one: openssl pkcs12 -export");
    assertThat(read(ArmFile.certificate(der, "x")).errors())
        .singleElement()
        .asString()
        .startsWith("this is no PFX (PKCS #12)");
  }

  @Test
  void pemIsAnErrorThatSaysHowToMakeAPfx() {
    assertThat(read(ArmFile.certificate("-----BEGIN CERTIFICATE-----\nMII", "x")).errors())
        .singleElement()
        .asString()
        .startsWith("data is PEM, not a PFX in base64. Make one: openssl pkcs12 -export");
  }

  @Test
  void brokenBase64IsAnError() {
    assertThat(read(ArmFile.certificate(data.substring(0, 101), "x")).errors())
        .containsExactly(
            "data is not base64. Write the PFX in base64: base64 -w0 FILE, " + OR_BIND);
  }

  @Test
  void whatAParameterGaveIsTracedWithoutItsValue() {
    assertThat(traced("securestring", "[parameters('certData')]", PASSWORD))
        .startsWith("template.json:")
        .contains(": error: data is not base64 (")
        .contains(".properties.data; parameters('certData') is a secret (template.json:2:");
    assertThat(traced("string", "[parameters('certData')]", PASSWORD))
        .contains("data is not base64 (")
        .contains(".properties.data; parameters('certData') is not shown (template.json:2:");
    assertThat(traced("string", data, "[concat(parameters('certData'), '!')]"))
        .contains("the password does not open the PFX (")
        .contains(".properties.password; parameters('certData') is not shown (template.json:2:");
  }

  /** The only problem where {@code ge?hei} is given, be it as the data or as the password. */
  private static String traced(String type, String data, String password) {
    String template =
        """
        {"parameters": {"certData":
          {"type": "%s", "defaultValue": "ge?hei"}}, "resources": [%s]}
        """
            .formatted(type, read(ArmFile.certificate(data, password)).text());
    List<Problem> problems = GatewayReader.read("template.json", template).problems();
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().toString()).doesNotContain("ge?hei", "'***'");
    return problems.getFirst().toString();
  }

  @Test
  void aPfxWithoutAKeyIsAnError() throws Exception {
    assertThat(read(ArmFile.certificate(made.pfxWithoutKey(PASSWORD), PASSWORD)).errors())
        .singleElement()
        .asString()
        .startsWith("the PFX holds no private key");
  }

  @Test
  void missingDataIsAnErrorThatGivesTheLinesOfPoortJson() {
    for (String properties : List.of("", "\"publicCertData\": \"MII\"")) {
      assertThat(used(ArmFile.certificate(properties)).errors())
          .containsExactly(
              "the certificate has no data: Azure prints none. Bind it in poort.json: " + LINES);
    }
  }

  @Test
  void aCertificateInAKeyVaultIsAnErrorThatGivesTheLinesOfPoortJson() {
    assertThat(used(ArmFile.certificate(KEY_VAULT)).errors())
        .containsExactly(
            "only Azure can read a certificate in a Key Vault. Bind it in poort.json: " + LINES);
  }

  @Test
  void aCertificateThatNoListenerUsesMayStayInItsKeyVault() {
    assertThat(read(ArmFile.certificate(KEY_VAULT)).read().problems()).isEmpty();
  }

  @Test
  void anExpiredCertificateIsAWarning() throws Exception {
    TestCertificate old = ca.issueExpired("localhost");
    TestCertificate early = ca.issueBetween(Duration.ofDays(1), Duration.ofDays(2), "localhost");

    assertThat(read(ArmFile.certificate(old.pfx("x"), "x")).warnings())
        .singleElement()
        .asString()
        .startsWith("the certificate expired on ");
    assertThat(read(ArmFile.certificate(early.pfx("x"), "x")).warnings())
        .singleElement()
        .asString()
        .startsWith("the certificate is valid only from ");
  }

  @Test
  void noProblemShowsAPasswordOrData() {
    List<String> files =
        List.of(
            ArmFile.certificate(data, "streng-geheim"),
            ArmFile.certificate("\"data\": 4711, \"password\": 4711"),
            ArmFile.certificate("\"data\": \"" + data + "\", \"password\": [4711]"),
            ArmFile.certificate("streng-geheim!", "streng-geheim"));

    for (String json : files) {
      String problems = read(json).read().problems().toString();
      assertThat(problems).contains("error");
      assertThat(problems)
          .doesNotContain("geheim")
          .doesNotContain("4711")
          .doesNotContain(data.substring(0, 40));
    }
  }

  @Test
  void aGatewayThatIsPrintedShowsNoKey() {
    assertThat(read(json).gateway().toString())
        .contains("CN=localhost")
        .doesNotContain(PASSWORD)
        .doesNotContain("PrivateKey");
  }

  /** With an HTTPS listener that uses the certificate. */
  private static ArmFile used(String certificates) {
    String certificate = "\"sslCertificate\": " + ArmFile.id("sslCertificates/certificate");
    return read(certificates).withListeners(ArmFile.listener("web", "Https", certificate));
  }

  private static ArmFile read(String certificates) {
    return new ArmFile().with("sslCertificates", certificates);
  }
}
