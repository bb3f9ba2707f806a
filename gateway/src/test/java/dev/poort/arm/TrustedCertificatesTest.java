package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendTls;
import dev.poort.config.Bindings;
import dev.poort.config.Placed;
import dev.poort.problem.Place;
import dev.poort.problem.Purpose;
import dev.poort.problem.Severity;
import dev.poort.testkit.TestCa;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificates that members are judged by. */
class TrustedCertificatesTest {
  private static final String SECRET = "https://contoso.vault.azure.net/secrets/backend-root";

  @TempDir private Path folder;
  private final TestCa ca = TestCa.create();

  TrustedCertificatesTest() throws Exception {}

  private static ArmFile with(String collection, String properties) {
    return new ArmFile()
        .with(collection, "[{\"name\": \"root\", \"properties\": {" + properties + "}}]")
        .withSettings("\"" + collection + "\": [" + ArmFile.id(collection + "/root") + "]");
  }

  private String data() throws Exception {
    return "\"data\": \""
        + Base64.getEncoder().encodeToString(ca.certificate().getEncoded())
        + "\"";
  }

  private static BackendTls tls(ApplicationGateway gateway) {
    return gateway.backendHttpSettingsCollection().getFirst().backendTls();
  }

  @Test
  void aRootStandsInTheFile() throws Exception {
    assertThat(tls(with("trustedRootCertificates", data()).gateway()).trustedRootCertificates())
        .containsExactly(ca.certificate());
  }

  @Test
  void aPinnedCertificateStandsInTheFile() throws Exception {
    assertThat(
            tls(with("authenticationCertificates", data()).gateway()).authenticationCertificates())
        .containsExactly(ca.certificate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", SECRET, "backend-root"})
  void aRootInAKeyVaultIsAFileOfThisMachine(String key) throws Exception {
    Path pem = folder.resolve("root.pem");
    String base64 = Base64.getMimeEncoder().encodeToString(ca.certificate().getEncoded());
    Files.writeString(
        pem, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");

    var read = vault().read(bound(key, pem), Purpose.RUN);

    assertThat(tls(ArmFile.gateway(read)).trustedRootCertificates())
        .containsExactly(ca.certificate());
  }

  @Test
  void aFileThatHoldsNoCertificateIsAnErrorWhereItIsNamed() throws Exception {
    Path wrong = Files.writeString(folder.resolve("root.pem"), "hello");

    var read = vault().read(bound("root", wrong), Purpose.RUN);

    assertThat(ArmFile.shown(read, Severity.ERROR))
        .contains(
            "there is no certificate in the file."
                + " Name a file in PEM or DER: openssl x509 -in FILE -out root.pem");
  }

  @Test
  void aRootInAKeyVaultWithoutABindingIsAnErrorThatGivesTheLines() {
    assertThat(vault().errors())
        .contains(
            "only Azure can read a Key Vault. Bind it in poort.json:"
                + " \"bindings\": { \"trustedCertificates\": { \"root\": \"root.pem\" } }");
  }

  private static ArmFile vault() {
    return with("trustedRootCertificates", "\"keyVaultSecretId\": \"" + SECRET + "\"");
  }

  private static Bindings bound(String key, Path file) {
    Placed where = new Placed(file.toString(), Place.of("poort.json"));
    return new Bindings(
        Map.of(), Map.of(), Map.of(), Map.of(), Map.of(key, where), Map.of(), Map.of(), Map.of());
  }

  @Test
  void theSettingsSayWhatIsChecked() {
    ArmFile file =
        new ArmFile()
            .withSettings(
                "\"validateCertChainAndExpiry\": false, \"validateSNI\": false,"
                    + " \"sniName\": \"inner.test\"");
    assertThat(tls(file.gateway()))
        .isEqualTo(new BackendTls(List.of(), List.of(), false, false, "inner.test"));
  }
}
