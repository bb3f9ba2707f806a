package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.CertificateBinding;
import dev.poort.config.HostAndPort;
import dev.poort.problem.Purpose;
import dev.poort.problem.ReadResult;
import dev.poort.problem.Severity;
import dev.poort.testkit.TestCa;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a template has from Azure alone is given by bindings, and asked for where it is not. */
class BoundTemplatesTest {
  private static final String SECRET = "[listKeys('keys', '2024-01-01').primary]";
  private static final String ADDRESS =
      "[reference(resourceId('Contoso.Net/machines', 'vm'), '2024-01-01').privateIPAddress]";
  private static final String BIND_CERTIFICATE =
      ". Bind it in poort.json: \"bindings\": { \"certificates\":"
          + " { \"certificate\": { \"pfx\": \"certificate.pfx\" } } }";
  private static final String BIND_POOL =
      ". Bind the pool in poort.json: \"bindings\": { \"members\":"
          + " { \"pool\": [\"127.0.0.1:5000\"] } }";

  @TempDir private Path folder;

  @Test
  void toRunACertificateThatOnlyAzureKnowsIsAnErrorWithTheLinesThatBindIt() {
    assertThat(errors(run(withCertificate(), Bindings.NONE)))
        .singleElement()
        .asString()
        .contains("only Azure knows ")
        .endsWith(BIND_CERTIFICATE);
  }

  @Test
  void toCheckItIsAWarning() {
    ReadResult<List<ApplicationGateway>> read = check(withCertificate(), Bindings.NONE);

    assertThat(read.value()).hasSize(1);
    assertThat(ArmFile.shown(read, Severity.WARNING))
        .singleElement()
        .asString()
        .contains("only Azure knows ", ", run will need it")
        .endsWith(BIND_CERTIFICATE);
  }

  @Test
  void aBindingIsAllThatACertificateNeeds() throws Exception {
    Path pfx = TestCa.create().issue("localhost").writePfx(folder.resolve("tls.pfx"), "");
    var binding = CertificateBinding.pfx(pfx.toString(), "");
    var bindings = new Bindings(Map.of(), Map.of(), Map.of(), Map.of("certificate", binding));

    assertThat(run(withCertificate(), bindings).problems()).isEmpty();
  }

  @Test
  void toRunAnAddressThatOnlyAzureKnowsIsAnErrorWithTheLinesThatBindItsPool() {
    assertThat(errors(run(withAddress(ADDRESS), Bindings.NONE)))
        .anySatisfy(error -> assertThat(error).endsWith(BIND_POOL));
  }

  @Test
  void toCheckItIsAWarningAndNoGatewayIsJudgedWhole() {
    ReadResult<List<ApplicationGateway>> read = check(withAddress(ADDRESS), Bindings.NONE);

    assertThat(errors(read)).isEmpty();
    assertThat(read.value()).isNull();
    assertThat(ArmFile.shown(read, Severity.WARNING))
        .singleElement()
        .asString()
        .contains(", run will need it")
        .endsWith(BIND_POOL);
  }

  @Test
  void aPoolThatIsBoundNeedsNoneOfItsAddresses() {
    var bindings =
        new Bindings(
            Map.of(), Map.of(), Map.of("pool", List.of(new HostAndPort("127.0.0.1", 5000))));

    assertThat(run(withAddress(ADDRESS), bindings).problems()).isEmpty();
    ReadResult<List<ApplicationGateway>> wrong = run(withAddress("a:80"), bindings);
    assertThat(errors(wrong)).isEmpty();
    assertThat(ArmFile.shown(wrong, Severity.WARNING))
        .singleElement()
        .asString()
        .startsWith("a:80 is neither a name nor an IP address");
  }

  @Test
  void toBindAsMuchIsReadAsCanBeTold() {
    var file =
        withAddress(ADDRESS)
            .withListeners(
                ArmFile.listener("a", "\"hostName\": \"[parameters('a')]\""),
                ArmFile.listener("b", "\"hostName\": \"[parameters('b')]\""))
            .withRules(ArmFile.rule("a", "a", ""), ArmFile.rule("b", "b", ""));

    ReadResult<List<ApplicationGateway>> read = read(file, Bindings.NONE, Purpose.BIND);
    assertThat(errors(read)).isEmpty();
    ApplicationGateway gateway = ArmFile.gateway(read);
    assertThat(gateway.httpListeners()).hasSize(2);
    assertThat(gateway.backendAddressPools()).hasSize(1);
  }

  private static ArmFile withCertificate() {
    String reference = "\"sslCertificate\": " + ArmFile.id("sslCertificates/certificate");
    return new ArmFile()
        .with("sslCertificates", ArmFile.certificate(SECRET, "x"))
        .withListeners(ArmFile.listener("web", "Https", reference));
  }

  private static ArmFile withAddress(String address) {
    return new ArmFile()
        .with(
            "backendAddressPools",
            "[{\"name\": \"pool\", \"backendAddresses\": [{\"ipAddress\": \"" + address + "\"}]}]");
  }

  private static List<String> errors(ReadResult<?> read) {
    return ArmFile.shown(read, Severity.ERROR);
  }

  private static ReadResult<List<ApplicationGateway>> run(ArmFile file, Bindings bindings) {
    return read(file, bindings, Purpose.RUN);
  }

  private static ReadResult<List<ApplicationGateway>> check(ArmFile file, Bindings bindings) {
    return read(file, bindings, Purpose.CHECK);
  }

  private static ReadResult<List<ApplicationGateway>> read(
      ArmFile file, Bindings bindings, Purpose purpose) {
    String template =
        """
        {"parameters": {"a": {"type": "string"}, "b": {"type": "string", "defaultValue": "b"}},
         "resources": [%s]}"""
            .formatted(file.text());
    String given =
        purpose == Purpose.BIND
            ? template
            : template.replace("\"a\": {\"type\": \"string\"}, ", "");
    return GatewayReader.read("template.json", given, bindings, purpose);
  }
}
