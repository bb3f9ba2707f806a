package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import dev.poort.problem.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lambdas in a template: what they see, and that they end. In the tables {@code $x} is {@code
 * lambdaVariables('x')}.
 */
class LambdaTest {
  private static final String TEMPLATE =
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "variables": {
          "dogs": [
            {"name": "Evie", "age": 5},
            {"name": "Casper", "age": 3},
            {"name": "Indy", "age": 2}
          ],
          "ages": "[map(variables('dogs'), lambda('dog', lambdaVariables('dog').age))]",
          "copy": [{"name": "numbers", "count": 10, "input": "[copyIndex('numbers')]"}]
        },
        "resources": [
          {"type": "A/b", "name": "c", "apiVersion": "2020-01-01", "value": "[string(EXPRESSION)]"}
        ]
      }
      """;

  private static Evaluation evaluation(String row) {
    String expression = row.replaceAll("\\$(\\w+)", "lambdaVariables('$1')");
    String text = TEMPLATE.replace("EXPRESSION", expression);
    if (!(JsonReader.read("main.json", text).value() instanceof JsonObject template)) {
      throw new AssertionError(text);
    }
    var request =
        new Request(
            GivenParameters.NONE,
            Scope.DEFAULT,
            Links.BESIDE,
            DeployedProperties.NONE,
            true,
            Instant.EPOCH);
    return new Evaluation(template, "main", request);
  }

  private static @Nullable String value(Evaluation evaluation) {
    Resource resource = evaluation.resources().getFirst();
    return resource.body().get("value") instanceof JsonString string ? string.text() : null;
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          reduce(variables('ages'), 0, lambda('cur', 'next', add($cur, $next)))              => 10
          map(variables('dogs'), lambda('dog', toLower($dog.name)))                          => ["evie","casper","indy"]
          filter(variables('numbers'), lambda('i', greater($i, 5)))                          => [6,7,8,9]
          map(range(0, 2), lambda('i', variables('dogs')[$i].age))                           => [5,3]
          map(range(0, 2), lambda('i', map(range(0, 2), lambda('j', add(mul($i, 10), $j))))) => [[0,1],[10,11]]
          map(range(0, 2), lambda('i', map(range(5, 1), lambda('i', $i))))                   => [[5],[5]]
          map(range(0, 2), lambda('Name', $nAME))                                            => [0,1]
          """)
  void seeTheTemplateAndWhatIsAroundThem(String row, String value) {
    assertThat(value(evaluation(row))).isEqualTo(value);
  }

  @ParameterizedTest
  @Timeout(30)
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          map(range(0, 10000), lambda('a', map(range(0, 10000), lambda('b', 1))))                 => takes more than
          map(range(0, 10000), lambda('a', contains(range(0, 10000), $a)))                        => takes more than
          intersection(range(0, 10000), range(20000, 10000))                                      => takes more than
          reduce(range(0, 10000), createArray(), lambda('c', 'n', union($c, createArray($n))))    => takes more than
          equals(reduce(range(0, 40), 'a', lambda('c', 'n', createArray($c, $c))), reduce(range(0, 40), 'a', lambda('c', 'n', createArray($c, $c)))) => made of more than
          equals(reduce(range(0, 9000), 'a', lambda('c', 'n', createArray($c))), reduce(range(0, 9000), 'a', lambda('c', 'n', createArray($c)))) => deeper than
          union(reduce(range(0, 9000), createObject(), lambda('c', 'n', createObject('a', $c))), reduce(range(0, 9000), createObject(), lambda('c', 'n', createObject('a', $c)))) => deeper than
          reduce(range(0, 10000), 'a', lambda('c', 'n', concat($c, $c)))                          => a string would have
          """)
  void endWhenTheyWouldTakeTooMuch(String row, String what) {
    Evaluation evaluation = evaluation(row);
    assertThat(value(evaluation)).isNull();
    assertThat(evaluation.problems())
        .singleElement()
        .extracting(Problem::what)
        .asString()
        .contains(what);
  }
}
