package dev.poort.arm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.Settings;
import dev.poort.config.SslCertificate;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import dev.poort.problem.ReadResult;
import dev.poort.problem.Severity;
import dev.poort.settings.SettingsReader;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates whose files poort.json names, and those that it should name. */
class BoundCertificatesTest {
  private static final String PASSWORD = "geheim";
  private static final String VAULT = "https://shop.vault.azure.net/secrets/shop-tls";
  private static final String KEY_VAULT = "\"keyVaultSecretId\": \"" + VAULT + "/0123\"";
  private static final String PFX = "{\"pfx\": \"tls.pfx\", \"password\": \"" + PASSWORD + "\"}";

  @TempDir private Path folder;
  private final TestCa ca = TestCa.create();
  private final TestCertificate made = ca.issue("localhost");

  BoundCertificatesTest() throws Exception {}

  @BeforeEach
  void writeFiles() throws Exception {
    made.writePfx(folder.resolve("tls.pfx"), PASSWORD);
    Files.writeString(folder.resolve("chain.pem"), made.certificatePem());
    Files.writeString(folder.resolve("key.pem"), made.keyPem());
  }

  @Test
  void aPfxTakesThePlaceOfWhatOnlyAzureCanRead() throws Exception {
    ReadResult<List<ApplicationGateway>> read = run(KEY_VAULT, PFX);

    assertThat(read.problems()).isEmpty();
    SslCertificate certificate = certificate(read);
    assertThat(certificate.credential()).isEqualTo(made.credential());
    assertThat(certificate.keyVaultSecretId()).isEqualTo(VAULT + "/0123");
  }

  @Test
  void aPairOfPemFilesDoesSoToo() throws Exception {
    String pem = "{\"certificate\": \"chain.pem\", \"key\": \"key.pem\"}";

    assertThat(certificate(run(KEY_VAULT, pem)).credential()).isEqualTo(made.credential());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GEN-CUSTOM-DOMAIN-SSLCERT-PFXDATA", "[parameters('data')]"})
  void aBindingTakesThePlaceOfWhateverDataTheFileHas(String data) throws Exception {
    ReadResult<List<ApplicationGateway>> read =
        run("\"data\": \"" + data + "\", \"password\": {}", PFX);

    assertThat(read.problems()).isEmpty();
    assertThat(certificate(read).credential()).isEqualTo(made.credential());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Certificate",
        VAULT + "/0123",
        VAULT,
        VAULT + "/",
        "https://SHOP.vault.azure.net:443/secrets/Shop-TLS",
        "shop-tls"
      })
  void aCertificateIsBoundByItsNameOrItsSecret(String key) throws Exception {
    assertThat(read(KEY_VAULT, bindings(key, PFX), Purpose.RUN).problems()).isEmpty();
  }

