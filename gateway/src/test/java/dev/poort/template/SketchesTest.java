package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far names and ids can be told while parameters are missing. */
class SketchesTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          parameters('gw')                              => {gw}
          parameters('GW')                              => {gw}
          variables('ip')                               => {gw}-ip
          concat(parameters('gw'), '-', parameters('n')) => {gw}-{n}
          format('{0}-{1:d2}', parameters('gw'), 7)     => {gw}-07
          toLower(concat('A', parameters('gw')))        => a{gw}
          parameters('o').name                          => {o.name}
          parameters('o').names[1]                      => {o.names[1]}
          concat(parameters('o').name, '-ip')           => {o.name}-ip
          if(true(), parameters('gw'), 'x')             => {gw}
          first(createArray(parameters('gw'), 'x'))     => {gw}
          my.ip(parameters('gw'))                       => {gw}-ip
          concat(substring(parameters('gw'), 0, 3), 'x') => {substring({gw},0,3)}x
          uniqueString('a', parameters('gw'))           => {uniquestring('a',{gw})}
          resourceId('A.B/c/d', parameters('gw'), 'x')  => /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/poort/providers/A.B/c/{gw}/d/x
          resourceId(parameters('gw'), 'A.B/c', 'x')    => /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/{gw}/providers/A.B/c/x
          concat(resourceId('A.B/c', parameters('gw')), '/d/x') => /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/poort/providers/A.B/c/{gw}/d/x
          """)
  void whatIsMissingStandsInBraces(String expression, String sketch) {
    assertThat(value(expression).sketch()).isEqualTo(sketch);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          substring(string(createObject('a', parameters('gw'))), 0, 3) => an argument without one
          uniqueString(concat(parameters('gw'), '/'))   => a slash, which parts ids
          if(equals(parameters('gw'), 'a'), 'b', 'c')   => a choice
          if(parameters('flag'), 'b', 'c')              => a choice
          parameters('o')[parameters('gw')]             => a key that cannot be told
          createArray('a')[parameters('n')]             => a key that cannot be told
          format(parameters('gw'), 'a')                 => a format that cannot be told
          concat(parameters('gw'), createArray('a'))    => no text
          reference('A.B/c', '2020').x                  => what Azure alone knows
          """)
  void whatCannotBeComparedHasNone(String expression, String why) {
    assertThat(value(expression).sketch()).as(why).isNull();
  }

  private static JsonValue value(String expression) {
    Evaluated evaluated =
        Templates.of(
                """
        {
          "parameters": {
            "gw": { "type": "string" },
            "n": { "type": "int" },
            "flag": { "type": "bool" },
            "o": { "type": "object" }
          },
          "variables": { "ip": "[concat(parameters('gw'), '-ip')]" },
          "functions": [ { "namespace": "my", "members": { "ip": {
            "parameters": [ { "name": "of", "type": "string" } ],
            "output": { "type": "string", "value": "[concat(parameters('of'), '-ip')]" } } } } ],
          "resources": [],
          "outputs": { "x": { "type": "string", "value": "[%s]" } }
        }
        """
                    .formatted(expression))
            .check()
            .evaluate();
    assertThat(evaluated.problems()).noneMatch(it -> it.startsWith("error"));
    JsonValue value = evaluated.outputValue("x");
    assertThat(value).isInstanceOf(JsonUnknown.class);
    return value;
  }
}
