package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What works here and not in Azure is a warning. */
class RefusalsTest {
  private static List<String> problems(String members) {
    return Templates.evaluate("{ " + members + " }").problems();
  }

  @Test
  void functionsThatGiveAnotherValueEachTimeStandInDefaultValuesAlone() {
    assertThat(
            problems(
                """
                "parameters": {
                  "now": { "type": "string", "defaultValue": "[utcNow('d')]" },
                  "id": { "type": "string", "defaultValue": "[newGuid()]" }
                },
                "variables": { "text": "utcNow() and newGuid()" },
                "resources": []"""))
        .isEmpty();
    assertThat(
            problems(
                """
                "variables": { "now": "[concat('a', UtcNow())]" },
                "resources": [],
                "outputs": { "id": { "type": "string", "value": "[newGuid()]" } }"""))
        .containsExactly(
            "warning: utcNow stands outside of a parameter's default value, which Azure refuses."
                + " Give a parameter the defaultValue [utcNow()] and use it here",
            "warning: newGuid stands outside of a parameter's default value, which Azure refuses."
                + " Give a parameter the defaultValue [newGuid()] and use it here");
  }

  @Test
  void aNestedTemplateHasDefaultValuesOfItsOwn() {
    String nested =
        """
        "resources": [{
          "type": "Microsoft.Resources/deployments",
          "name": "nested",
          "apiVersion": "2022-09-01",
          "properties": {
            "mode": "Incremental",
            "expressionEvaluationOptions": { "scope": "inner" },
            "template": {
              "parameters": { "now": { "type": "string", "defaultValue": "[utcNow()]" } },
              "variables": { "now": "%s" },
              "resources": []
            }
          }
        }]""";
    assertThat(problems(nested.formatted("[parameters('now')]"))).isEmpty();
    assertThat(problems(nested.formatted("[utcNow()]")))
        .singleElement()
        .asString()
        .startsWith("warning: utcNow stands outside of a parameter's default value");
  }

  @Test
  void anOutputHasAType() {
    assertThat(problems("\"resources\": [], \"outputs\": { \"port\": { \"value\": 1 } }"))
        .containsExactly(
            "warning: the output port has no type, which Azure refuses. Known here: string,"
                + " securestring, int, bool, object, secureobject, array");
  }

  @Test
  void aParameterHasNoOtherKeys() {
    assertThat(
            problems(
                """
                "parameters": {
                  "sku": { "type": "string", "DefaultValue": "a", "alowedValues": ["b"] }
                },
                "resources": []"""))
        .containsExactly(
            "warning: the parameter sku has no key alowedValues, which Azure refuses."
                + " Did you mean allowedValues?");
  }
}
