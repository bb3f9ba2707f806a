package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where nested deployments go to, and what they and others learn of it. */
class DeploymentScopeTest {
  private static final String SUBSCRIPTION_SCHEMA =
      "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#";

  /** A template for a subscription or a group, with one deployment that has more members. */
  private static Templates deployment(String schema, String more) {
    return Templates.of(
            """
            {
              "$schema": "%s",
              "resources": [
                {
                  "type": "Microsoft.Resources/deployments",
                  "apiVersion": "2020-10-01",
                  "name": "nested",
                  %s
                  "properties": {
                    "expressionEvaluationOptions": { "scope": "inner" },
                    "template": {
                      "resources": [{ "type": "Contoso.Web/sites", "name": "a" }],
                      "outputs": {
                        "group": { "type": "string", "value": "[resourceGroup().name]" },
                        "place": { "type": "string", "value": "[resourceGroup().location]" },
                        "subscription": { "type": "string", "value": "[subscription().subscriptionId]" },
                        "location": { "type": "string", "value": "[deployment().location]" },
                        "name": { "type": "string", "value": "[deployment().name]" },
                        "id": { "type": "string", "value": "[resourceId('Contoso.Web/sites', 'a')]" }
                      }
                    }
                  }
                }
              ]
            }
            """
                .formatted(schema, more))
        .at(Scope.DEFAULT.withSubscription("sub"));
  }

  private static String output(Templates templates, String name) {
    return templates.value("reference('nested').outputs." + name + ".value").replace("\"", "");
  }

  @Test
  void withoutMoreItIsTheScopeAround() {
    Templates templates = deployment("", "");
    assertThat(output(templates, "group")).isEqualTo("poort");
    assertThat(output(templates, "name")).isEqualTo("nested");
    assertThat(templates.evaluate().ids())
        .containsExactly(
            "/subscriptions/sub/resourceGroups/poort"
                + "/providers/Microsoft.Resources/deployments/nested",
            "/subscriptions/sub/resourceGroups/poort/providers/Contoso.Web/sites/a");
  }

  @Test
  void anotherResourceGroup() {
    Templates templates = deployment("", "\"resourceGroup\": \"other\",");
    assertThat(output(templates, "group")).isEqualTo("other");
    assertThat(output(templates, "id"))
        .isEqualTo("/subscriptions/sub/resourceGroups/other/providers/Contoso.Web/sites/a");
    assertThat(templates.evaluate().ids().getLast()).isEqualTo(output(templates, "id"));
    assertThat(
            templates.value(
                "reference(resourceId('other', 'Microsoft.Resources/deployments', 'nested'),"
                    + " '2020-10-01').outputs.group.value"))
        .isEqualTo("\"other\"");
  }

  @Test
  void anotherSubscription() {
    Templates templates =
        deployment("", "\"subscriptionId\": \"s2\", \"resourceGroup\": \"other\",");
    assertThat(output(templates, "subscription")).isEqualTo("s2");
    assertThat(output(templates, "id"))
        .isEqualTo("/subscriptions/s2/resourceGroups/other/providers/Contoso.Web/sites/a");
  }

  @Test
  void theSubscriptionItself() {
    Templates templates =
        deployment("", "\"subscriptionId\": \"s2\", \"location\": \"northeurope\",");
    assertThat(output(templates, "location")).isEqualTo("northeurope");
    assertThat(output(templates, "id"))
        .isEqualTo("/subscriptions/s2/providers/Contoso.Web/sites/a");
    assertThat(
            templates.value(
                "reference(subscriptionResourceId('s2', 'Microsoft.Resources/deployments',"
                    + " 'nested')).outputs.subscription.value"))
        .isEqualTo("\"s2\"");
  }

  @Test
  void theTenant() {
    Templates templates = deployment("", "\"scope\": \"/\",");
    assertThat(output(templates, "id")).isEqualTo("/providers/Contoso.Web/sites/a");
    assertThat(templates.evaluate().ids().getFirst())
        .isEqualTo("/providers/Microsoft.Resources/deployments/nested");
  }

  @Test
  void aManagementGroup() {
    Templates templates =
        deployment("", "\"scope\": \"Microsoft.Management/managementGroups/m2\",");
    assertThat(templates.evaluate().ids())
        .containsExactly(
            "/providers/Microsoft.Management/managementGroups/m2"
                + "/providers/Microsoft.Resources/deployments/nested",
            "/providers/Microsoft.Management/managementGroups/m2/providers/Contoso.Web/sites/a");
  }

  @Test
  void aGroupOfATemplateForASubscription() {
    Templates templates = deployment(SUBSCRIPTION_SCHEMA, "\"resourceGroup\": \"g\",");
    assertThat(output(templates, "group")).isEqualTo("g");
    assertThat(output(templates, "place")).isEqualTo("westeurope");
    assertThat(
            templates.value(
                "reference(extensionResourceId(format('/subscriptions/{0}/resourceGroups/{1}',"
                    + " subscription().subscriptionId, 'g'), 'Microsoft.Resources/deployments',"
                    + " 'nested'), '2020-10-01').outputs.group.value"))
        .isEqualTo("\"g\"");
  }

  @Test
  void aGroupThatTheTemplateDeploysKnowsItsLocationAndTags() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "$schema": "%s",
              "resources": [
                {
                  "type": "Microsoft.Resources/deployments",
                  "name": "nested",
                  "resourceGroup": "g",
                  "properties": {
                    "expressionEvaluationOptions": { "scope": "inner" },
                    "template": {
                      "resources": [
                        {
                          "type": "Contoso.Web/sites",
                          "name": "a",
                          "location": "[resourceGroup().location]",
                          "tags": "[resourceGroup().tags]"
                        }
                      ]
                    }
                  },
                  "dependsOn": ["[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'g')]"]
                },
                {
                  "type": "Microsoft.Resources/resourceGroups",
                  "name": "g",
                  "location": "[concat('north', 'europe')]",
                  "tags": { "owner": "us" }
                }
              ]
            }
            """
                .formatted(SUBSCRIPTION_SCHEMA));
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.resource("a"))
        .contains("\"location\":\"northeurope\"")
        .contains("\"tags\":{\"owner\":\"us\"}");
  }

  @Test
  void inOuterScopeFunctionsTellOfTheScopeAround() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  {
                    "type": "Microsoft.Resources/deployments",
                    "name": "nested",
                    "resourceGroup": "other",
                    "properties": {
                      "template": {
                        "resources": [
                          {
                            "type": "Contoso.Web/sites",
                            "name": "a",
                            "properties": {
                              "group": "[resourceGroup().name]",
                              "deployment": "[deployment().name]"
                            }
                          }
                        ]
                      }
                    }
                  }
                ]
                """)
            .evaluate();
    assertThat(evaluated.properties("a"))
        .isEqualTo("{\"group\":\"poort\",\"deployment\":\"main\"}");
    assertThat(evaluated.ids().getLast()).contains("/resourceGroups/other/");
  }
}
