package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Forward;
import dev.poort.config.Protocol;
import dev.poort.problem.ReadResult;
import dev.poort.problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shapes in which a gateway may stand in a file. */
class GatewayShapesTest {
  private static final String NETWORK =
      "{\"type\": \"Microsoft.Network/virtualNetworks\", \"name\": \"net\"}";

  @Test
  void aResourceIsRead() {
    ApplicationGateway gateway = new ArmFile().gateway();

    assertThat(new ArmFile().read().problems()).isEmpty();
    assertThat(gateway.name()).isEqualTo("gateway");
    assertThat(gateway.requestRoutingRules())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.name()).isEqualTo("rule");
              assertThat(rule.httpListener()).isEqualTo(gateway.httpListeners().getFirst());
              assertThat(rule.httpListener().protocol()).isEqualTo(Protocol.HTTP);
              assertThat(rule.httpListener().frontendPort().port()).isEqualTo(80);
              assertThat(rule.target())
                  .isEqualTo(
                      new Forward(
                          gateway.backendAddressPools().getFirst(),
                          gateway.backendHttpSettingsCollection().getFirst()));
            });
  }

  @Test
  void propertiesAloneAreReadAndTakeTheirNameFromTheFile() {
    var file = new ArmFile();
    ReadResult<List<ApplicationGateway>> wrapped =
        GatewayReader.read("site.json", "{\"properties\": {" + file.fragments() + "}}");
    ReadResult<List<ApplicationGateway>> bare =
        GatewayReader.read("folder/site.json", "{" + file.fragments() + "}");

    assertThat(wrapped.problems()).isEmpty();
    assertThat(bare.problems()).isEmpty();
    assertThat(ArmFile.gateway(wrapped).name()).isEqualTo("site");
    assertThat(ArmFile.gateway(bare)).isEqualTo(ArmFile.gateway(wrapped));
  }

  @Test
  void fragmentsWithoutBracesAreRead() {
    ReadResult<List<ApplicationGateway>> result =
        GatewayReader.read("site.json", new ArmFile().fragments() + ",");

    assertThat(ArmFile.shown(result, Severity.WARNING))
        .containsExactly(
            "members without braces around them were read as an object."
                + " Put { before the first and } after the last");
    assertThat(ArmFile.gateway(result).httpListeners()).hasSize(1);
  }

  @Test
  void aGatewayAsTheAzureCommandLinePrintsItIsRead() {
    ReadResult<List<ApplicationGateway>> result =
        GatewayReader.read(
            "show.json",
            """
            {
              "authenticationCertificates": [], "autoscaleConfiguration": null,
              "backendAddressPools": [{
                "backendAddresses": [{"fqdn": null, "ipAddress": "10.0.1.4"}],
                "backendIpConfigurations": null, "etag": "W/\\"1\\"",
                "id": "/subscriptions/s/backendAddressPools/pool", "name": "pool",
                "provisioningState": "Succeeded", "resourceGroup": "rg",
                "type": "Microsoft.Network/applicationGateways/backendAddressPools"}],
              "backendHttpSettingsCollection": [{
                "affinityCookieName": null, "cookieBasedAffinity": "Disabled",
                "connectionDraining": {"drainTimeoutInSec": 1, "enabled": false},
                "hostName": null, "name": "settings", "path": null,
                "pickHostNameFromBackendAddress": false, "port": 8080, "probe": null,
                "probeEnabled": null, "protocol": "Http", "requestTimeout": 20,
                "requestRoutingRules": [{"id": "x"}], "trustedRootCertificates": []}],
              "customErrorConfigurations": [], "enableFips": null, "enableHttp2": false,
              "etag": "W/\\"1\\"", "firewallPolicy": null,
              "frontendIpConfigurations": [{
                "httpListeners": [{"id": "x"}], "name": "public", "privateIpAddress": null,
                "privateIpAllocationMethod": "Dynamic", "publicIpAddress": {"id": "x"},
                "subnet": null}],
              "frontendPorts": [{"name": "http", "port": 80, "httpListeners": [{"id": "x"}]}],
              "gatewayIpConfigurations": [{"name": "c", "subnet": {"id": "x"}}],
              "httpListeners": [{
                "customErrorConfigurations": [], "firewallPolicy": null,
                "frontendIpConfiguration": {"id": "/x/frontendIPConfigurations/public",
                                            "resourceGroup": "rg"},
                "frontendPort": {"id": "/x/frontendPorts/http", "resourceGroup": "rg"},
                "hostName": null, "hostNames": [], "name": "web", "protocol": "Http",
                "requireServerNameIndication": false, "sslCertificate": null}],
              "id": "/subscriptions/s/applicationGateways/shown", "identity": null,
              "location": "westeurope", "name": "shown", "operationalState": "Running",
              "probes": [], "provisioningState": "Succeeded",
              "redirectConfigurations": [],
              "requestRoutingRules": [{
                "backendAddressPool": {"id": "/x/backendAddressPools/pool"},
                "backendHttpSettings": {"id": "/x/backendHttpSettingsCollection/settings"},
                "httpListener": {"id": "/x/httpListeners/web"}, "name": "rule",
                "priority": 10001, "redirectConfiguration": null, "rewriteRuleSet": null,
                "ruleType": "Basic", "urlPathMap": null}],
              "resourceGroup": "rg", "resourceGuid": "0", "rewriteRuleSets": [],
              "sku": {"capacity": 2, "name": "Standard_v2", "tier": "Standard_v2"},
              "sslCertificates": [], "sslPolicy": null, "tags": null,
              "type": "Microsoft.Network/applicationGateways", "urlPathMaps": [],
              "webApplicationFirewallConfiguration": null, "zones": null
            }
            """);

    assertThat(result.problems()).isEmpty();
    assertThat(ArmFile.gateway(result).name()).isEqualTo("shown");
    assertThat(ArmFile.gateway(result).requestRoutingRules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.priority()).isEqualTo(10_001));
    assertThat(ArmFile.gateway(result).backendHttpSettingsCollection().getFirst().requestTimeout())
        .hasSeconds(20);
  }

  @Test
  void aTemplateIsReadWhateverElseItHolds() {
    ReadResult<List<ApplicationGateway>> result =
        template(NETWORK, new ArmFile().text(), NETWORK.replace("net", "other"));

    assertThat(ArmFile.gateway(result).name()).isEqualTo("gateway");
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void aTemplateMayNameItsResources() {
    ReadResult<List<ApplicationGateway>> result =
        GatewayReader.read("t.json", "{\"resources\": {\"gw\": " + new ArmFile().text() + "}}");

    assertThat(result.problems()).isEmpty();
    assertThat(ArmFile.gateway(result).name()).isEqualTo("gateway");
  }

  @Test
  void aListWithOneGatewayIsRead() {
    assertThat(GatewayReader.read("list.json", "[" + new ArmFile().text() + "]").problems())
        .isEmpty();
  }

  @Test
  void aTemplateWithoutAGatewayIsAnError() {
    assertThat(ArmFile.shown(template(NETWORK), Severity.ERROR))
        .singleElement()
        .asString()
        .startsWith(
            "none of the template's resources is of type Microsoft.Network/applicationGateways");
  }

  @Test
  void allGatewaysOfATemplateAreReadInItsOrder() {
    var result = template(gateway("second"), NETWORK, gateway("first"));

    assertThat(result.value())
        .extracting(ApplicationGateway::name)
        .containsExactly("second", "first");
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void aListOfGatewaysAsTheAzureCommandLinePrintsItIsRead() {
    var result = GatewayReader.read("list.json", "[" + gateway("a") + "," + gateway("b") + "]");

    assertThat(result.problems()).isEmpty();
    assertThat(result.value()).extracting(ApplicationGateway::name).containsExactly("a", "b");
  }

  @Test
  void theErrorsOfAllGatewaysAreReportedAtOnce() {
    String one = new ArmFile().with("frontendPorts", "[]").text();
    String other = new ArmFile().with("backendAddressPools", "[]").text();

    assertThat(
            ArmFile.shown(template(one, other.replace("\"gateway\"", "\"other\"")), Severity.ERROR))
        .anySatisfy(error -> assertThat(error).contains("frontendPorts"))
        .anySatisfy(error -> assertThat(error).contains("backendAddressPools"));
  }

  @Test
  void twoGatewaysOfOneNameAreAnErrorWhateverItsLetterCase() {
    assertThat(ArmFile.shown(template(gateway("web"), gateway("Web")), Severity.ERROR))
        .containsExactly("a second gateway is named Web. Give it another name");
  }

  @Test
  void anotherResourceIsAnError() {
    assertThat(error(NETWORK))
        .startsWith("this is a Microsoft.Network/virtualNetworks, not a gateway");
  }

  @Test
  void aFileOfParametersBelongsBehindTheTemplate() {
    for (String parameters :
        new String[] {
          """
          {"$schema": "https://schema.management.azure.com/2019/deploymentParameters.json#",
           "parameters": {}}
          """,
          """
          {"parameters": {"sku": {"value": "Standard_v2"}, "key": {"reference": {}}}}
          """
        }) {
      assertThat(error(parameters))
          .isEqualTo("this is a file of parameters, give it after the template: --parameters FILE");
    }
  }

  @Test
  void somethingElseIsAnError() {
    assertThat(error("{}")).startsWith("there is no gateway in the file");
    assertThat(error("42")).startsWith("the file holds a number, not a gateway");
    assertThat(error("{\"resources\": 1}")).startsWith("resources is a number");
    assertThat(error("{\"properties\": 1}")).startsWith("properties is a number");
  }

  @Test
  void aGatewayWithoutListenersIsAnError() {
    assertThat(new ArmFile().without("httpListeners").withRules().errors())
        .containsExactly("the gateway has no httpListeners. Give it one");
  }

  @Test
  void aBrokenFileIsOnlyAskedForItsSyntax() {
    assertThat(error("{\"httpListeners\": [{\"name\": }]}")).startsWith("a value is missing");
  }

  @Test
  void aFileIsReadByItsPath(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("gateway.json"), new ArmFile().text());

    assertThat(GatewayReader.read(file).problems()).isEmpty();
    assertThat(ArmFile.shown(GatewayReader.read(folder.resolve("none")), Severity.ERROR))
        .containsExactly("there is no such file. Check its name and folder");
  }

  private static String gateway(String name) {
    return new ArmFile().text().replace("\"gateway\"", "\"" + name + "\"");
  }

  private static ReadResult<List<ApplicationGateway>> template(String... resources) {
    return GatewayReader.read(
        "template.json",
        "{\"$schema\": \"x\", \"parameters\": {}, \"resources\": ["
            + String.join(",\n", resources)
            + "]}");
  }

  private static String error(String text) {
    var errors = ArmFile.shown(GatewayReader.read("file.json", text), Severity.ERROR);
    assertThat(errors).hasSize(1);
    return errors.getFirst();
  }
}
