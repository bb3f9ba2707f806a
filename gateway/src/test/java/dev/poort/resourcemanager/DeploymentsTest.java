package dev.poort.resourcemanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.ArmBody;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.ArmServer.Reply;
import dev.poort.testkit.TestMember;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates that are deployed at the management address. */
class DeploymentsTest {
  private static final String DEPLOYMENT =
      ArmServer.GROUP + "/providers/Microsoft.Resources/deployments/d";
  private static final String GATEWAY = ArmServer.gateway("gw");

  @TempDir Path folder;
  @AutoClose private final TestMember member = TestMember.answering("one");
  private ArmServer server;

  DeploymentsTest() throws Exception {}

  @BeforeEach
  void start() throws Exception {
    server = ArmServer.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** In the way of az deployment group create: the template's text is pasted under a bare name. */
  private static String body(String template, String parameters, String mode) {
    return "{\"properties\": {\"parameters\": %s, \"mode\": \"%s\", template:%s}}"
        .formatted(parameters, mode, template);
  }

  private String template(String name) {
    String gateway = ArmBody.of("gw", member.port()).toString().strip();
    return """
    { // made by hand
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"network": {"type": "string", "defaultValue": "v"},
        "secret": {"type": "securestring", "defaultValue": ""}},
      "resources": [
        {"type": "Microsoft.Network/virtualNetworks", "apiVersion": "2022-01-01",
         "name": "[parameters('network')]", "location": "[resourceGroup().location]",
         "properties": {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}},
        {"type": "Microsoft.Network/applicationGateways", "apiVersion": "2022-01-01",
         "name": "%s", "dependsOn": ["[parameters('network')]"], %s
      ],
      "outputs": {"id": {"type": "string",
          "value": "[resourceId('Microsoft.Network/applicationGateways', '%s')]"},
        "whole": {"type": "object", "value": "[reference('%s')]"},
        "secret": {"type": "securestring", "value": "[parameters('secret')]"}}
    }
    """
        .formatted(name, gateway.substring(1), name, name);
  }

  @Test
  void whatATemplateDeploysServesWhenTheAnswerIsThere() throws Exception {
    Reply made = server.put(DEPLOYMENT, body(template("gw"), "{}", "Incremental"));

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.at("properties.provisioningState")).isEqualTo("Succeeded");
    assertThat(made.at("properties.outputs.id.value")).isEqualTo(GATEWAY);
    assertThat(made.at("properties.outputs.whole.value.provisioningState")).isEqualTo("Succeeded");
    assertThat(made.at("properties.outputResources.0.id")).isEqualTo(GATEWAY);
    assertThat(server.ask("gw", "/").body()).isEqualTo("one");
    assertThat(server.get(DEPLOYMENT).text()).isEqualTo(made.text());
  }

