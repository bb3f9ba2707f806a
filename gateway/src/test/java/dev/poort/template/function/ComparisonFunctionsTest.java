package dev.poort.template.function;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that compare: each value of the documentation page, and what is wrong. */
class ComparisonFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          coalesce(null(), null(), 'default')                        => "default"
          coalesce(null(), null(), 1)                                => 1
          coalesce(null(), null(), createObject('first', 'default')) => {"first":"default"}
          coalesce(null(), null(), createArray(1))                   => [1]
          empty(coalesce(null(), null()))                            => true
          equals(1, 1)                                               => true
          equals('a', 'a')                                           => true
          equals(createArray('a', 'b'), createArray('a', 'b'))       => true
          equals(createObject('a', 'b'), createObject('a', 'b'))     => true
          not(equals(1, 2))                                          => true
          greater(1, 2)                                              => false
          greater('A', 'a')                                          => true
          greaterOrEquals(1, 2)                                      => false
          greaterOrEquals('A', 'a')                                  => true
          less(1, 2)                                                 => true
          less('A', 'a')                                             => false
          lessOrEquals(1, 2)                                         => true
          lessOrEquals('A', 'a')                                     => false
          """)
  void giveTheDocumentedValues(String expression, String json) throws NoValueException {
    Rows.value(expression, json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          coalesce('')                                                 => ""
          coalesce(createArray(), 'a')                                 => []
          coalesce(false(), true())                                    => false
          equals('a', 'A')                                             => false
          equals('1', 1)                                               => false
          equals(null(), null())                                       => true
          equals(null(), '')                                           => false
          equals(true(), 'true')                                       => false
          equals(json('1.50'), json('15e-1'))                          => true
          equals(json('9007199254740993'), json('9007199254740992'))   => false
          equals(json('{"a": 1, "b": 2}'), json('{"b": 2, "a": 1}'))   => true
          equals(json('{"a": 1}'), json('{"A": 1}'))                   => false
          equals(json('{"a": 1}'), json('{"a": 1, "b": 2}'))           => false
          equals(createArray(1, 2), createArray(2, 1))                 => false
          equals(createArray(1, 2), createArray(1))                    => false
          equals(json('[{"a": [1, {"b": null}]}]'), json('[{"a": [1, {"b": null}]}]')) => true
          greater(2, 2)                                                => false
          greaterOrEquals(2, 2)                                        => true
          lessOrEquals('a', 'a')                                       => true
          less('a', 'B')                                               => true
          less('B', 'c')                                               => true
          less('a', 'aa')                                              => true
          less('a1', 'ab')                                             => true
          less(json('1.5'), 2)                                         => true
          less(-10, json('-9.5e0'))                                    => true
          """)
  void goOnAtTheEdges(String expression, String json) throws NoValueException {
    Rows.value(expression, json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          greater(1, '1')             => greater: its second argument is a string, not a number as the first
          less('a', 1)                => less: its second argument is a number, not a string as the first
          lessOrEquals(true(), 1)     => lessOrEquals: its first argument is a boolean, not a number or a string
          greaterOrEquals(1, null())  => greaterOrEquals: its second argument is null, not a number as the first
          equals(1)                   => equals does not take 1 arguments
          coalesce()                  => coalesce does not take 0 arguments
          """)
  void refuseWhatDoesNotFit(String expression, String message) {
    Rows.error(expression, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          equals(createArray(unknown(), 1), createArray('a', 2))                => false
          equals(createArray(unknown()), createArray('a', 'b'))                 => false
          equals(createObject('a', unknown()), createObject('b', 1))            => false
          equals(createObject('a', unknown(), 'b', 1), createObject('a', 1, 'b', 2)) => false
          equals(createObject('a', unknown()), 'a')                             => false
          equals(open(), createObject('a', 2, 'b', 1))                          => false
          equals(open(), createObject())                                        => false
          equals(createObject('b', 1), open())                                  => false
          coalesce('a', unknown())                                              => "a"
          """)
  void tellWhatTheKnownPartsDecide(String expression, String json) throws NoValueException {
    Rows.value(expression, json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "equals(unknown(), unknown())",
        "equals(createArray(1, unknown()), createArray(1, 2))",
        "equals(createObject('a', 1), createObject('a', unknown()))",
        "equals(open(), createObject('a', 1))",
        "equals(createObject('a', 1, 'b', 2), open())",
        "less(1, unknown())",
        "coalesce(null(), unknown(), 'a')",
      })
  void areUnknownWhereTheyMustLook(String expression) throws NoValueException {
    Rows.unknown(expression);
  }
}
