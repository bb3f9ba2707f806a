package dev.poort.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions for strings: each value of the documentation's pages, and what is wrong. */
class StringFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          base64('one, two, three')                          => "b25lLCB0d28sIHRocmVl"
          base64ToString('b25lLCB0d28sIHRocmVl')             => "one, two, three"
          base64ToJson(base64('{''one'': ''a'', ''two'': ''b''}')) => {"one":"a","two":"b"}
          concat('prefix', '-', '5yj4yjf5mbg72')             => "prefix-5yj4yjf5mbg72"
          concat(createArray('1-1', '1-2', '1-3'), createArray('2-1', '2-2', '2-3')) => ["1-1","1-2","1-3","2-1","2-2","2-3"]
          dataUri('Hello')                                   => "data:text/plain;charset=utf-8;base64,SGVsbG8="
          dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==') => "Hello, World!"
          startsWith('abcdef', 'ab')                         => true
          startsWith('abcdef', 'A')                          => true
          startsWith('abcdef', 'e')                          => false
          endsWith('abcdef', 'ef')                           => true
          endsWith('abcdef', 'F')                            => true
          endsWith('abcdef', 'e')                            => false
          format('{0}, {1}. Formatted number: {2:N0}', 'Hello', 'User', 8175133) => "Hello, User. Formatted number: 8,175,133"
          join(createArray('one', 'two', 'three'), ',')      => "one,two,three"
          join(createArray('one', 'two', 'three'), ';')      => "one;two;three"
          json('{"a": "b"}')                                 => {"a":"b"}
          json('"test"')                                     => "test"
          json('true')                                       => true
          json('3')                                          => 3
          json('[1,2,3 ]')                                   => [1,2,3]
          json('null')                                       => null
          json(concat('{"a": "', 'demo value', '"}'))        => {"a":"demo value"}
          padLeft('123', 10, '0')                            => "0000000123"
          replace('123-123-1234', '-', '')                   => "1231231234"
          replace('123-123-1234', '1234', 'xxxx')            => "123-123-xxxx"
          split('one,two,three', ',')                        => ["one","two","three"]
          split('one;two,three', createArray(',', ';'))      => ["one","two","three"]
          string(createObject('valueA', 10, 'valueB', 'Example Text')) => "{\\"valueA\\":10,\\"valueB\\":\\"Example Text\\"}"
          string(createArray('a', 'b', 'c'))                 => "[\\"a\\",\\"b\\",\\"c\\"]"
          string(5)                                          => "5"
          substring('one two three', 4, 3)                   => "two"
          toLower('One Two Three')                           => "one two three"
          toUpper('One Two Three')                           => "ONE TWO THREE"
          trim('    one two three   ')                       => "one two three"
          uri('http://contoso.com/resources/', 'nested/azuredeploy.json') => "http://contoso.com/resources/nested/azuredeploy.json"
          uri('http://contoso.org/firstpath', 'myscript.sh')  => "http://contoso.org/myscript.sh"
          uri('http://contoso.org/firstpath/', 'myscript.sh') => "http://contoso.org/firstpath/myscript.sh"
          uri('http://contoso.org/firstpath/azuredeploy.json', 'myscript.sh')  => "http://contoso.org/firstpath/myscript.sh"
          uri('http://contoso.org/firstpath/azuredeploy.json/', 'myscript.sh') => "http://contoso.org/firstpath/azuredeploy.json/myscript.sh"
          uriComponent('http://contoso.com/resources/nested/azuredeploy.json') => "http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fazuredeploy.json"
          uriComponentToString('http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fazuredeploy.json') => "http://contoso.com/resources/nested/azuredeploy.json"
          like('OneTwoThree', '*Two*')                       => true
          like('OneTwoThree', 'Two*')                        => false
          """)
  void giveTheDocumentedValues(String expression, String json) throws NoValueException {
    assertThat(Expressions.json(Expressions.evaluate(expression))).isEqualTo(json);
  }

  /** Azure.Deployments.Expression gives these to the tests of Bicep. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          base64(' Fizz ')                        => "IEZpenog"
          base64ToString('IEZpenog')              => " Fizz "
          dataUri(' Fizz ')                       => "data:text/plain;charset=utf-8;base64,IEZpenog"
          dataUriToString('data:text/plain;charset=utf-8;base64,IEZpenog') => " Fizz "
          toLower(' Fizz ')                       => " fizz "
          toUpper(' Fizz ')                       => " FIZZ "
          trim(' Fizz ')                          => "Fizz"
          uriComponent(' Fizz ')                  => "%20Fizz%20"
          uriComponentToString('%20Fizz%20')      => " Fizz "
          replace('foot', 't', 'd')               => "food"
          format('{0}/{1}/{2}/{3}', 1, 2, 3, json('true')) => "1/2/3/True"
          padLeft('00', 5, ' ')                   => "   00"
          padLeft(0, 5, '+')                      => "++++0"
          uri('https://github.com/another/repo', '/Azure/bicep') => "https://github.com/Azure/bicep"
          substring('foot', 0, 3)                 => "foo"
          startsWith('food', 'foo')               => true
          endsWith('foot', 't')                   => true
          split('fizz,buzz,pop', ',')             => ["fizz","buzz","pop"]
          join(createArray('foo', 'bar', 'baz'), '/') => "foo/bar/baz"
          join(createArray('abc', 123, json('true')), '/') => "abc/123/True"
          join(createArray('abc', 'def', 'ghi'), '') => "abcdefghi"
          format('>{0}<>{1}<>{2}<', json('false'), createObject('a', 'b', '!c', 2), createArray(json('true'), 2893, 'abc')) => ">False<>{'a':'b','!c':2}<>[true,2893,'abc']<"
          """)
  void giveWhatAzureGives(String expression, String json) throws NoValueException {
    assertThat(Expressions.json(Expressions.evaluate(expression))).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          concat('a', 1, json('true'))      => "a1True"
          concat()                          => concat does not take 0 arguments
          concat(createArray(1))            => [1]
          string(json('true'))              => "True"
          string(json('null'))              => ""
          string(json('1.50'))              => "1.5"
          string('as it is')                => "as it is"
          string(json('{"a": ["\\u0001", "\\"", "/", true, null, 1.0]}')) => "{\\"a\\":[\\"\\\\u0001\\",\\"\\\\\\"\\",\\"/\\",true,null,1.0]}"
          json('{a: ''b"'', "c": ''\\'''', ''a'': 1,}') => {"a":1,"c":"'"}
          padLeft('longer', 3)              => "longer"
          padLeft(-5, 4)                    => "  -5"
          replace('aaa', 'aa', 'b')         => "ba"
          replace('Aa', 'a', '')            => "A"
          split('a,,b,', ',')               => ["a","","b",""]
          split('', ',')                    => [""]
          split('a', '')                    => ["a"]
          split('a<->b-c', createArray('-', '<->')) => ["a","b","c"]
          split('abc', createArray('bc', 'b')) => ["a",""]
          substring('abc', 1)               => "bc"
          substring('abc', 3)               => ""
          substring('abc', 1, 0)            => ""
          toUpper('straße')                 => "STRAßE"
          toLower('ÄÖÜ')                    => "äöü"
          startsWith('a', '')               => true
          endsWith('a', '')                 => true
          endsWith('a', 'aa')               => false
          like('a.b', 'A.B')                => true
          like('', '*')                     => true
          like('ab', 'a*ab')                => false
          like('abXcdYef', 'ab*cd*ef')      => true
          like('abcd', '*b*a*')             => false
          uriComponent('ä&~')               => "%C3%A4%26~"
          uriComponentToString('a+b%')      => "a+b%"
          uriComponentToString('%FF%41')    => "%FF%41"
          uri('HTTPS://Contoso.org:443', 'a b') => "https://contoso.org/a b"
          uri('http://a/b/c/d;p?q', '../../../g') => "http://a/g"
          uri('http://a/b/c/d;p?q', './')   => "http://a/b/c/"
          uri('http://a/b/c/d;p?q', '?y')   => "http://a/b/c/d;p?y"
          uri('http://a/b/c/d;p?q', '#s')   => "http://a/b/c/d;p?q#s"
          uri('http://a/b/c/d;p?q', '//g')  => "http://g/"
          uri('http://a/b', 'https://c/d/../e') => "https://c/e"
          parseUri('https://contoso.com:8080/a/b?c=d') => {"scheme":"https","host":"contoso.com","port":8080,"path":"/a/b","query":"?c=d"}
          parseUri('http://[::1]')          => {"scheme":"http","host":"[::1]","port":null,"path":"/","query":""}
          buildUri(parseUri('https://contoso.com:8080/a/b?c=d')) => "https://contoso.com:8080/a/b?c=d"
          buildUri(parseUri('https://contoso.com/a')) => "https://contoso.com/a"
          buildUri(createObject('scheme', 'https', 'host', 'a', 'path', 'b', 'query', 'c')) => "https://a/b?c"
          dataUriToString('data:,a%20b')    => "a b"
          """)
  void giveForTheRest(String expression, String json) throws NoValueException {
    assertThat(Outcome.of(expression)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          base64(1)                      => base64: its first argument is a number, not a string
          base64ToString('a$b=')         => base64ToString: its argument is no base64
          base64ToString('abc')          => base64ToString: its argument is no base64
          base64ToJson(base64('{'))      => base64ToJson: its argument is no JSON: the end was read as if } stood there in line 1, column 2
          concat('a', createArray())     => concat: its second argument is an array, not a string, a number or a boolean
          concat(createArray(), 'a')     => concat: its second argument is a string, not an array
          concat(json('null'))           => concat: its first argument is null, not a string, a number or a boolean
          dataUriToString('abc')         => dataUriToString: its argument is no data URI
          format(1)                      => format: its first argument is a number, not a string
          format('{0}')                  => format: its format string has {0} but only 0 values at character 1
          format('a {', 1)               => format: its format string has a { without an index behind it at character 3
          format('{0', 1)                => format: its format string has a { that is not closed at character 1
          format('}', 1)                 => format: its format string has a } that closes nothing at character 1
          format('{0,}', 1)              => format: its format string has no width behind a comma at character 4
          format('{0:D4}', json('1.5'))  => format: the format D4 is none for this number
          format('{0:Q}', 1)             => format: the format Q is none for this number
          guid('a', 1)                   => guid: its second argument is a number, not a string
          uniqueString(1)                => uniqueString: its first argument is a number, not a string
          join('a', ',')                 => join: its first argument is a string, not an array
          join(createArray(createArray()), ',') => join: element 0 of its array is an array, not a string, a number or a boolean
          json('{"a":}')                 => json: its argument is no JSON: a value is missing in line 1, column 6
          json('')                       => json: its argument is no JSON: the file is empty in line 1, column 1
          padLeft('a', -1)               => padLeft: its second argument -1 is below zero
          padLeft('a', 2, 'ab')          => padLeft: its third argument is not one character
          padLeft(createArray(), 2)      => padLeft: its first argument is an array, not a string or a number
          replace('a', '', 'b')          => replace: its second argument is empty
          split('a', 1)                  => split: its second argument is a number, not a string or an array of strings
          split('a', createArray(1))     => split: a delimiter is a number, not a string
          substring('1234567890', 0, 11) => substring: 11 characters from 0 are not within a string of 10
          substring('abc', 4)            => substring: those from 4 are not within a string of 3
          substring('abc', -1, 1)        => substring: 1 characters from -1 are not within a string of 3
          substring('abc', 1, -1)        => substring: -1 characters from 1 are not within a string of 3
          toLower(1)                     => toLower: its first argument is a number, not a string
          uri('a/b', 'c')                => uri: its first argument is no absolute URI
          parseUri('http://a:b')         => parseUri: its URI has a port that is no number
          buildUri(createObject('host', 'a')) => buildUri: its argument lacks a scheme or a host
          fail('no region is left')      => fail: no region is left
          newGuid('a')                   => newGuid does not take 1 arguments
          trim()                         => trim does not take 0 arguments
          """)
  void sayWhatIsWrong(String expression, String what) throws NoValueException {
    assertThat(Outcome.of(expression)).isEqualTo(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          concat('a', unknown())
          concat(createArray('a'), unknown())
          join(createArray('a', unknown()), ',')
          string(createObject('a', createArray(unknown())))
          format('{0}', unknown())
          split('a', createArray(unknown()))
          guid('a', unknown())
          """)
  void cannotTellWhatRestsOnAnUnknownValue(String expression) throws NoValueException {
    assertThat(Outcome.of(expression)).isEqualTo("unknown: it is unknown");
  }
}
