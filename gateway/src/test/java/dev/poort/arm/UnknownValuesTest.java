package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import dev.poort.problem.ReadResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways of templates of which not all can be told. */
class UnknownValuesTest {
  private static final String ID =
      "[resourceId('Microsoft.Network/applicationGateways/%s', parameters('name'), %s)]";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("template.json");
  }

  @Test
  void aNameThatIsMissingLeavesReferencesToWhatBelongsToTheGatewayWhole() throws Exception {
    ReadResult<List<ApplicationGateway>> read = check(template(gateway("'web'", "'web'")));
    assertThat(read.value()).extracting(ApplicationGateway::name).containsExactly("{name}");
    assertThat(problems(read)).singleElement().asString().startsWith("run will need a value");
  }

  @Test
  void aWrongReferenceIsFoundAllTheSame() throws Exception {
    assertThat(problems(check(template(gateway("'web'", "'wbe'")))))
        .contains("httpListeners has no wbe");
  }

  @Test
  void namesThatAreMissingAreComparedByWhatTheyAreMadeOf() throws Exception {
    ReadResult<List<ApplicationGateway>> read =
        check(
            template(
                gateway(
                    "concat(parameters('name'), '-web')", "concat(parameters('NAME'), '-web')")));
    assertThat(problems(read)).singleElement().asString().startsWith("run will need a value");
    assertThat(read.value()).as("judged, though not whole").isNull();
  }

  @Test
  void aReferenceToANameThatIsMissingMayLeadAnywhere() throws Exception {
    assertThat(problems(check(template(gateway("'web'", "parameters('name')")))))
        .noneMatch(it -> it.contains("has no"));
    assertThat(problems(check(template(gateway("parameters('name')", "'web'")))))
        .noneMatch(it -> it.contains("has no"));
  }

  @Test
  void twoGatewaysWhoseNamesAreMissingAreTwo() throws Exception {
    String first = gateway("'web'", "'web'");
    String second = first.replace("parameters('name')", "concat(parameters('name'), '-2')");
    ReadResult<List<ApplicationGateway>> read = check(template(first + "," + second));
    assertThat(read.value())
        .extracting(ApplicationGateway::name)
        .containsExactly("{name}", "{name}-2");
  }

  @Test
  void oneThatIsAskedForMayBeAnyWhoseNameIsMissing() throws Exception {
    Files.writeString(file, template(gateway("'web'", "'web'")));
    var source = new GatewaySource(file).only(List.of("gw"));
    assertThat(problems(GatewayReader.read(source, Bindings.NONE, Purpose.CHECK).gateways()))
        .singleElement()
        .asString()
        .startsWith("run will need a value");
  }

  @Test
  void toRunAMissingNameIsAnError() throws Exception {
    Files.writeString(file, template(gateway("'web'", "'web'")));
    ReadResult<List<ApplicationGateway>> read =
        GatewayReader.read(new GatewaySource(file), Bindings.NONE, Purpose.RUN).gateways();
    assertThat(read.value()).isNull();
    assertThat(problems(read)).containsExactly("the parameter name has no value");
  }

  @Test
  void whatOnlyAzureKnowsIsReportedOnceWithTheFirstPlace() throws Exception {
    String site = "reference(resourceId('Microsoft.Web/sites', 'site'), '2020-01-01').host";
    String probe =
        "{ \"name\": \"%s\", \"properties\": { \"protocol\": \"Http\", \"host\": \"["
            + site
            + "]\", \"path\": \"/\", \"interval\": 1, \"timeout\": 1, \"unhealthyThreshold\": 1 } }";
    String probes = "\"probes\": [ " + probe.formatted("a") + ", " + probe.formatted("b") + " ],";
    String template =
        template(gateway("'web'", "'web'"))
            .replace("\"httpListeners\"", probes + "\"httpListeners\"");
    assertThat(problems(check(template)))
        .filteredOn(it -> !it.startsWith("run will need"))
        .singleElement()
        .asString()
        .startsWith("host cannot be told: ")
        .endsWith(", in 2 places");
  }

  private ReadResult<List<ApplicationGateway>> check(String template) throws Exception {
    Files.writeString(file, template);
    return GatewayReader.read(new GatewaySource(file), Bindings.NONE, Purpose.CHECK).gateways();
  }

  private static List<String> problems(ReadResult<?> read) {
    return read.problems().stream().map(Problem::what).toList();
  }

  private static String template(String gateways) {
    return """
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "parameters": { "name": { "type": "string" } },
      "resources": [ %s ]
    }
    """
        .formatted(gateways);
  }

  /**
   * A gateway whose name is missing.
   *
   * @param listener the expression of its listener's name
   * @param reference that of the name its rule asks for
   */
  private static String gateway(String listener, String reference) {
    return """
    {
      "type": "Microsoft.Network/applicationGateways",
      "name": "[parameters('name')]",
      "properties": {
        "frontendIPConfigurations": [ { "name": "ip" } ],
        "frontendPorts": [ { "name": "http", "properties": { "port": 80 } } ],
        "httpListeners": [ { "name": "[%s]", "properties": {
          "protocol": "Http",
          "frontendIPConfiguration": { "id": "%s" },
          "frontendPort": { "id": "%s" } } } ],
        "backendAddressPools": [ { "name": "pool", "properties": {
          "backendAddresses": [ { "fqdn": "a.b" } ] } } ],
        "backendHttpSettingsCollection": [ { "name": "settings", "properties": {
          "port": 80, "protocol": "Http" } } ],
        "requestRoutingRules": [ { "name": "rule", "properties": {
          "ruleType": "Basic",
          "priority": 1,
          "httpListener": { "id": "%s" },
          "backendAddressPool": { "id": "%s" },
          "backendHttpSettings": { "id": "%s" } } } ]
      }
    }
    """
        .formatted(
            listener,
            ID.formatted("frontendIPConfigurations", "'ip'"),
            ID.formatted("frontendPorts", "'http'"),
            ID.formatted("httpListeners", reference),
            ID.formatted("backendAddressPools", "'pool'"),
            ID.formatted("backendHttpSettingsCollection", "'settings'"));
  }
}
