package dev.poort.template.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language between the brackets, and what is wrong with a text that is none of it. */
class ExpressionParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          [f()]                        => f()
          [ f ( ) ]                    => f()
          [f('a', 1, -2, +3)]          => f('a', 1, -2, 3)
          [f(g(h()), 'b')]             => f(g(h()), 'b')
          ['text']                     => 'text'
          ['it''s']                    => 'it's'
          ['']                         => ''
          [42]                         => 42
          [-9223372036854775808]       => -9223372036854775808
          [f().name]                   => f()['name']
          [f() . name]                 => f()['name']
          [f().a.b]                    => f()['a']['b']
          [f().$schema]                => f()['$schema']
          [f()['a-b']]                 => f()['a-b']
          [f()[0]]                     => f()[0]
          [f()[g()]]                   => f()[g()]
          [f()[g()].a[1]]              => f()[g()]['a'][1]
          [f().?name]                  => f()?['name']
          [f()[?'name']]               => f()?['name']
          [f()[?0]]                    => f()?[0]
          ['a'[0]]                     => 'a'[0]
          [contoso.f('a')]             => contoso.f('a')
          [contoso . f('a')]           => contoso.f('a')
          [_1.f('a')]                  => _1.f('a')
          """)
  void readsCallsStringsNumbersAndMembers(String text, String expected) throws SyntaxException {
    assertThat(shown(ExpressionParser.parse(text))).isEqualTo(expected);
  }

  @Test
  void mayGoOverSeveralLines() throws SyntaxException {
    assertThat(shown(ExpressionParser.parse("[\r\n\tf(\n  'a\n b',\n  1)\n]")))
        .isEqualTo("f('a\n b', 1)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          []                  => 1  an expression is missing
          [ ]                 => 2  an expression is missing
          [f]                 => 1  f is no call of a function
          [true]              => 1  true is no call of a function
          [a.b]               => 1  a.b is no call of a function
          [f(]                => 1  f( is not closed
          [f('a']             => 1  f( is not closed
          [f('a' 'b')]        => 7  there is no comma before 'b')
          [f('a',]            => 1  f( is not closed
          [f(,'a')]           => 3  a value is missing before ,'a')
          [f('a',)]           => 7  a value is missing before )
          [f('a))]            => 3  the string that begins here is not closed
          [f("a")]            => 3  a string in other quotes than single ones
          [f(“a”)]            => 3  a string in other quotes than single ones
          [f(&)]              => 3  &) begins no expression
          [f())]              => 4  the expression ends before )
          [f() g()]           => 5  the expression ends before g()
          [f()]-[g()]         => 4  the expression ends before ]-[g()
          [f().]              => 5  a name is missing behind the dot
          [f()[0]             => 6  a bracket is not closed
          [f()[0 1]]          => 7  there is no ] before 1]
          [f(1.5)]            => 3  1.5 is no whole number of 64 bits
          [f(9223372036854775808)] => 3  9223372036854775808 is no whole number of 64 bits
          [f(0x10)]           => 3  0x10 is no whole number of 64 bits
          """)
  void saysAtWhichCharacterItIsWrong(String text, String expected) {
    SyntaxException error = syntaxError(text);
    assertThat("%-2d %s".formatted(error.offset(), error.getMessage())).isEqualTo(expected);
    assertThat(error.mend()).isNotEmpty();
  }

  @Test
  void mendsTwoExpressionsInOneString() {
    assertThat(syntaxError("[f()]-[g()]").mend())
        .isEqualTo("Write one pair of brackets around all, and join the parts with concat");
  }

  @Test
  void mendsAStringWithoutQuotes() {
    assertThat(syntaxError("[f(name)]").mend()).isEqualTo("Write name(), or 'name'");
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    String calls = "[" + "f(".repeat(5_000) + "1" + ")".repeat(5_000) + "]";
    String members = "[f()" + ".a".repeat(5_000) + "]";
    String elements = "[f()" + "[0]".repeat(5_000) + "]";
    String both = "[" + "f(".repeat(60) + "1" + ").a".repeat(60) + "]";
    assertThat(List.of(calls, members, elements, both))
        .allSatisfy(
            text ->
                assertThat(syntaxError(text)).hasMessage("the expression is nested too deeply"));
  }

  @Test
  void readsWhatHasManyPartsBesideOneAnother() {
    String parts = "f(g().a.b, 1), ".repeat(1_000);
    assertThatCode(() -> ExpressionParser.parse("[f(" + parts + "1)]")).doesNotThrowAnyException();
  }

  @Test
  void refusesWhatIsLongerThanArmAllows() {
    assertThat(syntaxError("['" + "a".repeat(24_573) + "']"))
        .hasMessage("the expression has more than 24576 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[f()]", "[]", "[a] and [b]", "[\nf()\n]"})
  void aStringInBracketsIsAnExpression(String text) {
    assertThat(ExpressionParser.isExpression(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "[[f()]", "[f() and more", " [f()]", "[f()] ", "f()"})
  void anyOtherStringIsNone(String text) {
    assertThat(ExpressionParser.isExpression(text)).isFalse();
  }

  @Test
  void aSecondBracketEscapesTheFirstOfAStringInBrackets() {
    assertThat(ExpressionParser.isEscaped("[[f()]")).isTrue();
    assertThat(ExpressionParser.isEscaped("[[f() and more")).isFalse();
  }

  @Test
  void everyPartKnowsWhereItStands() throws SyntaxException {
    String text = "[f( 'a', g().b )]";
    var call = (Expression.Call) ExpressionParser.parse(text);
    assertThat(part(text, call)).isEqualTo("f( 'a', g().b )");
    assertThat(part(text, call.arguments().get(0))).isEqualTo("'a'");
    assertThat(part(text, call.arguments().get(1))).isEqualTo("g().b");
  }

  private static String part(String text, Expression expression) {
    return text.substring(expression.offset(), expression.end());
  }

  private static SyntaxException syntaxError(String text) {
    return catchThrowableOfType(SyntaxException.class, () -> ExpressionParser.parse(text));
  }

  private static String shown(Expression expression) {
    return switch (expression) {
      case Expression.Text text -> "'" + text.value() + "'";
      case Expression.Whole whole -> "" + whole.value();
      case Expression.Call call ->
          call.arguments().stream()
              .map(ExpressionParserTest::shown)
              .collect(Collectors.joining(", ", call.name() + "(", ")"));
      case Expression.Access access ->
          "%s%s[%s]"
              .formatted(shown(access.target()), access.safe() ? "?" : "", shown(access.key()));
    };
  }
}
