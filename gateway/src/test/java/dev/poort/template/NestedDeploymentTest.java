package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Templates within templates. */
class NestedDeploymentTest {
  /** A template whose one resource is a deployment with these properties. */
  private static Templates around(String properties) {
    return Templates.of(
        """
        {
          "parameters": {
            "password": { "type": "securestring", "defaultValue": "hush" },
            "name": { "type": "string", "defaultValue": "outer" }
          },
          "variables": { "where": "from parent template" },
          "resources": [
            {
              "type": "Microsoft.Resources/deployments",
              "apiVersion": "2020-10-01",
              "name": "nested",
              "properties": { "mode": "Incremental", %s }
            }
          ],
          "outputs": {
            "where": { "type": "string", "value": "[reference('nested').outputs.where.value]" }
          }
        }
        """
            .formatted(properties));
  }

  private static final String INNER = "\"expressionEvaluationOptions\": { \"scope\": \"inner\" }, ";

  private static final String WHERE =
      """
      "template": {
        "variables": { "where": "from nested template" },
        "resources": [],
        "outputs": { "where": { "type": "string", "value": "[variables('where')]" } }
      }
      """;

  @Test
  void inInnerScopeExpressionsSeeTheNestedTemplate() {
    assertThat(around(INNER + WHERE).evaluate().output("where"))
        .isEqualTo("\"from nested template\"");
  }

  @Test
  void inOuterScopeTheDefaultExpressionsSeeTheTemplateAround() {
    assertThat(around(WHERE).evaluate().output("where")).isEqualTo("\"from parent template\"");
  }

