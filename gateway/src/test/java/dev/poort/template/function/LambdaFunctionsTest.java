package dev.poort.template.function;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Functions that apply a lambda: each value of the documentation page, and what is wrong. In the
 * tables {@code $x} is {@code lambdaVariables('x')}, and {@code dogs} are those of the page.
 */
class LambdaFunctionsTest {
  private static final String DOGS =
      """
      json('[{"name": "Evie", "age": 5, "interests": ["Ball", "Frisbee"]},
        {"name": "Casper", "age": 3, "interests": ["Other dogs"]},
        {"name": "Indy", "age": 2, "interests": ["Butter"]},
        {"name": "Kira", "age": 8, "interests": ["Rubs"]}]')""";

  private static String expression(String row) {
    return row.replaceAll("\\$(\\w+)", "lambdaVariables('$1')").replace("dogs", DOGS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          filter(dogs, lambda('dog', greaterOrEquals($dog.age, 5)))        => [{"name":"Evie","age":5,"interests":["Ball","Frisbee"]},{"name":"Kira","age":8,"interests":["Rubs"]}]
          filter(range(0, 10), lambda('i', greater($i, 5)))                => [6,7,8,9]
          filter(range(0, 10), lambda('i', equals(0, mod($i, 2))))         => [0,2,4,6,8]
          map(dogs, lambda('dog', $dog.name))                              => ["Evie","Casper","Indy","Kira"]
          map(dogs, lambda('dog', format('Hello {0}!', $dog.name)))        => ["Hello Evie!","Hello Casper!","Hello Indy!","Hello Kira!"]
          map(range(0, length(dogs)), lambda('i', createObject('i', $i, 'dog', dogs[$i].name, 'greeting', format('Ahoy, {0}!', dogs[$i].name)))) => [{"i":0,"dog":"Evie","greeting":"Ahoy, Evie!"},{"i":1,"dog":"Casper","greeting":"Ahoy, Casper!"},{"i":2,"dog":"Indy","greeting":"Ahoy, Indy!"},{"i":3,"dog":"Kira","greeting":"Ahoy, Kira!"}]
          map(dogs, lambda('x', 'i', createObject('index', $i, 'val', $x.name)))  => [{"index":0,"val":"Evie"},{"index":1,"val":"Casper"},{"index":2,"val":"Indy"},{"index":3,"val":"Kira"}]
          reduce(map(dogs, lambda('dog', $dog.age)), 0, lambda('cur', 'next', add($cur, $next))) => 18
          reduce(map(dogs, lambda('dog', $dog.age)), 1, lambda('cur', 'next', add($cur, $next))) => 19
          reduce(createArray(createObject('foo', 123), createObject('bar', 456), createObject('baz', 789)), createObject(), lambda('cur', 'next', union($cur, $next))) => {"foo":123,"bar":456,"baz":789}
          sort(dogs, lambda('a', 'b', less($a.age, $b.age)))               => [{"name":"Indy","age":2,"interests":["Butter"]},{"name":"Casper","age":3,"interests":["Other dogs"]},{"name":"Evie","age":5,"interests":["Ball","Frisbee"]},{"name":"Kira","age":8,"interests":["Rubs"]}]
          toObject(dogs, lambda('entry', $entry.name))                     => {"Evie":{"name":"Evie","age":5,"interests":["Ball","Frisbee"]},"Casper":{"name":"Casper","age":3,"interests":["Other dogs"]},"Indy":{"name":"Indy","age":2,"interests":["Butter"]},"Kira":{"name":"Kira","age":8,"interests":["Rubs"]}}
          toObject(dogs, lambda('entry', $entry.name), lambda('entry', $entry.interests)) => {"Evie":["Ball","Frisbee"],"Casper":["Other dogs"],"Indy":["Butter"],"Kira":["Rubs"]}
          toObject(dogs, lambda('entry', $entry.name), lambda('entry', $entry)) => {"Evie":{"name":"Evie","age":5,"interests":["Ball","Frisbee"]},"Casper":{"name":"Casper","age":3,"interests":["Other dogs"]},"Indy":{"name":"Indy","age":2,"interests":["Butter"]},"Kira":{"name":"Kira","age":8,"interests":["Rubs"]}}
          filter(dogs, lambda('val', 'i', equals(mul(sub(2, $i), length(intersection(createArray(first($val.name)), createArray('C')))), 1))) => [{"name":"Casper","age":3,"interests":["Other dogs"]}]
          reduce(map(dogs, lambda('dog', $dog.age)), 0, lambda('cur', 'next', 'i', add($cur, mul($next, mod(add($i, 1), 2))))) => 7
          groupBy(createArray('foo', 'bar', 'baz'), lambda('x', substring($x, 0, 1))) => {"f":["foo"],"b":["bar","baz"]}
          mapValues(createObject('foo', 'foo', 'bar', 'bar'), lambda('val', toUpper($val))) => {"foo":"FOO","bar":"BAR"}
          """)
  void giveTheDocumentedValues(String row, String json) throws NoValueException {
    Rows.value(expression(row), json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          map(createArray(), lambda('x', $x))                                       => []
          map(createArray(1, 2), lambda('x', map(createArray(3, 4), lambda('y', createArray($x, $y))))) => [[[1,3],[1,4]],[[2,3],[2,4]]]
          filter(createArray('a', 'b', 'c', 'd'), lambda('x', 'i', equals(mod($i, 2), 0))) => ["a","c"]
          reduce(createArray(), 7, lambda('cur', 'next', $next))                    => 7
          reduce(createArray(5, 3, 2, 8), 0, lambda('cur', 'next', 'i', add($cur, mul($next, mod(add($i, 1), 2))))) => 7
          sort(createArray(8, 3, 10, -13, 5), lambda('x', 'y', less($x, $y)))       => [-13,3,5,8,10]
          sort(createArray('ghi', 'abc', 'def'), lambda('x', 'y', greater($x, $y))) => ["ghi","def","abc"]
          sort(createArray(), lambda('x', 'y', less($x, $y)))                       => []
          sort(json('[[1, "b"], [0, "c"], [1, "a"]]'), lambda('x', 'y', less($x[0], $y[0]))) => [[0,"c"],[1,"b"],[1,"a"]]
          length(sort(range(0, 100), lambda('x', 'y', true())))                     => 100
          toObject(createArray(createArray('a', 1), createArray('A', 2)), lambda('x', $x[0]), lambda('x', $x[1])) => {"A":2}
          groupBy(createArray('ab', 'Ac', 'bd'), lambda('x', first($x)))            => {"a":["ab","Ac"],"b":["bd"]}
          groupBy(json('[{"t": "a", "v": 1}, {"t": "b", "v": 2}, {"t": "a", "v": 3}]'), lambda('x', $x.t), lambda('x', $x.v)) => {"a":[1,3],"b":[2]}
          mapValues(createObject(), lambda('x', $x))                                => {}
          """)
  void goOnAtTheEdges(String row, String json) throws NoValueException {
    Rows.value(expression(row), json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          map('a', lambda('x', $x))                              => map: its first argument is a string, not an array
          map(createArray(1), 'x')                               => map: its second argument is a string, not a lambda
          map(lambda('x', $x), lambda('x', $x))                  => map: its first argument is a lambda, not an array
          map(createArray(1), lambda('a', 'b', 'c', $a))         => map: its lambda has 3 variables, not 1 or 2
          mapValues(createArray(1), lambda('x', $x))             => mapValues: its first argument is an array, not an object
          mapValues(createObject('a', 1), lambda('x', 'i', $x))  => mapValues: its lambda has 2 variables, not 1
          filter(createArray(1), lambda('x', 'true'))            => filter: its lambda gives a string, not a boolean
          reduce(createArray(1), 0, lambda('x', $x))             => reduce: its lambda has 1 variables, not 2 or 3
          sort(createArray(1, 2), lambda('x', 'y', $x))          => sort: its lambda gives a number, not a boolean
          sort(createArray(1, 2), lambda('x', true()))           => sort: its lambda has 1 variables, not 2
          toObject(createArray(1), lambda('x', $x))              => toObject: its first lambda gives a number, not a string
          groupBy(createArray(1), lambda('x', $x))               => groupBy: its first lambda gives a number, not a string
          groupBy(createArray('a'), lambda('x', $x), 'x')        => groupBy: its third argument is a string, not a lambda
          reduce(createArray(1), lambda('a', 'b', $a))           => reduce does not take 2 arguments
          """)
  void refuseWhatDoesNotFit(String row, String message) {
    Rows.error(expression(row), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          length(map(createArray(unknown(), 1), lambda('x', $x)))                        => 2
          map(createArray(unknown(), 1), lambda('x', add($x, 1)))[1]                     => 2
          map(createArray(unknown()), lambda('x', 'a'))                                  => ["a"]
          length(filter(createArray(unknown(), 1), lambda('x', 'i', greater($i, -1))))   => 2
          reduce(createArray(unknown(), 2), 0, lambda('cur', 'next', $next))             => 2
          mapValues(createObject('a', unknown(), 'b', 1), lambda('x', $x)).b             => 1
          toObject(createArray('a', 'b'), lambda('x', $x), lambda('x', tryGet(createObject('a', unknown(), 'b', 1), $x))).b => 1
          length(groupBy(createArray('a', 'b'), lambda('x', 'same'), lambda('x', unknown())).same) => 2
          """)
  void passOnWhatIsUnknown(String row, String json) throws NoValueException {
    Rows.value(expression(row), json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "map(unknown(), lambda('x', $x))",
        "filter(createArray(unknown()), lambda('x', equals($x, 1)))",
        "reduce(createArray(unknown(), 2), 0, lambda('cur', 'next', add($cur, $next)))",
        "sort(createArray(unknown(), 1), lambda('x', 'y', less($x, $y)))",
        "toObject(createArray(unknown()), lambda('x', $x))",
        "groupBy(createArray(unknown()), lambda('x', $x))",
        "mapValues(open(), lambda('x', $x))",
      })
  void areUnknownWhereTheyMustLook(String row) throws NoValueException {
    Rows.unknown(expression(row));
  }
}