  @Test
  void aKeyWithAVersionMeansASecretThatIsNamedWithout() throws Exception {
    Bindings bound = bindings(VAULT + "/0123", PFX);

    assertThat(read("\"keyVaultSecretId\": \"" + VAULT + "\"", bound, Purpose.RUN).problems())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"other", VAULT + "/4567", "https://other.vault.azure.net/secrets/shop-tls"})
  void anotherNameOrSecretOrVersionDoesNotBindIt(String key) throws Exception {
    assertThat(read(KEY_VAULT, bindings(key, PFX), Purpose.RUN).value()).isNull();
  }

  @Test
  void aBindingOfItsGatewayAloneComesFirst() throws Exception {
    Bindings own = bindings("certificate", PFX);
    Bindings wrong = bindings("certificate", "{\"pfx\": \"none.pfx\"}");
    Bindings bound =
        new Bindings(Map.of(), Map.of(), Map.of(), wrong.certificates(), Map.of("gateway", own));

    assertThat(read(KEY_VAULT, bound, Purpose.RUN).problems()).isEmpty();
  }

  @Test
  void itsNameSaysMoreThanItsSecret() throws Exception {
    Bindings bound =
        bindings(
            "\"shop-tls\": {\"pfx\": \"none.pfx\"}, \"%s\": {\"pfx\": \"none.pfx\"}, \"certificate\": %s"
                .formatted(VAULT, PFX));

    assertThat(read(KEY_VAULT, bound, Purpose.RUN).problems()).isEmpty();
  }

  @Test
  void thePasswordMayStandInAFileOfItsOwn() throws Exception {
    Files.writeString(folder.resolve("password"), PASSWORD + "\n");

    assertThat(run(KEY_VAULT, "{\"pfx\": \"tls.pfx\", \"passwordFile\": \"password\"}").problems())
        .isEmpty();
  }

  @Test
  void toCheckAMissingCertificateIsAWarningAndAGatewayComesOfIt() throws Exception {
    ReadResult<List<ApplicationGateway>> read = read(KEY_VAULT, Bindings.NONE, Purpose.CHECK);

    assertThat(ArmFile.shown(read, Severity.WARNING))
        .containsExactly(
            "only Azure can read a certificate in a Key Vault, run will need it."
                + " Bind it in poort.json: \"bindings\": { \"certificates\":"
                + " { \"certificate\": { \"pfx\": \"certificate.pfx\" } } }");
    assertThat(certificate(read).credential()).isNull();
    assertThat(certificate(read))
        .isEqualTo(ArmFile.gateway(read).httpListeners().getFirst().sslCertificate());
  }

  @Test
  void toCheckDataThatIsWrongIsAnError() throws Exception {
    assertThat(errors(read("\"data\": \"GEN\"", Bindings.NONE, Purpose.CHECK))).hasSize(1);
  }

  @Test
  void toBindDataThatIsWrongIsMissing() throws Exception {
    ReadResult<List<ApplicationGateway>> read =
        read("\"data\": \"GEN\"", Bindings.NONE, Purpose.BIND);

    assertThat(errors(read)).isEmpty();
    assertThat(certificate(read).credential()).isNull();
  }

  @Test
  void theLinesToPasteLoadOnceTheFileIsThere() throws Exception {
    String lines = errors(run("")).getFirst().replaceFirst(".*Bind it in poort.json: ", "");
    made.writePfx(folder.resolve("certificate.pfx"), "");

    assertThat(read("", settings(lines), Purpose.RUN).problems()).isEmpty();
  }

  @Test
  void aMissingFileIsAnErrorWhereItIsNamed() throws Exception {
    Problem problem =
        run(KEY_VAULT, "\n {\"certificate\": \"a.pem\",\n  \"key\": \"b.pem\"}")
            .problems()
            .getLast();

    assertThat(problem.where())
        .hasToString(folder.resolve("poort.json") + ":3:10")
        .returns("$.bindings.certificates.certificate.key", place -> place.path());
    assertThat(problem.what()).isEqualTo("there is no file " + folder.resolve("b.pem"));
  }

  @Test
  void allMissingFilesAreToldAtOnce() throws Exception {
    String binding = "{\"certificate\": \"a.pem\", \"key\": \"b.pem\", \"passwordFile\": \"c\"}";

    assertThat(errors(run(KEY_VAULT, binding)))
        .allMatch(error -> error.startsWith("there is no file"))
        .hasSize(3);
  }

  @Test
  void whatIsNoFileIsAnError() throws Exception {
    assertThat(errors(run(KEY_VAULT, "{\"pfx\": \".\"}")))
        .singleElement()
        .asString()
        .endsWith(" is no file. Name a file");
  }

  @Test
  void aWrongPasswordIsAnErrorWhereItStands() throws Exception {
    ReadResult<List<ApplicationGateway>> read =
        run(KEY_VAULT, "{\"pfx\": \"tls.pfx\", \"password\": \"falsch\"}");

    assertThat(errors(read))
        .containsExactly("the password does not open the PFX. Write the one it was made with");
    assertThat(read.problems().getFirst().where().path()).endsWith(".certificate.password");
  }

  @Test
  void aMissingPasswordIsAnErrorAtTheFile() throws Exception {
    ReadResult<List<ApplicationGateway>> read = run(KEY_VAULT, "{\"pfx\": \"tls.pfx\"}");

    assertThat(errors(read)).containsExactly("the PFX needs a password. Write it into password");
    assertThat(read.problems().getFirst().where().path()).endsWith(".certificate.pfx");
  }

  @Test
  void pemInPlaceOfAPfxIsAnErrorThatSaysHowToNameIt() throws Exception {
    assertThat(errors(run(KEY_VAULT, "{\"pfx\": \"chain.pem\"}")))
        .containsExactly(
            "the file is PEM, not a PFX."
                + " Write { \"certificate\": \"chain.pem\", \"key\": \"key.pem\" } instead");
  }

  @Test
  void anExpiredFileIsAWarningWhereItIsNamed() throws Exception {
    ca.issueBetween(Duration.ofDays(-9), Duration.ofDays(-1), "localhost")
        .writePfx(folder.resolve("tls.pfx"), PASSWORD);

    Problem problem = run(KEY_VAULT, PFX).problems().getFirst();
    assertThat(problem.what()).startsWith("the certificate expired on ");
    assertThat(problem.where().path()).endsWith(".certificate.pfx");
  }

  @Test
  void nothingThatIsPrintedShowsAPassword() throws Exception {
    Bindings bound = bindings("certificate", PFX);

    assertThat(bound.toString()).doesNotContain(PASSWORD);
    assertThat(read(KEY_VAULT, bound, Purpose.RUN).toString()).doesNotContain(PASSWORD);
  }

  private static SslCertificate certificate(ReadResult<List<ApplicationGateway>> read) {
    return ArmFile.gateway(read).sslCertificates().getFirst();
  }

  private static List<String> errors(ReadResult<?> read) {
    return ArmFile.shown(read, Severity.ERROR);
  }

  private ReadResult<List<ApplicationGateway>> run(String certificate) {
    return read(certificate, Bindings.NONE, Purpose.RUN);
  }

  private ReadResult<List<ApplicationGateway>> run(String certificate, String binding)
      throws Exception {
    return read(certificate, bindings("certificate", binding), Purpose.RUN);
  }

  /** A gateway whose HTTPS listener has a certificate of these properties. */
  private static ReadResult<List<ApplicationGateway>> read(
      String certificate, Bindings bindings, Purpose purpose) {
    String reference = "\"sslCertificate\": " + ArmFile.id("sslCertificates/certificate");
    return new ArmFile()
        .with("sslCertificates", ArmFile.certificate(certificate))
        .withListeners(ArmFile.listener("web", "Https", reference))
        .read(bindings, purpose);
  }

  private Bindings bindings(String key, String binding) throws Exception {
    return bindings("\"" + key + "\": " + binding);
  }

  private Bindings bindings(String certificates) throws Exception {
    return settings("\"bindings\": {\"certificates\": {" + certificates + "}}");
  }

  private Bindings settings(String members) throws Exception {
    Path file = Files.write(folder.resolve("poort.json"), ("{" + members + "}").getBytes(UTF_8));
    return SettingsReader.read(file, Settings.DEFAULT).valueOrThrow().bindings();
  }
}
