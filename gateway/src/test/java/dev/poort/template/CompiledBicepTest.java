package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Templates in the shapes that the Bicep compiler writes. */
class CompiledBicepTest {
  /** A subscription with a group, in it a network module, in a loop, and who uses them. */
  private static final String MODULES =
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
        "languageVersion": "2.0",
        "contentVersion": "1.0.0.0",
        "metadata": { "_generator": { "name": "bicep", "version": "0.30.0", "templateHash": "1" } },
        "definitions": {
          "siteType": {
            "type": "object",
            "properties": {
              "name": { "type": "string" },
              "port": { "type": "int", "nullable": true }
            }
          }
        },
        "parameters": {
          "sites": {
            "type": "array",
            "items": { "$ref": "#/definitions/siteType" },
            "defaultValue": [{ "name": "shop", "port": 81 }, { "name": "mail" }]
          },
          "withLogs": { "type": "bool", "defaultValue": false }
        },
        "resources": {
          "group": {
            "type": "Microsoft.Resources/resourceGroups",
            "apiVersion": "2024-03-01",
            "name": "web",
            "location": "northeurope"
          },
          "logs": {
            "condition": "[parameters('withLogs')]",
            "type": "Microsoft.Resources/deployments",
            "apiVersion": "2022-09-01",
            "name": "logs",
            "resourceGroup": "web",
            "properties": {
              "expressionEvaluationOptions": { "scope": "inner" },
              "mode": "Incremental",
              "template": { "resources": {}, "outputs": {} }
            }
          },
          "site": {
            "copy": { "name": "site", "count": "[length(parameters('sites'))]" },
            "type": "Microsoft.Resources/deployments",
            "apiVersion": "2022-09-01",
            "name": "[format('site-{0}', copyIndex())]",
            "resourceGroup": "web",
            "properties": {
              "expressionEvaluationOptions": { "scope": "inner" },
              "mode": "Incremental",
              "parameters": {
                "name": { "value": "[parameters('sites')[copyIndex()].name]" },
                "port": { "value": "[tryGet(parameters('sites')[copyIndex()], 'port')]" },
                "logs": "[if(parameters('withLogs'), createObject('value', reference('logs').outputs.id.value), createObject('value', null()))]"
              },
              "template": {
                "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                "languageVersion": "2.0",
                "contentVersion": "1.0.0.0",
                "parameters": {
                  "name": { "type": "string" },
                  "port": { "type": "int", "defaultValue": 80 },
                  "location": { "type": "string", "defaultValue": "[resourceGroup().location]" },
                  "logs": { "type": "string", "nullable": true }
                },
                "resources": {
                  "net": {
                    "existing": true,
                    "type": "Contoso.Net/networks",
                    "apiVersion": "2024-01-01",
                    "name": "net"
                  },
                  "site": {
                    "type": "Contoso.Web/sites",
                    "apiVersion": "2024-01-01",
                    "name": "[parameters('name')]",
                    "location": "[parameters('location')]",
                    "properties": {
                      "port": "[parameters('port')]",
                      "logs": "[coalesce(parameters('logs'), 'none')]",
                      "network": "[resourceId('Contoso.Net/networks', 'net')]",
                      "space": "[reference('net').space]"
                    },
                    "dependsOn": ["net"]
                  }
                },
                "outputs": {
                  "id": {
                    "type": "string",
                    "value": "[resourceId('Contoso.Web/sites', parameters('name'))]"
                  },
                  "port": { "type": "int", "value": "[reference('site').port]" }
                }
              }
            },
            "dependsOn": ["group", "logs"]
          }
        },
        "outputs": {
          "ids": {
            "type": "array",
            "copy": {
              "count": "[length(parameters('sites'))]",
              "input": "[reference(format('site[{0}]', copyIndex())).outputs.id.value]"
            }
          },
          "ports": {
            "type": "array",
            "value": "[map(references('site'), lambda('s', lambdaVariables('s').outputs.port.value))]"
          }
        }
      }
      """;

  @Test
  void modulesInALoopWithConditionsAndOptionalParameters() {
    Evaluated evaluated = Templates.evaluate(MODULES);
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.names())
        .containsExactly("web", "site-0", "net", "shop", "site-1", "net", "mail");
    assertThat(evaluated.properties("mail"))
        .isEqualTo(
            "{\"port\":80,\"logs\":\"none\",\"network\":\"/subscriptions/"
                + "00000000-0000-0000-0000-000000000000/resourceGroups/web/providers"
                + "/Contoso.Net/networks/net\","
                + "\"space\":?(only Azure knows space of the resource net)}");
    assertThat(evaluated.resource("mail")).contains("\"location\":\"northeurope\"");
  }

  @Test
  void theirOutputsAreGatheredByIndexAndByLoop() {
    Evaluated evaluated = Templates.evaluate(MODULES);
    assertThat(evaluated.output("ports")).isEqualTo("[81,80]");
    assertThat(evaluated.output("ids"))
        .contains("/resourceGroups/web/", "sites/shop", "sites/mail");
  }

  @Test
  void whatIsAskedOfAModuleThatIsNotDeployedIsUnknown() {
    assertThat(Templates.of(MODULES).value("reference('logs').outputs.id.value"))
        .isEqualTo("?(the deployment logs is not deployed, as its condition is false)");
  }

  @Test
  void aParameterOfAnyTypeHasNone() {
    String template =
        """
        {
          "languageVersion": "2.0",
          "parameters": { "any": { "metadata": { "__bicep_resource_derived_type!": {} } } },
          "resources": {},
          "outputs": { "any": { "type": "array", "value": "[parameters('any')]" } }
        }
        """;
    Evaluated evaluated = Templates.of(template).with("{ \"any\": { \"value\": [1] } }").evaluate();
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.output("any")).isEqualTo("[1]");
  }

  @Test
  void withoutSymbolicNamesModulesAreFoundByTheirIds() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
              "contentVersion": "1.0.0.0",
              "parameters": { "newIp": { "type": "bool", "defaultValue": true } },
              "resources": [
                {
                  "type": "Contoso.Web/sites",
                  "apiVersion": "2024-01-01",
                  "name": "shop",
                  "properties": {
                    "ip": "[if(parameters('newIp'), reference(resourceId('Microsoft.Resources/deployments', 'ip'), '2022-09-01').outputs.ip.value, '')]"
                  },
                  "dependsOn": ["[resourceId('Microsoft.Resources/deployments', 'ip')]"]
                },
                {
                  "condition": "[parameters('newIp')]",
                  "type": "Microsoft.Resources/deployments",
                  "apiVersion": "2022-09-01",
                  "name": "ip",
                  "properties": {
                    "expressionEvaluationOptions": { "scope": "inner" },
                    "mode": "Incremental",
                    "template": {
                      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                      "contentVersion": "1.0.0.0",
                      "resources": [],
                      "outputs": { "ip": { "type": "string", "value": "10.0.0.1" } }
                    }
                  }
                }
              ]
            }
            """);
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.properties("shop")).isEqualTo("{\"ip\":\"10.0.0.1\"}");
  }
}
