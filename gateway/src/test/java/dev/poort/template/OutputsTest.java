package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a template gives back. */
class OutputsTest {
  private static Evaluated outputs(String outputs) {
    return Templates.evaluate("{ \"resources\": [], \"outputs\": " + outputs + " }");
  }

  @Test
  void anOutputIsTheValueOfItsExpression() {
    Evaluated evaluated = outputs("{ \"sum\": { \"type\": \"int\", \"value\": \"[add(1, 2)]\" } }");
    assertThat(evaluated.output("sum")).isEqualTo("3");
    assertThat(evaluated.problems()).isEmpty();
  }

  @Test
  void anOutputWithAFalseConditionIsNotThere() {
    Evaluated evaluated =
        outputs(
            """
            {
              "a": { "type": "int", "condition": "[equals(1, 2)]", "value": "[div(1, 0)]" },
              "b": { "type": "int", "condition": true, "value": 1 }
            }
            """);
    assertThat(evaluated.output("a")).isEqualTo("none");
    assertThat(evaluated.output("b")).isEqualTo("1");
    assertThat(evaluated.problems()).isEmpty();
  }

  @Test
  void whoAsksForAnOutputWithAFalseConditionIsTold() {
    Templates templates =
        Templates.ofResources(
            """
            [
              {
                "type": "Microsoft.Resources/deployments",
                "name": "d",
                "properties": {
                  "template": {
                    "resources": [],
                    "outputs": { "a": { "type": "int", "condition": false, "value": 1 } }
                  }
                }
              }
            ]
            """);
    assertThat(templates.value("reference('d').outputs.a.value"))
        .isEqualTo("error: the deployment d has no output a. Its condition is false");
    assertThat(templates.value("reference('d').outputs")).isEqualTo("{}");
  }

  @Test
  void aCopyMakesAnArray() {
    Evaluated evaluated =
        outputs(
            """
            {
              "all": {
                "type": "array",
                "copy": { "count": 3, "input": "[concat('n', copyIndex(1))]" }
              }
            }
            """);
    assertThat(evaluated.output("all")).isEqualTo("[\"n1\",\"n2\",\"n3\"]");
    assertThat(evaluated.problems()).isEmpty();
  }

  @Test
  void aValueOfAnotherTypeIsAWarning() {
    assertThat(outputs("{ \"a\": { \"type\": \"int\", \"value\": \"one\" } }").problems())
        .containsExactly(
            "warning: the output a is 'one', not of type int."
                + " Write a whole number without quotes");
  }

  @Test
  void badStructureIsReported() {
    assertThat(outputs("[]").problems())
        .containsExactly("warning: outputs is an array. Write an object");
    assertThat(outputs("{ \"a\": 1, \"b\": { \"type\": \"int\" } }").problems())
        .containsExactly(
            "warning: the output a is a number. Write { \"type\": ..., \"value\": ... }",
            "warning: the output b has no value. Give it one");
  }

  @Test
  void anAssertThatFailsIsAWarning() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "parameters": { "size": { "type": "int", "defaultValue": 3 } },
              "resources": [],
              "asserts": {
                "small": "[less(parameters('size'), 3)]",
                "positive": "[greater(parameters('size'), 0)]"
              }
            }
            """);
    assertThat(evaluated.problems()).containsExactly("warning: the assert small is false");
  }
}
