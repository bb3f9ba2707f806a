package dev.poort.template;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a value came to stand where it does, as a problem with it tells. */
class TrailTest {
  @TempDir Path folder;

  @Test
  void followsVariablesAndParametersToWhereTheValueIsWritten() {
    assertThat(
            trail(
                """
                {
                  "parameters": { "port": { "type": "int", "defaultValue": 70000 } },
                  "variables": { "ports": { "https": "[parameters('port')]" } },
                  "resources": [ { "type": "A.B/c", "name": "r", "properties": {
                    "x": "[variables('ports').https]" } } ]
                }
                """))
        .containsExactly(
            "variables('ports').https is 70000 (template.json:3:38)",
            "parameters('port') is 70000 (template.json:2:60)");
  }

  @Test
  void followsReferencesIntoOtherResources() {
    assertThat(
            trail(
                """
                {
                  "parameters": { "port": { "type": "int", "defaultValue": 70000 } },
                  "resources": [ { "type": "A.B/c", "name": "r", "properties": {
                      "x": "[reference('other').ports[0]]" } },
                    { "type": "A.B/c", "name": "other", "properties": {
                      "ports": [ "[parameters('port')]" ] } } ]
                }
                """))
        .containsExactly(
            "reference('other').ports[0] is 70000 (template.json:6:18)",
            "parameters('port') is 70000 (template.json:2:60)");
  }

  @Test
  void followsTheOutputsOfNestedDeployments() {
    assertThat(
            trail(
                """
                {
                  "resources": [ { "type": "A.B/c", "name": "r", "properties": {
                      "x": "[reference('inner').outputs.port.value]" } },
                    { "type": "Microsoft.Resources/deployments", "name": "inner", "properties": {
                      "mode": "Incremental",
                      "expressionEvaluationOptions": { "scope": "inner" },
                      "template": {
                        "variables": { "port": 70000 },
                        "resources": [],
                        "outputs": { "port": { "type": "int", "value": "[variables('port')]" } }
                      } } } ]
                }
                """))
        .containsExactly(
            "reference('inner').outputs.port.value is 70000 (template.json:10:56)",
            "variables('port') is 70000 (template.json:8:32)");
  }

  @Test
  void showsNoSecretOfAnotherResourceOrDeployment() {
    String template =
        """
        {
          "parameters": { "key": { "type": "secureString", "defaultValue": "sesame" } },
          "variables": { "inner": "inner" },
          "resources": [ { "type": "A.B/c", "name": "r", "properties": { "x": "[@source@]" } },
            { "type": "A.B/c", "name": "other", "properties": {
              "hidden": "[base64(parameters('key'))]" } },
            { "type": "Microsoft.Resources/deployments", "name": "inner", "properties": {
              "mode": "Incremental",
              "template": { "resources": [], "outputs": { "hidden": {
                "type": "string", "value": "[base64(parameters('key'))]" } } } } } ]
        }
        """;
    for (String source :
        List.of(
            "reference('other').hidden", "reference(variables('inner')).outputs.hidden.value")) {
      assertThat(trail(template.replace("@source@", source)))
          .anySatisfy(step -> assertThat(step).startsWith(source + " is a secret"))
          .noneSatisfy(step -> assertThat(step).containsAnyOf("sesame", "c2VzYW1l"));
    }
  }

  @Test
  void namesTheFileOfParametersAndTheCommandLine() {
    Path file = Templates.write(folder, "p.json", "{ \"a\": { \"value\": { \"b\": [ 1, 2 ] } } }");
    Templates template =
        Templates.of(
                """
                {
                  "parameters": { "a": { "type": "object" }, "c": { "type": "int" } },
                  "resources": [ { "type": "A.B/c", "name": "r", "properties": {
                    "x": "[add(parameters('a').b[1], parameters('c'))]" } } ]
                }
                """)
            .with(file.toString(), "c=3");
    assertThat(trail(template))
        .containsExactly(
            "parameters('a').b[1] is 2 (" + file + ":1:31)",
            "parameters('c') is 3 (--parameters c)");
  }

  @Test
  void showsTheRoundsOfLoopsAndWhatTheyPick() {
    assertThat(
            trail(
                """
                {
                  "variables": { "names": [ "a", "b" ] },
                  "resources": [ { "type": "A.B/c", "name": "[concat('r', copyIndex())]",
                    "copy": { "name": "all", "count": 2 },
                    "properties": { "x": "[variables('names')[copyIndex()]]" } } ]
                }
                """))
        .containsExactly(
            "variables('names')[copyIndex()] is 'a' (template.json:2:29)", "copyIndex() is 0");
  }

