package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions in the strings of a template. */
class EvaluatorTest {
  private static final String OBJECT =
      "createObject('Name', 'a', 'list', createArray(1, 2), 'in', createObject('x', null()))";

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          @.Name                    => "a"
          @.name                    => "a"
          @['NAME']                 => "a"
          @.list[1]                 => 2
          @.list[sub(2, 2)]         => 1
          @[concat('na', 'me')]     => "a"
          @.in.x                    => null
          @.?none                   => null
          @[?'none']                => null
          @.list[?7]                => null
          @.in.x.?y                 => null
          @.?in.?x                  => null
          tryGet(@, 'none')         => null
          @.nme                     => error: the object has no member nme. Did you mean Name?
          @.list[2]                 => error: there is no element 2 in an array of 2. They go from 0 to 1
          @.list['a']               => error: there is no 'a' in an array. Names lead into objects, numbers into arrays
          @[0]                      => error: there is no 0 in an object. Names lead into objects, numbers into arrays
          @.in.x.y                  => error: there is no 'y' in null. Names lead into objects, numbers into arrays
          sys.concat('a', 'b')      => "ab"
          SYS.Concat('a', 'b')      => "ab"
          CONCAT('a', 'b')          => "ab"
          concta('a', 'b')          => error: there is no function concta. Did you mean concat?
          'it''s'                   => "it's"
          42                        => 42
          if(true(), 'a', div(1, 0)) => "a"
          if(1, 'a', 'b')           => error: if: its first argument is a number, not a boolean
          or(true(), div(1, 0))     => true
          and(false(), div(1, 0))   => false
          coalesce('a', div(1, 0))  => "a"
          coalesce(null(), 'a', div(1, 0)) => "a"
          coalesce(null(), div(1, 0)) => error: div: it cannot be had of 1 and 0: nothing is divided by zero
          coalesce()                => error: coalesce takes at least one argument, not 0
          lambda('x', 1)            => error: a lambda stands only where a function takes one. Give it to filter, groupBy, map, mapValues, reduce, sort or toObject
          """)
  void have(String expression, String expected) {
    assertThat(Templates.expression(expression.replace("@", OBJECT))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          plain                => "plain"
          [test] value         => "[test] value"
          [concat('a')         => "[concat('a')"
          [[test value]        => "[test value]"
          [[test               => "[[test"
          [[]                  => "[]"
          [concat('[', 'a]')]  => "[a]"
          """)
  void aStringIsAnExpressionOnlyInWholeBrackets(String text, String json) {
    assertThat(output("\"" + text + "\"")).isEqualTo(json);
  }

  @Test
  void valuesOfEveryKindStayAsTheyAre() {
    String json = "{\"a\":[1,-2.5e3,true,false,null,\"\"],\"b\":{}}";
    assertThat(output(json)).isEqualTo(json);
  }

  @Test
  void aNameOfAMemberMayBeAnExpression() {
    assertThat(output("{ \"[concat('a', 'b')]\": 1, \"[[c]\": 2, \"[d\": 3 }"))
        .isEqualTo("{\"ab\":1,\"[c]\":2,\"[d\":3}");
  }

  @Test
  void aNameThatCannotBeToldLeavesTheObjectOpen() {
    Templates template =
        Templates.of(
                """
                {
                  "parameters": { "tag": { "type": "string" } },
                  "variables": { "tags": { "[parameters('tag')]": 1, "b": 2 } },
                  "resources": []
                }
                """)
            .check();
    assertThat(template.value("variables('tags')")).isEqualTo("{\"b\":2,...}");
  }

  @Test
  void aNameIsAString() {
    assertThat(Templates.evaluate(template("{ \"[add(1, 2)]\": 1 }")).problems())
        .containsExactly("warning: the name of a member is a number. Write a string");
  }

  @Test
  void aSyntaxErrorStandsAtItsCharacter() {
    Evaluated evaluated = Templates.evaluate(template("\"[concat('a\\u0041\\n', b)]\""));
    assertThat(evaluated.evaluation().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.what()).isEqualTo("b is no call of a function");
              assertThat(problem.where().line()).isEqualTo(4);
              assertThat(lineFrom(problem.where().column())).startsWith("b)]");
            });
  }

  @Test
  void aSyntaxErrorInAnExpressionOfSeveralLinesStandsInItsLine() {
    Evaluated evaluated = Templates.evaluate(template("\"[concat(\n  'a',\n  b)]\""));
    assertThat(evaluated.evaluation().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.where()).hasToString("template.json:6:3"));
  }

  @Test
  void anErrorStandsWhereItsPartDoes() {
    Evaluated evaluated = Templates.evaluate(template("\"[concat('a', int('b'))]\""));
    assertThat(evaluated.evaluation().problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat("[concat('a', int('b'))]".substring(problem.where().column() - 11))
                    .isEqualTo("int('b'))]"));
  }

  private static String lineFrom(int column) {
    return template("\"[concat('a\\u0041\\n', b)]\"").lines().toList().get(3).substring(column - 1);
  }

  private static String template(String value) {
    return """
    {
      "resources": [],
      "variables": {
        "x": %s
      }
    }
    """
        .formatted(value);
  }

  private static String output(String value) {
    return Templates.of(template(value)).value("variables('x')");
  }
}