  @Test
  void whatTheOuterScopeLeavesIsEvaluatedByTheNestedTemplateItself() {
    Evaluated evaluated =
        around(
                """
                "parameters": { "name": { "value": "[concat(parameters('name'), '-passed')]" } },
                "template": {
                  "parameters": { "name": { "type": "string" } },
                  "resources": [],
                  "outputs": {
                    "where": {
                      "type": "string",
                      "value": "[concat('[concat(parameters(''name''), ''-', parameters('name'), ''')]')]"
                    }
                  }
                }
                """)
            .evaluate();
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.output("where")).isEqualTo("\"outer-passed-outer\"");
  }

  @Test
  void aTemplateMayComeFromAVariable() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "variables": {
                "template": {
                  "parameters": { "name": { "type": "string" } },
                  "resources": [
                    { "type": "Contoso.Web/sites", "name": "[[parameters('name')]" }
                  ]
                }
              },
              "resources": [
                {
                  "type": "Microsoft.Resources/deployments",
                  "name": "nested",
                  "properties": {
                    "parameters": { "name": { "value": "shop" } },
                    "template": "[variables('template')]"
                  }
                }
              ]
            }
            """);
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.names()).containsExactly("nested", "shop");
  }

  @Test
  void parametersArePassedDown() {
    Evaluated evaluated =
        around(
                INNER
                    + """
                    "parameters": {
                      "plain": { "value": "[parameters('name')]" },
                      "chosen": "[createObject('value', variables('where'))]",
                      "listed": { "copy": [{ "name": "value", "count": 2, "input": "[copyIndex('value')]" }] },
                      "defaulted": { "value": null }
                    },
                    "template": {
                      "parameters": {
                        "plain": { "type": "string" },
                        "chosen": { "type": "string" },
                        "listed": { "type": "array" },
                        "defaulted": { "type": "int", "defaultValue": 7 }
                      },
                      "resources": [
                        {
                          "type": "Contoso.Web/sites",
                          "name": "a",
                          "properties": {
                            "all": "[createArray(parameters('plain'), parameters('chosen'), parameters('listed'), parameters('defaulted'))]"
                          }
                        }
                      ],
                      "outputs": { "where": { "type": "string", "value": "x" } }
                    }
                    """)
            .evaluate();
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.property("a", "all"))
        .isEqualTo("[\"outer\",\"from parent template\",[0,1],7]");
  }

  @Test
  void parametersThatAreMissingOrNotDeclaredAreErrors() {
    List<String> problems =
        around(
                INNER
                    + """
                    "parameters": { "nam": { "value": 1 }, "empty": {} },
                    "template": {
                      "parameters": {
                        "name": { "type": "string" },
                        "empty": { "type": "string" }
                      },
                      "resources": [{ "type": "a/b", "name": "[parameters('empty')]" }],
                      "outputs": { "where": { "type": "string", "value": "x" } }
                    }
                    """)
            .evaluate()
            .problems();
    assertThat(problems)
        .containsExactly(
            "error: the template has no parameter nam. Did you mean name?",
            "error: the parameter name has no value. Give it among the parameters of that deployment",
            "error: the parameter empty has neither value nor reference."
                + " Write { \"value\": ... }");
  }

  @Test
  void aSecretOfAKeyVaultIsUnknown() {
    Evaluated evaluated =
        around(
                INNER
                    + """
                    "parameters": {
                      "password": {
                        "reference": {
                          "keyVault": { "id": "[resourceId('Contoso.Keys/vaults', 'v')]" },
                          "secretName": "[parameters('name')]"
                        }
                      }
                    },
                    "template": {
                      "parameters": { "password": { "type": "securestring" } },
                      "resources": [],
                      "outputs": { "where": { "type": "string", "value": "[parameters('password')]" } }
                    }
                    """)
            .evaluate();
    assertThat(evaluated.output("where"))
        .isEqualTo(
            "?(parameters('password') is the secret outer of a Key Vault, which only Azure can"
                + " read)");
  }

  @Test
  void problemsNameTheDeploymentsAroundThemAndShowNoSecretThatWasPassedDown() {
    Templates templates =
        around(
            INNER
                + """
                "parameters": {
                  "plain": { "value": "[concat(parameters('password'), '!')]" },
                  "sure": { "value": "[parameters('name')]" }
                },
                "template": {
                  "parameters": { "plain": { "type": "string" }, "sure": { "type": "string" } },
                  "resources": [
                    {
                      "type": "Contoso.Web/sites",
                      "name": "a",
                      "properties": { "n": "[int(concat(parameters('plain'), parameters('sure')))]" }
                    }
                  ],
                  "outputs": { "where": { "type": "string", "value": "x" } }
                }
                """);
    assertThat(templates.evaluate().evaluation().problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.where().trail())
                    .containsExactly(
                        "parameters('plain') is a secret (template.json:13:23)",
                        "parameters('password') is a secret (template.json:3:59)",
                        "parameters('sure') is 'outer' (template.json:14:22)",
                        "parameters('name') is 'outer' (template.json:4:49)",
                        "in the deployment nested (template.json:8:5)"));
  }

  @Test
  void anOutputThatIsMadeOfASecretIsOneToo() {
    Templates templates =
        around(
            INNER
                + """
                "parameters": { "plain": { "value": "[concat(parameters('password'), '!')]" } },
                "template": {
                  "parameters": { "plain": { "type": "string" } },
                  "resources": [],
                  "outputs": {
                    "where": { "type": "string", "value": "[toUpper(parameters('plain'))]" },
                    "sure": { "type": "securestring", "value": "x" },
                    "open": { "type": "string", "value": "x" }
                  }
                }
                """);
    JsonObject outputs = templates.evaluate().evaluation().outputs();
    assertThat(outputs.get("where")).matches(where -> where.position().isSecret());
    Templates asking = around(INNER + WHERE);
    assertThat(asking.evaluate().evaluation().outputs().get("where"))
        .matches(where -> !where.position().isSecret());
  }

  @Test
  void aLoopOfDeploymentsHasOneForEachRoundAndPassesItsIndexDown() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  {
                    "copy": { "name": "loop", "count": 2 },
                    "type": "Microsoft.Resources/deployments",
                    "name": "[concat('d', copyIndex())]",
                    "properties": {
                      "expressionEvaluationOptions": { "scope": "inner" },
                      "parameters": { "index": { "value": "[copyIndex()]" } },
                      "template": {
                        "parameters": { "index": { "type": "int" } },
                        "resources": [
                          {
                            "copy": { "name": "inner", "count": 2 },
                            "type": "Contoso.Web/sites",
                            "name": "[format('s{0}-{1}', parameters('index'), copyIndex())]"
                          }
                        ]
                      }
                    }
                  }
                ]
                """)
            .evaluate();
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.names()).containsExactly("d0", "s0-0", "s0-1", "d1", "s1-0", "s1-1");
  }

  @Test
  void inOuterScopeTheIndexIsThatOfTheLoopAround() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  {
                    "copy": { "name": "loop", "count": 2 },
                    "type": "Microsoft.Resources/deployments",
                    "name": "[concat('d', copyIndex())]",
                    "properties": {
                      "template": {
                        "resources": [
                          { "type": "Contoso.Web/sites", "name": "[concat('s', copyIndex())]" }
                        ]
                      }
                    }
                  }
                ]
                """)
            .evaluate();
    assertThat(evaluated.names()).containsExactly("d0", "s0", "d1", "s1");
  }

  @Test
  void outputsGoFromOneDeploymentToAnother() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  {
                    "type": "Microsoft.Resources/deployments",
                    "name": "user",
                    "properties": {
                      "expressionEvaluationOptions": { "scope": "inner" },
                      "parameters": {
                        "name": { "value": "[reference('maker').outputs.name.value]" },
                        "id": {
                          "value": "[reference(resourceId('Microsoft.Resources/deployments', 'maker'), '2020-10-01').outputs['the-id'].value]"
                        }
                      },
                      "template": {
                        "parameters": { "name": { "type": "string" }, "id": { "type": "string" } },
                        "resources": [
                          {
                            "type": "Contoso.Web/sites",
                            "name": "[parameters('name')]",
                            "properties": { "id": "[parameters('id')]" }
                          }
                        ]
                      }
                    }
                  },
                  {
                    "type": "Microsoft.Resources/deployments",
                    "name": "maker",
                    "properties": {
                      "expressionEvaluationOptions": { "scope": "inner" },
                      "template": {
                        "resources": [],
                        "outputs": {
                          "name": { "type": "string", "value": "shop" },
                          "the-id": { "type": "string", "value": "[subscription().id]" }
                        }
                      }
                    }
                  }
                ]
                """)
            .evaluate();
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.properties("shop"))
        .isEqualTo("{\"id\":\"/subscriptions/00000000-0000-0000-0000-000000000000\"}");
  }

  @Test
  void aDeploymentHasRuntimePropertiesToo() {
    Templates templates = around(INNER + WHERE);
    assertThat(templates.value("reference('nested').outputs"))
        .isEqualTo("{\"where\":{\"type\":\"string\",\"value\":\"from nested template\"}}");
    assertThat(templates.value("reference('nested').provisioningState")).isEqualTo("\"Succeeded\"");
    assertThat(templates.value("reference('nested').timestamp"))
        .isEqualTo("?(only Azure knows timestamp of the deployment nested)");
    assertThat(
            templates.value(
                "reference('nested', '2020-10-01', 'Full').properties.outputs.where.value"))
        .isEqualTo("\"from nested template\"");
    assertThat(templates.value("reference('nested').outputs.were.value"))
        .isEqualTo("error: the deployment nested has no output were. Did you mean where?");
  }

  @Test
  void outputsThatAreMadeOfThemselvesAreAnError() {
    Evaluated evaluated =
        around(
                INNER
                    + """
                    "parameters": { "x": { "value": "[reference('nested').outputs.where.value]" } },
                    "template": {
                      "parameters": { "x": { "type": "string" } },
                      "resources": [],
                      "outputs": { "where": { "type": "string", "value": "[parameters('x')]" } }
                    }
                    """)
            .evaluate();
    assertThat(evaluated.problems())
        .containsExactly("error: the output where is made of itself. Break the circle");
  }

  @Test
  void badStructureIsReported() {
    assertThat(around("\"template\": 7").check().evaluate().problems())
        .containsExactly("error: the deployment nested has no template. Write an object");
    assertThat(around("\"debugSetting\": {}").evaluate().problems())
        .containsExactly("error: the deployment nested has no template. Write an object");
    assertThat(around(INNER + "\"parameters\": [], " + WHERE).evaluate().problems())
        .containsExactly("error: parameters is an array. Write an object");
    assertThat(
            Templates.ofResources(
                    "[{ \"type\": \"Microsoft.Resources/deployments\", \"name\": \"a\" }]")
                .evaluate()
                .problems())
        .containsExactly("error: the deployment a has no properties");
  }

  @Test
  void deploymentsNestNoDeeperThanTwenty() {
    String template = "{ \"resources\": [] }";
    for (int i = 0; i < 22; i++) {
      template =
          """
          {
            "resources": [
              {
                "type": "Microsoft.Resources/deployments",
                "name": "d",
                "properties": { "template": %s }
              }
            ]
          }
          """
              .formatted(template);
    }
    assertThat(Templates.evaluate(template).problems())
        .containsExactly("error: deployments nest too deeply. Nest at most 20");
  }
}
