package dev.poort.template;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is secure is in no message and no trail, whatever way it came there. */
class SecretsTest {
  private static final String SECRET = "hunter22";
  private static final String ENCODED =
      Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
  private static final String LONG = "-----BEGIN " + "x".repeat(80) + "\nsecond line";

  /** Every expression fails with what it was given in reach of the message. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[int(parameters('password'))]",
        "[int(parameters('standard'))]",
        "[int(parameters('object').key)]",
        "[int(parameters('typed').key)]",
        "[int(parameters('made'))]",
        "[int(variables('plain'))]",
        "[int(variables('encoded'))]",
        "[int(variables('within').deep[0])]",
        "[int(variables('copied')[0])]",
        "[int(variables('long'))]",
        "[variables('map')[parameters('password')]]",
        "[variables('map')[variables('encoded')]]",
        "[resourceId('A.B/c', 'x', parameters('password'))]",
        "[my.fails(parameters('password'))]",
        "[my.fails(variables('encoded'))]",
        "[parameters(parameters('password'))]",
        "[variables(parameters('password'))]",
        "[dateTimeAdd(parameters('password'), 'P1D')]",
        "[fail(concat('it is ', parameters('password')))]",
      })
  void areNotShown(String expression) {
    Evaluated evaluated = evaluate(expression);
    assertThat(evaluated.evaluation().problems()).isNotEmpty();
    assertNothingShown(evaluated.evaluation().problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          [length(parameters('password'))]        => parameters('password') is a secret
          [length(parameters('object').key)]      => parameters('object').key is a secret
          [length(variables('encoded'))]          => variables('encoded') is a secret
          [length(variables('within').deep)]      => variables('within').deep is a secret
          [length(parameters('made'))]            => parameters('made') is a secret
          """)
  void aTrailNamesThemOnly(String expression, String step) {
    Evaluated evaluated = evaluate(expression);
    List<String> trail = requireNonNull(evaluated.evaluation().outputs().get("x")).place().trail();
    assertThat(trail).anySatisfy(it -> assertThat(it).startsWith(step));
    assertThat(String.join("\n", trail)).doesNotContain(SECRET, ENCODED);
  }

  @Test
  void staySecretInANestedDeploymentThatTakesThemForPlainStrings() {
    String template =
        """
        {
          "parameters": { "password": { "type": "securestring" } },
          "resources": [ {
            "type": "Microsoft.Resources/deployments",
            "name": "inner",
            "properties": {
              "expressionEvaluationOptions": { "scope": "inner" },
              "parameters": { "p": { "value": "[base64(parameters('password'))]" } },
              "template": {
                "parameters": { "p": { "type": "string", "allowedValues": ["a"] } },
                "variables": { "v": "[toUpper(parameters('p'))]" },
                "resources": [ { "type": "A.B/c", "name": "r", "properties": {
                  "x": "[int(parameters('p'))]", "y": "[int(variables('v'))]" } } ]
              }
            }
          } ]
        }
        """;
    Evaluated evaluated = Templates.of(template).with("password=" + SECRET).evaluate();
    assertThat(evaluated.problems()).contains("error: parameters('p') is ***, allowed: 'a'");
    assertNothingShown(evaluated.evaluation().problems());
  }

  @Test
  void everyPartOfASecretObjectKnowsThatItIsOne() {
    JsonValue value = x("[createArray(parameters('object'), 'plain')]");
    List<JsonValue> elements = ((JsonArray) value).elements();
    JsonValue key = requireNonNull(((JsonObject) elements.get(0)).get("key"));
    assertThat(elements.get(0).position().isSecret()).isTrue();
    assertThat(key.position().isSecret()).isTrue();
    assertThat(key.position().link()).isEqualTo("template.json:8:66");
    assertThat(x("plain").position().isSecret()).isFalse();
  }

  private static JsonValue x(String expression) {
    return requireNonNull(evaluate(expression).evaluation().outputs().get("x"));
  }

  private static void assertNothingShown(List<Problem> problems) {
    assertThat(problems.toString())
        .doesNotContain(SECRET, ENCODED, "BEGIN", "second line")
        .doesNotContainIgnoringCase(SECRET);
  }

  private static Evaluated evaluate(String expression) {
    return Templates.of(
            """
        {
          "definitions": {
            "typed": { "type": "object", "properties": { "key": { "type": "securestring" } } }
          },
          "parameters": {
            "password": { "type": "secureString" },
            "standard": { "type": "securestring", "defaultValue": "hunter22" },
            "object": { "type": "secureObject", "defaultValue": { "key": "hunter22" } },
            "typed": { "$ref": "#/definitions/typed", "defaultValue": { "key": "hunter22" } },
            "made": { "type": "string", "defaultValue": "[base64(parameters('password'))]" },
            "pem": { "type": "secureString" }
          },
          "variables": {
            "plain": "[parameters('password')]",
            "encoded": "[base64(variables('plain'))]",
            "within": { "deep": [ "[variables('encoded')]" ] },
            "long": "[parameters('pem')]",
            "map": { "a": 1 },
            "copy": [ { "name": "copied", "count": 1, "input": "[variables('encoded')]" } ]
          },
          "functions": [ { "namespace": "my", "members": { "fails": {
            "parameters": [ { "name": "a", "type": "string" } ],
            "output": { "type": "int", "value": "[int(parameters('a'))]" } } } } ],
          "resources": [],
          "outputs": { "x": { "type": "int", "value": "%s" } }
        }
        """
                .formatted(expression))
        .with("password=" + SECRET, "pem=" + LONG)
        .evaluate();
  }
}
