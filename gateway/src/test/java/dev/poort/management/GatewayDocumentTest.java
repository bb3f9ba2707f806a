package dev.poort.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.arm.GatewayReader;
import dev.poort.arm.GatewaySource;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.HttpListener;
import dev.poort.config.SslCertificate;
import dev.poort.demo.DemoFiles;
import dev.poort.problem.InvalidConfigurationException;
import dev.poort.problem.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown can be read again, as far as nothing in it is secret. */
class GatewayDocumentTest {
  private static final String MACHINES =
      """
      "backendIPConfigurations": [
        {"id": "/s/networkInterfaces/nic1/ipConfigurations/c"},
        {"id": "/s/virtualMachineScaleSets/web/virtualMachines/0/networkInterfaces/nic/x/c"}],
      """;

  @TempDir private Path folder;

  @Test
  void machinesInAPoolAreReadBackAsTheSame() throws Exception {
    ApplicationGateway gateway =
        demoWith("\"backendAddresses\"", MACHINES + "\"backendAddresses\"");

    assertThat(gateway.backendAddressPools().getFirst().machines()).hasSize(2);
    assertThat(shown(gateway).backendAddressPools()).isEqualTo(gateway.backendAddressPools());
  }

  @Test
  void aCertificateIsReadBackWithItsPlaceInTheKeyVaultAndWithoutItsKey() throws Exception {
    String secretId = "https://shop.vault.azure.net/secrets/tls";
    ApplicationGateway gateway =
        demoWith("\"password\"", "\"keyVaultSecretId\": \"" + secretId + "\", \"password\"");

    assertThat(gateway.sslCertificates().getFirst().credential()).isNotNull();
    assertThat(shown(gateway).sslCertificates())
        .containsExactly(new SslCertificate("localhost", secretId, null));
  }

  @Test
  void theTlsOfListenersIsReadBackAsTheSame() throws Exception {
    ApplicationGateway gateway =
        demoWith(
            "\"sslCertificates\"",
            """
            "enableHttp2": true, "sku": {"tier": "Standard"},
            "sslPolicy": {"policyType": "Custom", "minProtocolVersion": "TLSv1_2",
              "cipherSuites": ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"]},
            "sslCertificates\"""");
    ApplicationGateway shown = shown(gateway);

    assertThat(shown.enableHttp2()).isTrue();
    assertThat(shown.basicInOrder()).isTrue();
    assertThat(shown.httpListeners())
        .extracting(HttpListener::sslPolicy)
        .containsExactlyElementsOf(
            gateway.httpListeners().stream().map(HttpListener::sslPolicy).toList());
  }

  private ApplicationGateway demoWith(String old, String fresh) throws Exception {
    Path file = DemoFiles.write(folder, List.of(9)).gateway();
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, fresh));
    return read(file);
  }

  private ApplicationGateway shown(ApplicationGateway gateway) throws Exception {
    Path file = folder.resolve("shown.json");
    try (var out = Files.newBufferedWriter(file);
        JsonGenerator json = new JsonFactory().createGenerator(out)) {
      new GatewayDocument(gateway).write(json);
    }
    return read(file);
  }

  private static ApplicationGateway read(Path file) throws InvalidConfigurationException {
    var source = new GatewaySource(file);
    return GatewayReader.read(source, Bindings.NONE, Purpose.CHECK)
        .gateways()
        .valueOrThrow()
        .getFirst();
  }
}
