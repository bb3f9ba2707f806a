package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code copyIndex} in loops of resources, properties and outputs. */
class CopyIndexTest {
  /** A resource that is copied and copies a property in each round, which copies one again. */
  private static Evaluated evaluate(String expression) {
    return Templates.evaluate(
        """
        {
          "resources": [
            {
              "type": "A.B/c",
              "name": "[concat('r', copyIndex())]",
              "copy": { "name": "rounds", "count": 3 },
              "properties": {
                "copy": [
                  {
                    "name": "outer",
                    "count": 2,
                    "input": {
                      "copy": [ { "name": "inner", "count": 2, "input": "%s" } ]
                    }
                  }
                ]
              }
            }
          ]
        }
        """
            .formatted(expression));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          [copyIndex()]                 => [2,2]        [2,2]
          [copyIndex(10)]               => [12,12]      [12,12]
          [copyIndex('rounds')]         => [2,2]        [2,2]
          [copyIndex('ROUNDS', -1)]     => [1,1]        [1,1]
          [copyIndex('outer')]          => [0,0]        [1,1]
          [copyIndex('inner')]          => [0,1]        [0,1]
          [copyIndex('inner', 5)]       => [5,6]        [5,6]
          [add(mul(copyIndex('outer'), 2), copyIndex('inner'))] => [0,1] [2,3]
          """)
  void meansTheLoopOfItsName(String expression, String expected) {
    String[] both = expected.split("\\s+", -1);
    assertThat(evaluate(expression).properties("r2"))
        .isEqualTo("{\"outer\":[{\"inner\":" + both[0] + "},{\"inner\":" + both[1] + "}]}");
  }

  @Test
  void anUnknownLoopIsWrong() {
    assertThat(evaluate("[copyIndex('iner')]").problems())
        .containsExactly("error: copyIndex: no loop iner is around it. Did you mean inner?");
  }

  @Test
  void aPropertyLoopAloneIsMeantByItsNameOnly() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "resources": [
                {
                  "type": "A.B/c",
                  "name": "r",
                  "properties": {
                    "copy": [ { "name": "ports", "count": 2, "input": "[copyIndex()]" } ]
                  }
                }
              ]
            }
            """);
    assertThat(evaluated.problems())
        .containsExactly(
            "error: copyIndex: no resource or output is copied around it."
                + " Name the loop: copyIndex('ports')");
  }

  @Test
  void anOutputLoopNeedsNoName() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "resources": [],
              "outputs": {
                "all": { "type": "array", "copy": { "count": 3, "input": "[copyIndex(1)]" } }
              }
            }
            """);
    assertThat(evaluated.output("all")).isEqualTo("[1,2,3]");
  }

  @Test
  void outsideOfLoopsItIsWrong() {
    assertThat(Templates.expression("copyIndex()"))
        .isEqualTo("error: copyIndex: no loop is around it");
  }

  @Test
  void severalPropertiesAreCopiedBesideOthers() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "resources": [
                {
                  "type": "A.B/c",
                  "name": "r",
                  "properties": {
                    "first": 1,
                    "copy": [
                      { "name": "a", "count": 1, "input": { "i": "[copyIndex('a')]" } },
                      { "name": "b", "count": "[length(createArray(1, 2))]", "input": "b" }
                    ],
                    "last": 2
                  }
                }
              ]
            }
            """);
    assertThat(evaluated.properties("r"))
        .isEqualTo("{\"first\":1,\"a\":[{\"i\":0}],\"b\":[\"b\",\"b\"],\"last\":2}");
  }

  @Test
  void aCountThatCannotBeToldMakesTheWholeUnknown() {
    Evaluated evaluated =
        Templates.of(
                """
                {
                  "parameters": { "count": { "type": "int" } },
                  "resources": [
                    {
                      "type": "A.B/c",
                      "name": "r",
                      "properties": {
                        "copy": [
                          { "name": "a", "count": "[parameters('count')]", "input": 1 }
                        ]
                      }
                    }
                  ]
                }
                """)
            .check()
            .evaluate();
    assertThat(evaluated.properties("r")).isEqualTo("{\"a\":?(parameters('count') has no value)}");
  }
}
