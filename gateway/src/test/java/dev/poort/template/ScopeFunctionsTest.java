package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.template.Scope.Level;
import org.junit.jupiter.api.Test;

/** What a template learns of where it is deployed to. */
class ScopeFunctionsTest {
  private static final Scope SCOPE =
      Scope.DEFAULT
          .withSubscription("sub")
          .withResourceGroup("examplegroup")
          .withLocation("southcentralus")
          .withManagementGroup("examplemg1");

  private static String value(Level level, String expression) {
    return Templates.of("{ \"resources\": [] }").at(SCOPE.at(level)).value(expression);
  }

  @Test
  void theResourceGroup() {
    assertThat(value(Level.RESOURCE_GROUP, "resourceGroup()"))
        .isEqualTo(
            "{\"id\":\"/subscriptions/sub/resourceGroups/examplegroup\",\"name\":\"examplegroup\","
                + "\"type\":\"Microsoft.Resources/resourceGroups\",\"location\":\"southcentralus\","
                + "\"tags\":{...},\"properties\":{\"provisioningState\":\"Succeeded\"}}");
    assertThat(value(Level.SUBSCRIPTION, "resourceGroup().id"))
        .isEqualTo("error: resourceGroup: the template is not deployed to a resource group");
  }

  @Test
  void theSubscription() {
    assertThat(value(Level.SUBSCRIPTION, "subscription()"))
        .isEqualTo(
            "{\"id\":\"/subscriptions/sub\",\"subscriptionId\":\"sub\","
                + "\"tenantId\":\"00000000-0000-0000-0000-000000000000\",...}");
    assertThat(value(Level.RESOURCE_GROUP, "subscription().displayName"))
        .isEqualTo("?(only Azure knows displayName of the subscription)");
    assertThat(Templates.expression("resourceGroup().tags.env"))
        .isEqualTo("?(only Azure knows env of the tags of the resource group)");
    assertThat(value(Level.TENANT, "subscription().id"))
        .isEqualTo("error: subscription: the template is not deployed to a subscription");
  }

  @Test
  void theManagementGroup() {
    assertThat(value(Level.MANAGEMENT_GROUP, "managementGroup()"))
        .isEqualTo(
            "{\"id\":\"/providers/Microsoft.Management/managementGroups/examplemg1\","
                + "\"name\":\"examplemg1\","
                + "\"type\":\"/providers/Microsoft.Management/managementGroups\",...}");
    assertThat(value(Level.RESOURCE_GROUP, "managementGroup().id"))
        .isEqualTo("error: managementGroup: the template is not deployed to a management group");
  }

  @Test
  void theTenant() {
    assertThat(value(Level.TENANT, "tenant()"))
        .isEqualTo(
            "{\"id\":\"/tenants/00000000-0000-0000-0000-000000000000\","
                + "\"tenantId\":\"00000000-0000-0000-0000-000000000000\",...}");
  }

  @Test
  void theSchemaOfTheTemplateSaysAtWhichLevelItIsDeployed() {
    String template =
        """
        { "$schema": "https://schema.management.azure.com/schemas/2018-05-01/%s#", "resources": [] }
        """;
    assertThat(level(template.formatted("subscriptionDeploymentTemplate.json")))
        .isEqualTo("\"/subscriptions/sub/providers/Contoso.Web/sites/a\"");
    assertThat(level(template.formatted("managementGroupDeploymentTemplate.json")))
        .isEqualTo("\"/providers/Contoso.Web/sites/a\"");
    assertThat(level(template.formatted("tenantDeploymentTemplate.json")))
        .isEqualTo("\"/providers/Contoso.Web/sites/a\"");
    assertThat(level(template.formatted("deploymentTemplate.json")))
        .startsWith("\"/subscriptions/sub/resourceGroups/examplegroup/");
  }

  private static String level(String template) {
    return Templates.of(template).at(SCOPE).value("resourceId('Contoso.Web/sites', 'a')");
  }
}