  @Test
  void parametersAreUsedAndSecureOnesNeverShown() throws Exception {
    String parameters =
        "{\"network\": {\"value\": \"mine\"}, \"secret\": {\"value\": \"hush-hush\"}}";

    Reply made = server.put(DEPLOYMENT, body(template("gw"), parameters, "Incremental"));

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.at("properties.parameters.network.value")).isEqualTo("mine");
    assertThat(made.at("properties.parameters.secret.type")).isEqualTo("SecureString");
    assertThat(made.text()).doesNotContain("hush-hush");
    assertThat(
            server
                .get(ArmServer.GROUP + "/providers/Microsoft.Network/virtualNetworks/mine")
                .status())
        .isEqualTo(200);
  }

  @Test
  void itsOperationsAreListedUnderBothPaths() throws Exception {
    server.put(DEPLOYMENT, body(template("gw"), "{}", "Incremental"));

    Reply operations = server.get(ArmServer.GROUP + "/deployments/d/operations");

    assertThat(operations.at("value.0.properties.targetResource.id")).isEqualTo(GATEWAY);
    assertThat(operations.at("value.0.properties.provisioningState")).isEqualTo("Succeeded");
    assertThat(server.get(DEPLOYMENT + "/operations").text()).isEqualTo(operations.text());
    assertThat(
            server.get(DEPLOYMENT + "/operations/" + operations.at("value.0.operationId")).status())
        .isEqualTo(200);
    assertThat(server.get(DEPLOYMENT.replaceAll("/d$", "/")).at("value.0.name")).isEqualTo("d");
    assertThat(server.post(DEPLOYMENT + "/cancel", "").status()).isEqualTo(409);
    assertThat(server.delete(DEPLOYMENT).status()).isEqualTo(204);
    assertThat(server.get(DEPLOYMENT).at("error.code")).isEqualTo("DeploymentNotFound");
  }

  @Test
  void validateJudgesAndChangesNothing() throws Exception {
    Reply fine = server.post(DEPLOYMENT + "/validate", body(template("gw"), "{}", "Incremental"));
    Reply wrong =
        server.post(
            DEPLOYMENT + "/validate",
            body(template("gw").replace("'network')]\"", "'netwrk')]\""), "{}", "Incremental"));

    assertThat(fine.status()).isEqualTo(200);
    assertThat(fine.at("properties.provisioningState")).isEqualTo("Succeeded");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.at("error.code")).isEqualTo("InvalidTemplate");
    assertThat(wrong.at("error.message")).contains("netwrk");
    assertThat(server.get(GATEWAY).status()).isEqualTo(404);
  }

  @Test
  void aTemplateOfWhichOneResourceIsWrongChangesNothing() throws Exception {
    String wrong = template("gw").replace("/httpListeners/l0", "/httpListeners/nope");

    Reply refused = server.put(DEPLOYMENT, body(wrong, "{}", "Incremental"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("error.message")).contains("httpListeners has no nope");
    assertThat(
            server.get(ArmServer.GROUP + "/providers/Microsoft.Network/virtualNetworks/v").status())
        .isEqualTo(404);
  }

  @Test
  void modeCompleteTakesAwayWhatTheTemplateDoesNotHave() throws Exception {
    server.put(ArmServer.gateway("old"), ArmBody.of("old", member.port()).toString());

    server.put(DEPLOYMENT, body(template("gw"), "{}", "Complete"));

    assertThat(server.get(ArmServer.gateway("old")).status()).isEqualTo(404);
    assertThat(server.gateways().all()).hasSize(1);
    assertThat(server.get(DEPLOYMENT).at("properties.mode")).isEqualTo("Complete");
  }

  @Test
  void whatIfTellsWhatWouldChange() throws Exception {
    server.put(DEPLOYMENT, body(template("gw"), "{}", "Incremental"));
    String changed = template("gw").replace("\"capacity\": 2", "\"capacity\": 5");

    Reply told = server.post(DEPLOYMENT + "/whatIf", body(changed, "{}", "Incremental"));

    assertThat(told.status()).as(told.text()).isEqualTo(200);
    assertThat(told.at("status")).isEqualTo("Succeeded");
    assertThat(told.at("properties.changes.0.resourceId")).isEqualTo(GATEWAY);
    assertThat(told.at("properties.changes.0.changeType")).isEqualTo("Modify");
    assertThat(told.at("properties.changes.0.delta.0.path")).isEqualTo("properties.sku.capacity");
    assertThat(told.at("properties.changes.0.delta.0.after")).isEqualTo("5");
    assertThat(told.at("properties.changes.1.changeType")).isEqualTo("NoChange");
    assertThat(server.get(GATEWAY).at("properties.sku.capacity")).isEqualTo("2");
  }

  @Test
  void nestedDeploymentsDeployTheirResourcesToo() throws Exception {
    String inner =
        template("gw").replaceAll("(?s)\"outputs\": .*\\}\\}\\s*\\}\\s*$", "\"outputs\": {}}");
    String outer =
        """
        {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
         "contentVersion": "1.0.0.0",
         "resources": [{"type": "Microsoft.Resources/deployments", "apiVersion": "2021-04-01",
           "name": "inner", "properties": {"mode": "Incremental",
             "expressionEvaluationOptions": {"scope": "inner"}, "template": %s}}]}
        """
            .formatted(inner);

    Reply made = server.put(DEPLOYMENT, body(outer, "{}", "Incremental"));

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(server.ask("gw", "/").body()).isEqualTo("one");
  }

  @Test
  void nothingIsReadFromThisMachineForALink() throws Exception {
    String outer =
        """
        {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
         "contentVersion": "1.0.0.0",
         "resources": [{"type": "Microsoft.Resources/deployments", "apiVersion": "2021-04-01",
           "name": "inner", "properties": {"mode": "Incremental",
             "templateLink": {"relativePath": "pom.xml"}}}]}
        """;

    Reply refused = server.put(DEPLOYMENT, body(outer, "{}", "Incremental"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).doesNotContain("<project");
  }

  /** The template that az network application-gateway create sends, shortened. */
  @Test
  void theMixedCaseOfAzsOwnTemplateIsUnderstood() throws Exception {
    server.put(ArmServer.GROUP + "/providers/Microsoft.Network/publicIPAddresses/p", "{}");
    String template =
        """
        {"$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
         "contentVersion": "1.0.0.0", "parameters": {},
         "variables": {"appGwID": "[resourceId('Microsoft.Network/applicationGateways', 'gw')]"},
         "resources": [
          {"type": "Microsoft.Network/virtualNetworks", "name": "gwVnet", "location": "westus",
           "apiVersion": "2015-06-15", "dependsOn": [], "tags": {},
           "properties": {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
             "subnets": [{"name": "default", "properties": {"addressPrefix": "10.0.0.0/24"}}]}},
          {"type": "Microsoft.Network/applicationGateways", "name": "gw", "location": "westus",
           "tags": {}, "apiVersion": "2022-01-01", "zones": null,
           "dependsOn": ["Microsoft.Network/virtualNetworks/gwVnet"],
           "properties": {
            "backendAddressPools": [{"name": "appGatewayBackendPool",
              "properties": {"BackendAddresses": [{"ipAddress": "127.0.0.1"}]}}],
            "backendHttpSettingsCollection": [{"name": "appGatewayBackendHttpSettings",
              "properties": {"Port": "%d", "Protocol": "http", "CookieBasedAffinity": "disabled",
               "connectionDraining": {"enabled": false, "drainTimeoutInSec": 1}}}],
            "frontendIPConfigurations": [{"name": "fe", "properties": {"publicIPAddress":
              {"id": "[resourceId('Microsoft.Network/publicIPAddresses', 'p')]"}}}],
            "frontendPorts": [{"name": "appGatewayFrontendPort", "properties": {"Port": 80}}],
            "gatewayIPConfigurations": [{"name": "appGatewayFrontendIP", "properties": {"subnet":
              {"id": "[concat(resourceId('Microsoft.Network/virtualNetworks', 'gwVnet'), '/subnets/default')]"}}}],
            "httpListeners": [{"name": "appGatewayHttpListener", "properties": {
              "FrontendIpConfiguration": {"Id": "[concat(variables('appGwID'), '/frontendIPConfigurations/fe')]"},
              "FrontendPort": {"Id": "[concat(variables('appGwID'), '/frontendPorts/appGatewayFrontendPort')]"},
              "Protocol": "http", "SslCertificate": null}}],
            "sku": {"name": "Standard_v2", "tier": "Standard_v2", "capacity": 2},
            "requestRoutingRules": [{"Name": "rule1", "properties": {"RuleType": "Basic", "priority": 100,
              "httpListener": {"id": "[concat(variables('appGwID'), '/httpListeners/appGatewayHttpListener')]"},
              "backendAddressPool": {"id": "[concat(variables('appGwID'), '/backendAddressPools/appGatewayBackendPool')]"},
              "backendHttpSettings": {"id": "[concat(variables('appGwID'), '/backendHttpSettingsCollection/appGatewayBackendHttpSettings')]"}}}],
            "privateLinkConfigurations": []}}],
         "outputs": {"applicationGateway": {"type": "object", "value": "[reference('gw')]"}}}
        """
            .formatted(member.port());

    Reply made =
        server.put(
            DEPLOYMENT,
            "{\"properties\": {\"template\": %s, \"parameters\": {}, \"mode\": \"incremental\"}}"
                .formatted(template));

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.at("properties.outputs.applicationGateway.value.provisioningState"))
        .isEqualTo("Succeeded");
    assertThat(server.ask("gw", "/").body()).isEqualTo("one");
    assertThat(server.get(GATEWAY).text())
        .contains(
            "\"port\":" + member.port() + ",", "\"name\":\"rule1\"", "\"ruleType\":\"Basic\"");
  }

  @Test
  void aDeploymentThatFailsChangesNothingAndIsKeptWithItsError() throws Exception {
    String dangling = template("gw").replace("/backendAddressPools/", "/backendAddressPools/no");

    Reply refused = server.put(DEPLOYMENT, body(dangling, "{}", "Incremental"));

    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    Reply kept = server.get(DEPLOYMENT);
    assertThat(kept.at("properties.provisioningState")).isEqualTo("Failed");
    assertThat(kept.at("properties.error.message")).isEqualTo(refused.at("error.message"));
    Reply operations = server.get(DEPLOYMENT + "/operations");
    assertThat(operations.at("value.0.properties.provisioningState")).isEqualTo("Failed");
    assertThat(operations.at("value.0.properties.statusMessage.error.code"))
        .isEqualTo(refused.at("error.code"));
    assertThat(server.get(GATEWAY).status()).isEqualTo(404);
  }
}
