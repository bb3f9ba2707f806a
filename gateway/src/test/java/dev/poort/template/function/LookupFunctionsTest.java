package dev.poort.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.json.JsonBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that look for something: each value of the documentation pages, and what is wrong. */
class LookupFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          contains('OneTwoThree', 'e')                                        => true
          contains('OneTwoThree', 'z')                                        => false
          contains(createObject('one', 'a', 'two', 'b', 'three', 'c'), 'one') => true
          contains(createObject('one', 'a', 'two', 'b', 'three', 'c'), 'a')   => false
          contains(createArray('one', 'two', 'three'), 'three')               => true
          contains(createArray('one', 'two', 'three'), 'four')                => false
          lastIndexOf(createArray('one', 'two', 'three'), 'two')              => 1
          indexOf(createArray('one', 'two', 'three'), 'one')                  => 0
          lastIndexOf(createArray('one', 'two', 'three'), 'Three')            => -1
          lastIndexOf(createArray(4, 5, 6), 4)                                => 0
          indexOf(createArray(4, 5, 6), 6)                                    => 2
          lastIndexOf(createArray(4, 5, 6), '5')                              => -1
          indexOf(createArray(createArray('one'), createArray(4, 5)), createArray(4, 5)) => 1
          indexOf(createArray(1, 2, 3, 1), 1)                                 => 0
          lastIndexOf(createArray(1, 2, 3, 1), 1)                             => 3
          indexOf('test', 't')                                                => 0
          lastIndexOf('test', 't')                                            => 3
          indexOf('abcdef', 'CD')                                             => 2
          lastIndexOf('abcdef', 'AB')                                         => 0
          indexOf('abcdef', 'z')                                              => -1
          indexFromEnd(createArray('apple', 'banana', 'orange', 'grape'), 2)    => "orange"
          tryIndexFromEnd(createArray('apple', 'banana', 'orange', 'grape'), 2) => "orange"
          tryIndexFromEnd(createArray('apple', 'banana', 'orange', 'grape'), 5) => null
          tryGet(createObject('name', 'John Doe', 'age', 30), 'region')       => null
          tryGet(createObject('name', 'John Doe', 'age', 30), 'name')         => "John Doe"
          tryGet(createArray('red', 'green'), 0)                              => "red"
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
          contains('OneTwoThree', 'E')                           => false
          contains('abc', '')                                    => true
          contains('a1', 1)                                      => true
          contains(createObject('One', 'a'), 'oNE')              => true
          contains(createObject('1', 'a'), 1)                    => true
          contains(createArray('one'), 'ONE')                    => false
          contains(createArray(null()), null())                  => true
          contains(createArray(createObject('a', 1)), createObject('a', 1)) => true
          indexOf('abc', '')                                     => 0
          lastIndexOf('abc', '')                                 => 3
          indexOf(createArray(false()), 'false')                 => -1
          indexFromEnd(createArray('a', 'b'), 1)                 => "b"
          tryIndexFromEnd(createArray('a', 'b'), 0)              => null
          tryIndexFromEnd(createArray('a', 'b'), -1)             => null
          tryIndexFromEnd(null(), 1)                             => null
          tryIndexFromEnd(createArray(createObject('foo', 1)), 1, 'foo') => 1
          tryIndexFromEnd(createArray(createObject('foo', 1)), 2, 'foo') => null
          tryGet(null(), 'a')                                    => null
          tryGet(createObject('A', 1), 'a')                      => 1
          tryGet(createObject('a', null()), 'a', 'b')            => null
          tryGet(createObject(), 'a', 'b', 0)                    => null
          tryGet(createObject('a', createArray(7, 8)), 'a', 1)   => 8
          tryGet(createArray('red'), 1)                          => null
          tryGet(createArray('red'), -1)                         => null
          tryGet('red', 0)                                       => null
          tryGet(createArray('a', 'b'), createObject('value', 2, 'fromEnd', true()))  => "a"
          tryGet(createArray('a', 'b'), createObject('value', 1, 'fromEnd', false())) => "b"
          tryGet(createObject('a', createArray(7, 8)), 'a', createObject('value', 1, 'fromEnd', true())) => 8
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
          contains(1, 1)               => contains: its first argument is a number, not an array, an object or a string
          contains(null(), 'a')        => contains: its first argument is null, not an array, an object or a string
          contains('a', true())        => contains: its second argument is a boolean, not a string
          contains('a')                => contains does not take 1 arguments
          indexOf(1, 1)                => indexOf: its first argument is a number, not an array or a string
          lastIndexOf('a', 1)          => lastIndexOf: its second argument is a number, not a string
          indexFromEnd(createArray('a'), 0) => indexFromEnd: there is no element 0 from the end of an array of 1
          indexFromEnd(createArray('a'), 2) => indexFromEnd: there is no element 2 from the end of an array of 1
          indexFromEnd('a', 1)         => indexFromEnd: its first argument is a string, not an array
          tryIndexFromEnd(createArray('a'), 'b') => tryIndexFromEnd: its second argument is a string, not a whole number
          tryGet(createObject('a', createObject()), 'a', 'b') => tryGet: its third argument finds nothing in an object
          tryGet(createObject('a', 'x'), 'a', 'b', 'c') => tryGet: its third argument finds nothing in a string
          tryGet(createObject())       => tryGet does not take 1 arguments
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
          contains(createArray(unknown(), 'a'), 'a')              => true
          contains(createArray(), unknown())                      => false
          contains(createObject('a', unknown()), 'a')             => true
          contains(createArray(createArray(unknown(), 1)), createArray('a', 2)) => false
          indexOf(createArray('a', unknown()), 'a')               => 0
          lastIndexOf(createArray(unknown(), 'a'), 'a')           => 1
          tryGet(createArray(unknown(), 'a'), 1)                  => "a"
          """)
  void tellWhatTheKnownPartsDecide(String expression, String json) throws NoValueException {
    Rows.value(expression, json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contains(createArray(unknown(), 'b'), 'a')",
        "contains(unknown(), 'a')",
        "contains('a', unknown())",
        "indexOf(createArray(unknown(), 'a'), 'a')",
        "lastIndexOf(createArray('a', unknown()), 'a')",
        "tryGet(createArray(unknown()), 0)",
        "tryGet(createArray(unknown()), 0, 'a')",
        "tryGet(unknown(), 'a')",
      })
  void areUnknownWhereTheyMustLook(String expression) throws NoValueException {
    Rows.unknown(expression);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contains(open(), 'b')", "tryGet(open(), 'b')", "contains(open(), 'B')"})
  void doNotKnowWhetherAnObjectHasWhatItDoesNotShow(String expression) throws NoValueException {
    Rows.unknown(expression);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contains(open(), 'a')", "equals(tryGet(open(), 'a'), 1)"})
  void findWhatSuchAnObjectShows(String expression) throws NoValueException {
    assertThat(Expressions.evaluate(expression))
        .isInstanceOfSatisfying(JsonBoolean.class, found -> assertThat(found.value()).isTrue());
  }
}
