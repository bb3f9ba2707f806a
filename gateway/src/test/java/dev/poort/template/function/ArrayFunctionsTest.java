package dev.poort.template.function;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions for arrays: each value of the documentation page, and what is wrong. */
class ArrayFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          array(1)                                             => [1]
          array('efgh')                                        => ["efgh"]
          array(createObject('a', 'b', 'c', 'd'))              => [{"a":"b","c":"d"}]
          createArray('a', 'b', 'c')                           => ["a","b","c"]
          createArray(1, 2, 3)                                 => [1,2,3]
          createArray(createObject('one', 'a', 'two', 'b'))    => [{"one":"a","two":"b"}]
          createArray(createArray('one', 'two', 'three'))      => [["one","two","three"]]
          createArray()                                        => []
          empty(createArray())                                 => true
          empty(createObject())                                => true
          empty('')                                            => true
          first(createArray('one', 'two', 'three'))            => "one"
          first('One Two Three')                               => "O"
          last(createArray('one', 'two', 'three'))             => "three"
          last('One Two Three')                                => "e"
          length(createArray('one', 'two', 'three'))           => 3
          length('One Two Three')                              => 13
          length(createObject('a', 1, 'b', 2, 'c', 3, 'd', 4)) => 4
          skip(createArray('one', 'two', 'three'), 2)          => ["three"]
          skip('one two three', 4)                             => "two three"
          take(createArray('one', 'two', 'three'), 2)          => ["one","two"]
          take('one two three', 2)                             => "on"
          flatten(createArray(createArray('one', 'two'), createArray('three'))) => ["one","two","three"]
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
          ARRAY(createArray(1, 2))                        => [1,2]
          array(null())                                   => [null]
          array(true())                                   => [true]
          empty(null())                                   => true
          empty('a')                                      => false
          empty(createArray(null()))                      => false
          empty(createObject('a', null()))                => false
          first(createArray())                            => null
          last(createArray())                             => null
          first('')                                       => ""
          last('')                                        => ""
          length('')                                      => 0
          length(createArray())                           => 0
          skip(createArray(1, 2), 0)                      => [1,2]
          skip(createArray(1, 2), -1)                     => [1,2]
          skip(createArray(1, 2), 2)                      => []
          skip(createArray(1, 2), 9000000000)             => []
          skip('ab', 3)                                   => ""
          take(createArray(1, 2), 0)                      => []
          take(createArray(1, 2), -1)                     => []
          take(createArray(1, 2), 3)                      => [1,2]
          take('ab', 9000000000)                          => "ab"
          flatten(createArray())                          => []
          flatten(createArray(createArray(createArray(1)))) => [[1]]
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
          empty(1)              => empty: its first argument is a number, not an array, an object or a string
          length(null())        => length: its first argument is null, not an array, an object or a string
          first(1)              => first: its first argument is a number, not an array or a string
          last(createObject())  => last: its first argument is an object, not an array or a string
          skip(1, 1)            => skip: its first argument is a number, not an array or a string
          skip('a', 'b')        => skip: its second argument is a string, not a whole number
          take(true(), 1)       => take: its first argument is a boolean, not an array or a string
          flatten('a')          => flatten: its first argument is a string, not an array
          flatten(createArray(1)) => flatten: an element of its array is a number, not an array
          length()              => length does not take 0 arguments
          skip('a')             => skip does not take 1 arguments
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
          length(createArray(unknown(), 1))                          => 2
          last(createArray(unknown(), 1))                            => 1
          length(skip(createArray(unknown(), 1, unknown()), 1))      => 2
          first(take(createArray(1, unknown()), 2))                  => 1
          length(array(createArray(unknown())))                      => 1
          last(flatten(createArray(createArray(unknown()), createArray(1)))) => 1
          empty(createArray(unknown()))                              => false
          length(createObject('a', unknown()))                       => 1
          """)
  void passOnElementsThatAreUnknown(String expression, String json) throws NoValueException {
    Rows.value(expression, json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "first(createArray(unknown()))",
        "array(unknown())",
        "length(unknown())",
        "skip('a', unknown())",
        "flatten(createArray(unknown()))",
      })
  void areUnknownWhereTheyMustLook(String expression) throws NoValueException {
    Rows.unknown(expression);
  }
}
