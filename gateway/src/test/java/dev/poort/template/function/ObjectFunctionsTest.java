package dev.poort.template.function;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions for objects: each value of the documentation page, and what is wrong. */
class ObjectFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          createObject('intProp', 1, 'stringProp', 'abc', 'boolProp', true(), 'arrayProp', createArray('a', 'b', 'c'), 'objectProp', createObject('key1', 'value1')) => {"intProp":1,"stringProp":"abc","boolProp":true,"arrayProp":["a","b","c"],"objectProp":{"key1":"value1"}}
          items(json('{"item002": {"enabled": false, "displayName": "Example item 2", "number": 200}, "item001": {"enabled": true, "displayName": "Example item 1", "number": 300}}')) => [{"key":"item001","value":{"enabled":true,"displayName":"Example item 1","number":300}},{"key":"item002","value":{"enabled":false,"displayName":"Example item 2","number":200}}]
          map(items(json('{"item002": {"enabled": false, "displayName": "Example item 2"}, "item001": {"enabled": true, "displayName": "Example item 1"}}')), lambda('x', createObject('fullName', lambdaVariables('x').value.displayName, 'itemEnabled', lambdaVariables('x').value.enabled, 'key', lambdaVariables('x').key))) => [{"fullName":"Example item 1","itemEnabled":true,"key":"item001"},{"fullName":"Example item 2","itemEnabled":false,"key":"item002"}]
          objectKeys(createObject('a', 1, 'b', 2)) => ["a","b"]
          empty(null())                            => true
          null()                                   => null
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
          createObject()                                                                => {}
          createObject('a', 1, 'A', 2)                                                  => {"A":2}
          createObject('a', null())                                                     => {"a":null}
          items(createObject())                                                         => []
          objectKeys(json('{"ghiKey": 1, "DEFKey": 2, "abcKey": 3, "456Key": 4, "123Key": 5}')) => ["123Key","456Key","abcKey","DEFKey","ghiKey"]
          objectKeys(json('{"ab": 1, "a_b": 2, "a": 3, "a-b": 4, "a1": 5, "é": 6}'))    => ["a","a_b","a-b","a1","ab","é"]
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
          createObject('a')      => createObject: it takes names and values in pairs
          createObject(1, 2)     => createObject: its first argument is a number, not a string
          items(createArray())   => items: its first argument is an array, not an object
          items(null())          => items: its first argument is null, not an object
          objectKeys('a')        => objectKeys: its first argument is a string, not an object
          null('a')              => null does not take 1 arguments
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
          createObject('a', unknown(), 'b', 1).b        => 1
          items(createObject('a', unknown()))[0].key    => "a"
          objectKeys(createObject('a', unknown()))      => ["a"]
          empty(open())                                 => false
          """)
  void passOnMembersThatAreUnknown(String expression, String json) throws NoValueException {
    Rows.value(expression, json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "createObject(unknown(), 1)",
        "items(unknown())",
        "items(open())",
        "objectKeys(open())",
        "length(open())",
      })
  void areUnknownWhereTheyMustLook(String expression) throws NoValueException {
    Rows.unknown(expression);
  }
}
