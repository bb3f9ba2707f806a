package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Bindings;
import dev.poort.config.CertificateBinding;
import dev.poort.problem.Purpose;
import dev.poort.problem.ReadResult;
import dev.poort.problem.Severity;
import dev.poort.testkit.TestCa;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Run stops where a parameter has no value, save one of which nothing is made but a certificate
 * that stands in a file of this machine.
 */
class SparedParametersTest {
  private static final String DATA =
      "the parameter data has no value. Give it: --parameters data=VALUE";
  private static final String PASSWORD =
      "the parameter password has no value. Give it: --parameters password=VALUE";

  @TempDir private Path folder;
  private Bindings bindings = Bindings.NONE;

  @BeforeEach
  void bind() throws Exception {
    Path pfx = TestCa.create().issue("localhost").writePfx(folder.resolve("tls.pfx"), "");
    var binding = CertificateBinding.pfx(pfx.toString(), "");
    bindings = new Bindings(Map.of(), Map.of(), Map.of(), Map.of("certificate", binding));
  }

  private static String gateway(String data, String password) {
    String reference = "\"sslCertificate\": " + ArmFile.id("sslCertificates/certificate");
    return new ArmFile()
        .with("sslCertificates", ArmFile.certificate(data, password))
        .withListeners(ArmFile.listener("web", "Https", reference))
        .text();
  }

  private static String gateway() {
    return gateway("[parameters('data')]", "[parameters('password')]");
  }

  private static String template(String resources) {
    return """
    {
      "parameters": { "data": { "type": "securestring" }, "password": { "type": "securestring" } },
      "variables": { "key": "[concat('k', parameters('data'))]" },
      "resources": [ %s ]
    }
    """
        .formatted(resources);
  }

  private static List<String> shown(
      String resources, Bindings bindings, Purpose purpose, Severity severity) {
    ReadResult<?> read =
        GatewayReader.read("template.json", template(resources), bindings, purpose);
    return ArmFile.shown(read, severity);
  }

  private static List<String> errors(String resources, Bindings bindings) {
    return shown(resources, bindings, Purpose.RUN, Severity.ERROR);
  }

  @Test
  void whatOnlyABoundCertificateIsMadeOfNeedsNoValue() {
    assertThat(errors(gateway(), bindings)).isEmpty();
    assertThat(shown(gateway(), bindings, Purpose.CHECK, Severity.WARNING)).isEmpty();
  }

  @Test
  void withoutABindingItDoes() {
    assertThat(errors(gateway(), Bindings.NONE)).contains(DATA, PASSWORD);
  }

  @Test
  void whatAnythingElseIsMadeOfDoesToo() {
    String machine =
        """
        { "type": "Microsoft.Compute/virtualMachines", "name": "vm",
          "properties": { "secret": "[variables('key')]" } }
        """;

    assertThat(errors(gateway() + ", " + machine, bindings)).containsExactly(DATA);
  }

  @Test
  void whatIsMadeOfNothingDoesToo() {
    assertThat(errors(gateway("x", "[parameters('password')]"), bindings)).containsExactly(DATA);
  }

  @Test
  void whatANestedDeploymentMakesOfItCounts() {
    String inner =
        """
        { "type": "Microsoft.Resources/deployments", "name": "inner", "properties": {
            "expressionEvaluationOptions": { "scope": "inner" },
            "parameters": { "pfx": { "value": "[parameters('data')]" },
                            "open": { "value": "[parameters('password')]" } },
            "template": {
              "parameters": { "pfx": { "type": "securestring" },
                              "open": { "type": "securestring" } },
              "resources": [ %s ] } } }
        """;
    String made = gateway("[parameters('pfx')]", "[parameters('open')]");
    String machine = "{ \"type\": \"A.B/c\", \"name\": \"c\", \"tags\": \"[parameters('open')]\" }";

    assertThat(errors(inner.formatted(made), bindings)).isEmpty();
    assertThat(errors(inner.formatted(made + ", " + machine), bindings)).containsExactly(PASSWORD);
  }
}
