package dev.poort.resourcemanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.ArmBody;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.ArmServer.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates that refer to what Azure itself adds to resources. */
class OnlyAzureKnowsTest {
  private static final String DEPLOYMENT =
      ArmServer.GROUP + "/providers/Microsoft.Resources/deployments/d";
  private static final String IDENTITY =
      ArmServer.GROUP + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/who";
  private static final String ASSIGNMENT =
      ArmServer.GROUP
          + "/providers/Microsoft.Authorization/roleAssignments/a0a0a0a0-0000-0000-0000-000000000001";

  private static final String CLUSTER =
      """
      {"type": "Microsoft.ContainerService/managedClusters", "name": "aks",
       "apiVersion": "2018-03-31", "location": "westeurope", "properties": {}},
      """;

  @TempDir Path folder;
  private ArmServer server;

  @BeforeEach
  void start() throws Exception {
    server = ArmServer.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private Reply deploy(String resources, String output) throws Exception {
    String template =
        """
        {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
         "contentVersion": "1.0.0.0", "resources": [%s],
         "outputs": {"it": {"type": "string", "value": "[%s]"}}}
        """
            .formatted(resources, output);
    return server.put(
        DEPLOYMENT,
        "{\"properties\": {\"mode\": \"Incremental\", \"template\": %s}}".formatted(template));
  }

  private static String assignment(String principal) {
    return """
    {"type": "Microsoft.Authorization/roleAssignments", "apiVersion": "2022-04-01",
     "name": "a0a0a0a0-0000-0000-0000-000000000001",
     "properties": {"roleDefinitionId": "reader", "principalId": "[%s]"}}
    """
        .formatted(principal);
  }

  @Test
  void anIdentityHasIdsThatTheTemplateAndItsReadersSee() throws Exception {
    String identity =
        """
        {"type": "Microsoft.ManagedIdentity/userAssignedIdentities", "name": "who",
         "apiVersion": "2023-01-31", "location": "westeurope"},
        """;
    String reference = "reference('%s', '2023-01-31').".formatted(IDENTITY);

    Reply made = deploy(identity + assignment(reference + "principalId"), reference + "clientId");

    Reply who = server.get(IDENTITY);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.at("properties.outputs.it.value")).isEqualTo(who.at("properties.clientId"));
    assertThat(who.at("properties.clientId")).hasSize(36);
    assertThat(server.get(ASSIGNMENT).at("properties.principalId"))
        .isEqualTo(who.at("properties.principalId"))
        .hasSize(36);
  }

  @Test
  void ofResourcesThatDoNothingHereItIsLeftOut() throws Exception {
    String known = "reference('aks', '2018-03-31').identityProfile.kubeletidentity.objectId";

    Reply made = deploy(CLUSTER + assignment(known), known);

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.at("properties.outputs.it.value")).isEqualTo("null");
    assertThat(server.get(ASSIGNMENT).at("properties.roleDefinitionId")).isEqualTo("reader");
    assertThat(server.get(ASSIGNMENT).at("properties.principalId")).isEqualTo("absent");
  }

  @Test
  void aGatewayThatNeedsItIsRefused() throws Exception {
    String gateway =
        CLUSTER
            + "{\"type\": \"Microsoft.Network/applicationGateways\", \"name\": \"gw\","
            + " \"apiVersion\": \"2024-05-01\", "
            + ArmBody.of("gw", 1).toString().strip().substring(1);
    String of = "[reference('aks', '2018-03-31').fqdn]";

    Reply refused = deploy(gateway.replace("\"127.0.0.1\"", "\"" + of + "\""), "'x'");

    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.at("error.message")).contains("only Azure knows fqdn of the resource aks");
  }
}
