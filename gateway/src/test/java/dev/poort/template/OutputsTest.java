package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a template gives back. */
class OutputsTest {
  @Test
  void anOutputIsTheValueOfItsExpression() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "resources": [],
              "outputs": { "sum": { "type": "int", "value": "[add(1, 2)]" } }
            }
            """);
    assertThat(evaluated.output("sum")).isEqualTo("3");
    assertThat(evaluated.problems()).isEmpty();
  }

  @Test
  void anExpressionSeesTheScope() {
    assertThat(Templates.expression("resourceGroup().name")).isEqualTo("\"poort\"");
    assertThat(Templates.expression("resourceGroup(1)"))
        .isEqualTo("error: resourceGroup takes no arguments, not 1");
  }
}
