package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which resources a template has, and what they say. */
class ResourcesTest {
  @Test
  void expressionsOfAResourceAreEvaluatedAndWhatIsForTheDeploymentIsLeftOut() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "variables": { "port": 80 },
              "resources": [
                {
                  "type": "Contoso.Web/sites",
                  "apiVersion": "2024-01-01",
                  "name": "[concat('s', 'hop')]",
                  "comments": "for people",
                  "condition": true,
                  "dependsOn": [],
                  "tags": { "group": "[resourceGroup().name]" },
                  "properties": { "port": "[variables('port')]", "text": "[[no expression]" }
                }
              ]
            }
            """);
    assertThat(evaluated.resource("shop"))
        .isEqualTo(
            "{\"type\":\"Contoso.Web/sites\",\"apiVersion\":\"2024-01-01\",\"name\":\"shop\","
                + "\"tags\":{\"group\":\"poort\"},"
                + "\"properties\":{\"port\":80,\"text\":\"[no expression]\"}}");
    assertThat(evaluated.problems()).isEmpty();
  }

  @Test
  void aSectionThatNoTemplateHasIsAWarning() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            { "paramters": {}, "note": "", "$SCHEMA": "", "Outputs": {}, "resources": [] }
            """);
    assertThat(evaluated.problems())
        .containsExactly(
            "warning: a template has no section paramters. Did you mean parameters?",
            "warning: a template has no section note. Take it out");
  }

  @Test
  void resourcesMayBeAnObjectOfSymbolicNames() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "languageVersion": "2.0",
              "resources": {
                "front": { "type": "Contoso.Web/sites", "name": "a", "dependsOn": ["back"] },
                "back": { "type": "Contoso.Web/sites", "name": "b" }
              }
            }
            """);
    assertThat(evaluated.names()).containsExactly("a", "b");
    assertThat(evaluated.problems()).isEmpty();
  }

  @Test
  void aResourceWithAFalseConditionIsNotDeployed() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  { "type": "Contoso.Web/sites", "name": "a", "condition": "[equals(1, 2)]" },
                  { "type": "Contoso.Web/sites", "name": "b", "condition": "[equals(1, 1)]" }
                ]
                """)
            .evaluate();
    assertThat(evaluated.names()).containsExactly("b");
  }

  @Test
  void aConditionDoesNotHoldForTheResourcesWithin() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  {
                    "type": "Contoso.Web/sites",
                    "name": "a",
                    "condition": false,
                    "resources": [{ "type": "pages", "name": "p" }]
                  }
                ]
                """)
            .evaluate();
    assertThat(evaluated.names()).containsExactly("a/p");
  }

  @Test
  void theNameOfWhatIsNotDeployedMayBeMadeOfWhatIsNotThere() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "languageVersion": "2.0",
              "parameters": { "keyId": { "type": "string", "defaultValue": "" } },
              "resources": {
                "key": {
                  "existing": true,
                  "condition": "[not(empty(parameters('keyId')))]",
                  "type": "Contoso.Keys/keys",
                  "resourceGroup": "[split(parameters('keyId'), '/')[4]]",
                  "name": "[split(parameters('keyId'), '/')[8]]"
                }
              }
            }
            """);
    assertThat(evaluated.names()).isEmpty();
    assertThat(evaluated.problems()).isEmpty();
  }

  @Test
  void aConditionThatCannotBeToldCountsAsTrue() {
    Evaluated evaluated =
        Templates.of(
                """
                {
                  "parameters": { "wanted": { "type": "bool" } },
                  "resources": [
                    {
                      "type": "Contoso.Web/sites",
                      "name": "a",
                      "condition": "[parameters('wanted')]"
                    }
                  ]
                }
                """)
            .check()
            .evaluate();
    assertThat(evaluated.names()).containsExactly("a");
    assertThat(evaluated.problems())
        .contains(
            "warning: the condition of a resource cannot be told, it counts as true:"
                + " parameters('wanted') has no value. Give it: --parameters wanted=VALUE");
  }

  @Test
  void aCopyMakesAResourceForEachRound() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  {
                    "copy": { "name": "loop", "count": "[length(createArray('x', 'y'))]" },
                    "type": "Contoso.Web/sites",
                    "name": "[format('{0}{1}', createArray('x', 'y')[copyIndex()], copyIndex(5))]",
                    "properties": { "index": "[copyIndex('loop', 1)]" }
                  }
                ]
                """)
            .evaluate();
    assertThat(evaluated.names()).containsExactly("x5", "y6");
    assertThat(evaluated.properties("y6")).isEqualTo("{\"index\":2}");
  }

  @Test
  void withinTheCopyOfAPropertyAnIndexWithoutNameIsThatOfTheResource() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  {
                    "copy": { "name": "sites", "count": 2 },
                    "type": "Contoso.Web/sites",
                    "name": "[concat('s', copyIndex())]",
                    "properties": {
                      "copy": [
                        {
                          "name": "ports",
                          "count": 2,
                          "input": "[format('{0}.{1}', copyIndex(), copyIndex('ports'))]"
                        }
                      ]
                    }
                  }
                ]
                """)
            .evaluate();
    assertThat(evaluated.properties("s1")).isEqualTo("{\"ports\":[\"1.0\",\"1.1\"]}");
  }

  @Test
  void aCopyOfNoRoundsMakesNothing() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  {
                    "copy": { "name": "loop", "count": 0 },
                    "type": "Contoso.Web/sites",
                    "name": "[concat('s', copyIndex())]"
                  },
                  { "type": "Contoso.Web/sites", "name": "a", "dependsOn": ["loop"] }
                ]
                """)
            .evaluate();
    assertThat(evaluated.names()).containsExactly("a");
    assertThat(evaluated.problems()).isEmpty();
  }

  @Test
  void aCopyWhoseCountCannotBeToldIsLeftOutWithAWarning() {
    Evaluated evaluated =
        Templates.of(
                """
                {
                  "parameters": { "count": { "type": "int" } },
                  "resources": [
                    {
                      "copy": { "name": "loop", "count": "[parameters('count')]" },
                      "type": "Contoso.Web/sites",
                      "name": "[concat('s', copyIndex())]"
                    }
                  ]
                }
                """)
            .check()
            .evaluate();
    assertThat(evaluated.names()).isEmpty();
    assertThat(evaluated.problems())
        .contains(
            "warning: how many copies there are of loop cannot be told: parameters('count') has no"
                + " value. Give it: --parameters count=VALUE");
  }

  @Test
  void theConditionIsAskedInEachRound() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  {
                    "copy": { "name": "loop", "count": 4 },
                    "condition": "[equals(mod(copyIndex(), 2), 0)]",
                    "type": "Contoso.Web/sites",
                    "name": "[concat('s', copyIndex())]"
                  }
                ]
                """)
            .evaluate();
    assertThat(evaluated.names()).containsExactly("s0", "s2");
  }

  @Test
  void resourcesOfExtensionsNeedNoName() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "languageVersion": "2.1-experimental",
              "extensions": { "microsoftGraph": { "name": "MicrosoftGraph", "version": "1.0.0" } },
              "resources": {
                "app": {
                  "extension": "microsoftGraph",
                  "type": "Microsoft.Graph/applications@v1.0",
                  "properties": { "displayName": "shop" }
                },
                "older": {
                  "import": "kubernetes",
                  "type": "core/Service@v1",
                  "properties": {}
                }
              },
              "outputs": {
                "name": { "type": "string", "value": "[reference('app').displayName]" },
                "id": { "type": "string", "value": "[reference('app').appId]" }
              }
            }
            """);
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.output("name")).isEqualTo("\"shop\"");
    assertThat(evaluated.output("id"))
        .startsWith("?(only Azure knows appId of the resource Microsoft.Graph/");
  }

  @Test
  void badStructureIsReportedWithItsPlaceAndTheMend() {
    Evaluated evaluated =
        Templates.of(
                """
                {
                  "resources": [
                    "a",
                    { "name": "b" },
                    { "type": "Contoso.Web/sites" },
                    { "type": "Contoso.Web/sites", "name": "c", "condition": "maybe" },
                    { "type": "Contoso.Web/sites", "name": "d", "copy": [] },
                    { "type": "Contoso.Web/sites", "name": "e", "copy": { "name": "e" } },
                    { "type": "Contoso.Web/sites", "name": "f/g" },
                    { "type": "Contoso.Web/sites", "name": "h", "resources": 7 },
                    { "type": "sites", "name": "i" }
                  ]
                }
                """)
            .evaluate();
    assertThat(evaluated.problemsWithPlaces())
        .containsExactlyInAnyOrder(
            "3 $.resources[0] error: a resource is a string. Write an object",
            "4 $.resources[1] warning: a resource has no type. Give it one",
            "5 $.resources[2] warning: the resource Contoso.Web/sites has no name. Give it one",
            "6 $.resources[3].condition error: the condition of a resource is 'maybe'."
                + " Write true or false",
            "7 $.resources[4].copy error: copy is an array. Write { \"count\": ... }",
            "8 $.resources[5].copy error: the copy e has no count. Write a number from 0 to 800",
            "9 $.resources[6] warning: the name f/g does not fit the type Contoso.Web/sites."
                + " Write 1 name",
            "10 $.resources[7].resources error: resources is a number. Write an array of them",
            "11 $.resources[8] warning: the name i does not fit the type sites."
                + " Write a type such as Microsoft.Network/publicIPAddresses");
  }

  @Test
  void theSectionMustBeAnArrayOrAnObject() {
    assertThat(Templates.ofResources("\"[createArray()]\"").evaluate().problems())
        .containsExactly("error: resources is a string. Write an array of them");
  }

  @Test
  void whatIsThereTwiceIsAWarning() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  { "type": "Contoso.Web/sites", "name": "a" },
                  { "type": "contoso.web/SITES", "name": "A" }
                ]
                """)
            .evaluate();
    assertThat(evaluated.problems())
        .containsExactly("warning: the resource A is in the template twice. Take one of them out");
  }

  @Test
  void modesOfCopiesAreKnown() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  {
                    "copy": { "name": "a", "count": 1, "mode": "Serial", "batchSize": 1 },
                    "type": "Contoso.Web/sites",
                    "name": "a"
                  },
                  {
                    "copy": { "name": "b", "count": 1, "mode": "fast", "batchSize": 0 },
                    "type": "Contoso.Web/sites",
                    "name": "b"
                  }
                ]
                """)
            .evaluate();
    assertThat(evaluated.problems())
        .containsExactly(
            "warning: the mode of a copy is fast. Write serial",
            "warning: the batchSize of a copy is 0. Write a number of 1 or more");
  }
}
