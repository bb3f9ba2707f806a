package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.problem.Severity;
import org.junit.jupiter.api.Test;

/**
 * Expressions of a gateway without its template are refused one by one, and nothing is piled upon
 * them.
 */
class ExpressionsTest {
  private static final String REFUSED =
      " cannot be told: it is a template expression and there is no template around it."
          + " Give the whole template, or write the value itself";

  @Test
  void anExpressionIsOneError() {
    assertThat(
            new ArmFile()
                .with("frontendPorts", "[{\"name\": \"http\", \"port\": \"[variables('p')]\"}]")
                .errors())
        .containsExactly("port" + REFUSED);
  }

  @Test
  void anExpressionInAReferenceIsOneError() {
    assertThat(
            new ArmFile()
                .withRules(
                    ArmFile.rule("rule", "web", "")
                        .replace("/subscriptions/s", "[concat('")
                        .replace("web\"", "web')]\""))
                .errors())
        .containsExactly("id" + REFUSED);
  }

  @Test
  void anExpressionForANameLeavesNothingDangling() {
    assertThat(
            new ArmFile()
                .with("frontendPorts", "[{\"name\": \"[variables('n')]\", \"port\": 80}]")
                .errors())
        .containsExactly("name" + REFUSED);
  }

  @Test
  void anExpressionForACollectionLeavesNothingDangling() {
    assertThat(new ArmFile().with("frontendPorts", "\"[variables('ports')]\"").errors())
        .containsExactly("frontendPorts" + REFUSED);
  }

  @Test
  void anExpressionForAllPropertiesIsOneError() {
    assertThat(
            ArmFile.shown(
                GatewayReader.read(
                    "t.json",
                    """
                    {"type": "Microsoft.Network/applicationGateways", "name": "g",
                     "properties": "[variables('gateway')]"}
                    """),
                Severity.ERROR))
        .containsExactly("properties" + REFUSED);
  }

  @Test
  void aCopyIsRefusedAndLeavesNothingDangling() {
    assertThat(
            new ArmFile()
                .without("frontendPorts")
                .with("copy", "[{\"name\": \"frontendPorts\", \"count\": 2, \"input\": {}}]")
                .errors())
        .containsExactly("only a template has copy loops. Give the whole template");
  }

  @Test
  void anExpressionWhereNothingIsReadDoesNoHarm() {
    assertThat(
            ArmFile.shown(
                GatewayReader.read(
                    "t.json",
                    "{\"location\": \"[resourceGroup().location]\","
                        + new ArmFile().text().substring(1)),
                Severity.ERROR))
        .isEmpty();
  }

  @Test
  void twoBracketsAreNoExpression() {
    assertThat(
            new ArmFile()
                .withProbe(
                    "\"protocol\": \"Http\", \"host\": \"a\","
                        + " \"match\": {\"body\": \"[[ok]\"}")
                .read()
                .problems())
        .isEmpty();
  }
}
