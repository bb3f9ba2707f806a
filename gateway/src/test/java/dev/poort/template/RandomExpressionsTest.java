package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.problem.Problem;
import dev.poort.testkit.Fuzzing;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever expressions a template has, working it out gives values or problems, and ends. */
class RandomExpressionsTest {
  private static final int ROUNDS = 400;
  private static final int EXPRESSIONS = 12;

  private static final List<String> SOURCES =
      List.of(
          "parameters('text')",
          "parameters('secret')",
          "parameters('missing')",
          "variables('v0')",
          "variables('v3')",
          "variables('v7')",
          "variables('v11')",
          "variables('made')",
          "reference('gateway')",
          "reference('nested').outputs.o.value",
          "resourceId('A.B/c','gateway')",
          "lambdaVariables('x')",
          "lambdaVariables('y')",
          "own.f(1)");

  @Test
  void anyExpressionGivesAValueOrAProblem() {
    Fuzzing.run(ROUNDS, RandomExpressionsTest::round);
  }

  private static void round(Random random) {
    String template = template(new RandomExpressions(random, SOURCES));
    Evaluated evaluated = Templates.evaluate(template);

    evaluated.evaluation().resources().forEach(Resource::body);
    evaluated.evaluation().rest();

    for (Problem problem : evaluated.evaluation().problems()) {
      assertThat(problem.what()).as(template).isNotBlank();
      assertThat(problem.where().line()).as(problem + "\n" + template).isPositive();
    }
  }

  private static String template(RandomExpressions random) {
    String variables =
        IntStream.range(0, EXPRESSIONS)
            .mapToObj(i -> "\"v" + i + "\": " + quoted(random.expression()))
            .collect(Collectors.joining(",\n    "));
    return """
        {
          "parameters": {
            "text": { "type": "string", "defaultValue": %s },
            "secret": { "type": "secureString", "defaultValue": "geheim" },
            "missing": { "type": "object" }
          },
          "functions": [{ "namespace": "own", "members": { "f": {
            "parameters": [{ "name": "p", "type": "int" }],
            "output": { "type": "string", "value": %s } } } }],
          "variables": {
            "copy": [{ "name": "made", "count": %s, "input": %s }],
            %s
          },
          "resources": [
            { "type": "A.B/c", "apiVersion": "1", "name": "gateway", "condition": %s,
              "copy": { "name": "loop", "count": 2 },
              "properties": { "a": { "b": %s }, "x": %s } },
            { "type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "nested",
              "properties": { "expressionEvaluationOptions": { "scope": "inner" },
                "parameters": { "p": { "value": %s } },
                "template": {
                  "parameters": { "p": { "type": "object" } },
                  "resources": [],
                  "outputs": { "o": { "type": "string", "value": %s } } } } }
          ],
          "outputs": { "o": { "type": "array", "copy": { "count": 3, "input": %s } } }
        }
        """
        .formatted(
            quoted(random.expression()),
            quoted(random.expression()),
            quoted(random.expression()),
            quoted(random.expression()),
            variables,
            quoted(random.expression()),
            quoted(random.expression()),
            quoted(random.expression()),
            quoted(random.expression()),
            quoted(random.expression()),
            quoted(random.expression()));
  }

  private static String quoted(String text) {
    return dev.poort.json.JsonString.quoted(text);
  }
}