  @Test
  void goesFromAFunctionOfTheTemplateToItsCaller() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "parameters": { "port": { "type": "int", "defaultValue": 0 } },
              "functions": [ { "namespace": "my", "members": { "part": {
                "parameters": [ { "name": "of", "type": "int" } ],
                "output": { "type": "int", "value": "[div(10, parameters('of'))]" } } } } ],
              "resources": [ { "type": "A.B/c", "name": "r", "properties":
                { "x": "[my.part(parameters('port'))]" } } ]
            }
            """);
    assertThat(evaluated.evaluation().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.where()).hasToString("template.json:5:43");
              assertThat(problem.where().trail())
                  .containsExactly(
                      "parameters('of') is 0 (template.json:2:60)",
                      "in the function my.part (template.json:7:12)",
                      "parameters('port') is 0 (template.json:2:60)");
            });
  }

  @Test
  void saysNothingOnceMoreOfWhatIsWrongOnTheWay() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "functions": [ { "namespace": "my", "members": { "f": {
                "parameters": [ { "name": "p", "type": "int" } ],
                "output": { "type": "int", "value": 0 } } } } ],
              "resources": [ { "type": "A.B/c", "name": "r", "copy": { "name": "l", "count": 1 },
                "properties": { "x": "[copyIndex(my.f('a'))]" } } ]
            }
            """);
    assertThat(evaluated.problems())
        .containsExactly(
            "error: the argument p of my.f is 'a', not of type int."
                + " Write a whole number without quotes");
    assertThat(evaluated.evaluation().problems().getFirst().where().line()).isEqualTo(6);
  }

  @Test
  void goesFromANestedDeploymentToTheOuterOne() {
    assertThat(
            trail(
                """
                {
                  "variables": { "port": 8 },
                  "resources": [ {
                    "type": "Microsoft.Resources/deployments",
                    "name": "inner",
                    "properties": {
                      "expressionEvaluationOptions": { "scope": "inner" },
                      "parameters": { "port": { "value": "[variables('port')]" } },
                      "template": {
                        "parameters": { "port": { "type": "int" } },
                        "resources": [ { "type": "A.B/c", "name": "r", "properties": {
                          "x": "[parameters('port')]" } } ]
                      }
                    }
                  } ]
                }
                """))
        .containsExactly(
            "parameters('port') is 8 (template.json:8:42)",
            "variables('port') is 8 (template.json:2:26)",
            "in the deployment inner (template.json:3:18)");
  }

  @Test
  void namesTheNearestThatIsThereWhereAMemberIsMissing() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "variables": { "ports": { "http": 80 } },
              "resources": [],
              "outputs": { "x": { "type": "int", "value": "[variables('ports').htp]" } }
            }
            """);
    assertThat(evaluated.evaluation().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.what()).isEqualTo("the object has no member htp");
              assertThat(problem.where()).hasToString("template.json:4:68");
              assertThat(problem.where().trail())
                  .containsExactly("variables('ports') is an object of 1 (template.json:2:27)");
            });
  }

  @Test
  void hasAFewStepsAtMost() {
    var variables = new StringBuilder("\"v0\": 1");
    for (int i = 1; i < 50; i++) {
      variables.append(", \"v%d\": \"[add(variables('v%d'), 1)]\"".formatted(i, i - 1));
    }
    String template =
        """
        {
          "variables": { %s },
          "resources": [ { "type": "A.B/c", "name": "r", "properties": { "x": "[variables('v49')]" } } ]
        }
        """
            .formatted(variables);
    assertThat(trail(template)).hasSize(6).first().asString().startsWith("variables('v49') is 50");
  }

  @Test
  void showsNamesThatAreWorkedOut() {
    assertThat(
            trail(
                """
                {
                  "variables": { "ports": { "http": 80 }, "key": "http", "name": "ports" },
                  "resources": [ { "type": "A.B/c", "name": "r", "properties": {
                    "x": "[variables(variables('name'))[variables('key')]]" } } ]
                }
                """))
        .containsExactly(
            "variables(variables('name'))[variables('key')] is 80 (template.json:2:37)",
            "variables('name') is 'ports' (template.json:2:66)",
            "variables('key') is 'http' (template.json:2:50)");
  }

  private static List<String> trail(String template) {
    return trail(Templates.of(template));
  }

  private static List<String> trail(Templates template) {
    JsonObject properties = properties(template);
    return requireNonNull(properties.get("x")).place().trail();
  }

  private static JsonObject properties(Templates template) {
    return template.evaluate().evaluation().resources().stream()
        .filter(resource -> requireNonNull(resource.name()).startsWith("r"))
        .map(resource -> (JsonObject) requireNonNull(resource.body().get("properties")))
        .findFirst()
        .orElseThrow();
  }
}
