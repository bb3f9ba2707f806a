package dev.poort.template.function;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that make one of several: each value of the documentation pages, and what is wrong. */
class SetFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          intersection(json('{"one": "a", "two": "b", "three": "c"}'), json('{"one": "a", "two": "z", "three": "c"}')) => {"one":"a","three":"c"}
          intersection(createArray('one', 'two', 'three'), createArray('two', 'three')) => ["two","three"]
          union(json('{"one": "a", "two": "b", "three": "c1"}'), json('{"three": "c2", "four": "d", "five": "e"}')) => {"one":"a","two":"b","three":"c2","four":"d","five":"e"}
          union(createArray('one', 'two', 'three'), createArray('three', 'four')) => ["one","two","three","four"]
          union(json('{"property": {"one": "a", "two": "b", "three": "c1"}, "nestedArray": [1, 2]}'), json('{"property": {"three": "c2", "four": "d", "five": "e"}, "nestedArray": [3, 4]}')) => {"property":{"one":"a","two":"b","three":"c2","four":"d","five":"e"},"nestedArray":[3,4]}
          union(json('[["one", "two"], ["three"]]'), json('[["three"], ["four", "two"]]')) => [["one","two"],["three"],["four","two"]]
          shallowMerge(json('[{"one": "a"}, {"two": "b"}, {"two": "c"}]')) => {"one":"a","two":"c"}
          shallowMerge(json('[{"one": "a", "nested": {"a": 1, "nested": {"c": 3}}}, {"two": "b", "nested": {"b": 2}}]')) => {"one":"a","nested":{"b":2},"two":"b"}
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
          union(createArray(1), createArray(2, 1), createArray(3, 2))      => [1,2,3]
          union(json('[1, 1.0, "1", true, null, null]'), createArray(10))  => [1,"1",true,null,10]
          union(createArray('a'), createArray('A'))                        => ["a","A"]
          union(json('[{"a": [1]}, {"a": [1]}]'), json('[{"a": [2]}]'))    => [{"a":[1]},{"a":[2]}]
          union(createObject('Name', 1), createObject('name', 2))          => {"Name":2}
          union(json('{"a": {"b": 1}}'), json('{"a": null}'))              => {"a":null}
          union(json('{"a": 1}'), json('{"a": {"b": 1}}'))                 => {"a":{"b":1}}
          union(json('{"a": {"b": {"c": 1}}}'), json('{"a": {"b": {"d": 2}}}'), json('{"e": 3}')) => {"a":{"b":{"c":1,"d":2}},"e":3}
          intersection(createArray(2, 1, 2), createArray(1, 2), createArray(2)) => [2]
          intersection(createArray(1), createArray())                      => []
          intersection(json('{"a": {"b": 1}}'), json('{"a": {"b": 2}}'))   => {}
          shallowMerge(createArray())                                      => {}
          distinct(createArray('a', 'b', 'a', 'A'))                        => ["a","b","A"]
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
          union('a', 'b')                            => union: its first argument is a string, not an array or an object
          union(createArray(), createObject())       => union: its second argument is an object, not an array
          union(createObject(), createObject(), 'a') => union: its third argument is a string, not an object
          union(createArray())                       => union does not take 1 arguments
          union(createObject(), null())              => union: its second argument is null, not an object
          intersection(createArray(), 1)             => intersection: its second argument is a number, not an array
          intersection(1, createArray())             => intersection: its first argument is a number, not an array or an object
          shallowMerge(createArray('a'))             => shallowMerge: an element of its array is a string, not an object
          shallowMerge(createObject())               => shallowMerge: its first argument is an object, not an array
          distinct('a')                              => distinct: its first argument is a string, not an array
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
          length(union(createArray(unknown(), 'a'), createArray('a', unknown())))                         => 3
          union(createObject('a', unknown(), 'b', 1), createObject('b', 2)).b                             => 2
          union(createObject('a', unknown()), createObject('a', 'x')).a                                   => "x"
          union(createObject('a', createObject('b', unknown())), json('{"a": {"c": 1}}')).a.c             => 1
          intersection(createArray('a', 'b'), createArray('b', 'a', unknown()))                           => ["a","b"]
          intersection(createObject('a', 1, 'b', unknown()), createObject('a', 1))                        => {"a":1}
          shallowMerge(createArray(createObject('a', unknown()), createObject('b', 1))).b                 => 1
          """)
  void tellWhatTheKnownPartsDecide(String expression, String json) throws NoValueException {
    Rows.value(expression, json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "union(createArray(1), unknown())",
        "union(createObject('a', unknown()), json('{\"a\": {\"b\": 1}}')).a",
        "union(createObject('a', json('{\"b\": 1}')), createObject('a', unknown())).a",
        "union(createObject('a', open()), json('{\"a\": {\"b\": 1}}')).a",
        "union(open(), createObject('b', 1))",
        "shallowMerge(createArray(open(), createObject('b', 1)))",
        "intersection(createArray('a'), createArray('b', unknown()))",
        "intersection(createObject('a', 1), createObject('a', unknown()))",
        "intersection(createObject('a', 1), open())",
        "shallowMerge(createArray(unknown()))",
      })
  void areUnknownWhereTheyMustLook(String expression) throws NoValueException {
    Rows.unknown(expression);
  }
}
