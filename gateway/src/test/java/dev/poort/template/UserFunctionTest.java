package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section {@code functions} of a template. */
class UserFunctionTest {
  private static final String TEMPLATE =
      """
      {
        "parameters": { "prefix": { "type": "string", "defaultValue": "template" } },
        "variables": { "v": 1 },
        "functions": [
          {
            "namespace": "contoso",
            "members": {
              "name": {
                "parameters": [
                  { "name": "prefix", "type": "string", "maxLength": 8 },
                  { "name": "number", "type": "int" }
                ],
                "output": {
                  "type": "string",
                  "value": "[concat(toLower(parameters('Prefix')), parameters('number'))]"
                }
              },
              "both": {
                "parameters": [ { "name": "a", "type": "string" } ],
                "output": {
                  "type": "object",
                  "value": { "one": "[contoso.name(parameters('a'), 1)]", "group": "[resourceGroup().name]" }
                }
              },
              "leaks": { "output": { "type": "string", "value": "[parameters('prefix')]" } },
              "asks": { "output": { "type": "int", "value": "[variables('v')]" } },
              "again": { "output": { "type": "int", "value": "[contoso.again()]" } }
            }
          },
          { "namespace": "__bicep", "members": { "one": { "output": { "type": "int", "value": 1 } } } }
        ],
        "resources": []
      }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          contoso.name('A', 2)                => "a2"
          CONTOSO.NAME(parameters('prefix'), 3) => "template3"
          contoso.both('B')                   => {"one":"b1","group":"poort"}
          contoso.both('B').one               => "b1"
          __bicep.one()                       => 1
          contoso.name('A')                   => error: contoso.name takes 2 arguments, not 1
          contoso.nme('A')                    => error: the template has no function contoso.nme. Did you mean contoso.name?
          contoso.name(1, 2)                  => error: the argument prefix of contoso.name is 1, not of type string. Write a string in quotes
          contoso.name('123456789', 2)        => error: the argument prefix of contoso.name is '123456789', it has 9 characters. Write at most 8 characters
          """)
  void isCalledWithItsNamespace(String call, String expected) {
    assertThat(Templates.of(TEMPLATE).value(call)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          contoso.leaks() => error: parameters: the function has no parameter prefix
          contoso.asks()  => error: variables: a function of the template sees no variables
          contoso.again() => error: the template nests too deeply. Take it apart
          """)
  void seesItsOwnParametersAlone(String call, String problem) {
    Templates template =
        Templates.of(
            TEMPLATE.replace(
                "\"resources\": []",
                "\"resources\": [ { \"type\": \"A.B/c\", \"name\": \"[" + call + "]\" } ]"));
    assertThat(template.evaluate().problems()).contains(problem);
  }

  @Test
  void theSectionIsAnArrayOfNamespaces() {
    assertThat(
            Templates.evaluate(
                    """
                    {
                      "functions": [
                        "f",
                        { "namespace": "a", "members": { "f": {}, "g": { "parameters": [ {} ], "output": { "value": 1 } } } }
                      ],
                      "resources": []
                    }
                    """)
                .problems())
        .containsExactly(
            "error: functions holds a string without namespace and members."
                + " Write { \"namespace\": NAME, \"members\": { ... } }",
            "error: the function a.f has no output."
                + " Write \"output\": { \"type\": ..., \"value\": ... }",
            "error: a parameter of the function a.g has no name. Give it one");
  }
}
