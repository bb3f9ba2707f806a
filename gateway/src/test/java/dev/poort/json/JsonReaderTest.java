package dev.poort.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import dev.poort.problem.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @Test
  void everyKindOfValueIsRead() {
    JsonObject object =
        object(
            """
            {"text": "a\\u00e9\\n\\/\\"", "number": -1.5e3, "yes": true, "no": false,
             "nothing": null, "array": [1, [2]], "object": {"a": {}}}\
            """);

    assertThat(text(object, "text")).isEqualTo("aé\n/\"");
    assertThat(value(object, "number"))
        .isInstanceOfSatisfying(
            JsonNumber.class, number -> assertThat(number.text()).isEqualTo("-1.5e3"));
    assertThat(value(object, "yes"))
        .isInstanceOfSatisfying(JsonBoolean.class, yes -> assertThat(yes.value()).isTrue());
    assertThat(value(object, "no"))
        .isInstanceOfSatisfying(JsonBoolean.class, no -> assertThat(no.value()).isFalse());
    assertThat(value(object, "nothing")).isInstanceOf(JsonNull.class);
    assertThat(value(object, "array"))
        .isInstanceOfSatisfying(JsonArray.class, array -> assertThat(array.elements()).hasSize(2));
    assertThat(value(object, "object")).isInstanceOf(JsonObject.class);
  }

  @Test
  void membersAreFoundWhateverTheLetterCase() {
    assertThat(text(object("{\"FrontendPort\": \"x\"}"), "frontendport")).isEqualTo("x");
  }

  @Test
  void aValueKnowsItsLineColumnAndPath() {
    JsonObject object = object("{\n  \"a b\": [\n    {\"😀\": 1, \"port\": 2}\n  ]\n}");
    JsonArray array = (JsonArray) value(object, "a b");
    JsonValue port = value((JsonObject) array.elements().getFirst(), "port");

    assertThat(port.place()).isEqualTo(new Place("file.json", 3, 22, "$['a b'][0].port"));
    assertThat(port.name()).isEqualTo("port");
    assertThat(array.elements().getFirst().name()).isEqualTo("a b[0]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// comment\n{ /* another */ \"a\": 1 } // last",
        "{\"a\": 1,}",
        "{\"a\": [1, 2,],}",
        "\uFEFF{\"a\": 1}",
        "{\"a\":\u00A01}",
        "{\"a\": \"several\nlines\",\n\"b\": 1}",
        "{\"a\": \"several\r\nlines\" /* comment */ }"
      })
  void whatPeopleAndArmAllowIsReadWithoutAWord(String text) {
    assertThat(read(text).problems()).isEmpty();
    assertThat(read(text).value()).isInstanceOf(JsonObject.class);
  }

  @Test
  void aStringKeepsItsLines() {
    assertThat(text(object("{\"a\": \"one\ntwo\"}"), "a")).isEqualTo("one\ntwo");
  }

  @Test
  void membersWithoutBracesAreReadAsAnObject() {
    ReadResult<JsonValue> result = read("\"a\": [1],\n\n\"b\": [2],\n");

    assertThat(warnings(result))
        .containsExactly("1:1 members without braces around them were read as an object");
    assertThat(value((JsonObject) present(result), "b")).isInstanceOf(JsonArray.class);
  }

  @Test
  void fragmentsOneAfterTheOtherAreReadAsOneObject() {
    ReadResult<JsonValue> result = read("\"a\": [1]\n\"b\": {\"c\": 2}");

    assertThat(warnings(result))
        .containsExactly(
            "1:1 members without braces around them were read as an object",
            "2:1 a missing comma was read as if it stood here");
    assertThat(((JsonObject) present(result)).members()).hasSize(2);
  }

  @Test
  void oneMissingBracketAtTheEndIsReadAsIfItStoodThere() {
    ReadResult<JsonValue> result = read("{\"a\": [{\"b\": 1}]");

    assertThat(warnings(result)).containsExactly("1:17 the end was read as if } stood there");
    assertThat(((JsonObject) present(result)).get("a")).isInstanceOf(JsonArray.class);
  }

  @Test
  void aFileThatEndsDeepInsideIsTakenForHalfWritten() {
    ReadResult<JsonValue> result = read("{\"a\": [{\"b\": 1}");

    assertThat(errors(result)).containsExactly("1:16 the file ends before its time; ]} is missing");
    assertThat(result.value()).isNull();
  }

  @Test
  void aMissingCommaIsReadAsIfItStoodThere() {
    ReadResult<JsonValue> result = read("{\"a\": [1 2]\n \"b\": 3}");

    assertThat(warnings(result))
        .containsExactly(
            "1:10 a missing comma was read as if it stood here",
            "2:2 a missing comma was read as if it stood here");
    assertThat(((JsonObject) present(result)).members()).hasSize(2);
  }

  @Test
  void strayClosingBracketsAreReadOver() {
    ReadResult<JsonValue> result = read("}{\"a\": [1]], \"b\": 2}}");

    assertThat(warnings(result))
        .containsExactly(
            "1:1 a stray } was read over",
            "1:11 a stray ] was read over",
            "1:21 a stray } was read over");
    assertThat(((JsonObject) present(result)).members()).hasSize(2);
  }

  @Test
  void whatFollowsTheEndIsNotRead() {
    assertThat(warnings(read("{\"a\": 1} {\"b\": 2}")))
        .containsExactly("1:10 what follows the JSON value was not read");
  }

  @Test
  void ofTwoMembersWithOneNameTheLastCounts() {
    ReadResult<JsonValue> result = read("{\"port\": 1,\n \"Port\": 2}");

    assertThat(warnings(result))
        .containsExactly("2:2 Port stands here a second time, this one counts");
    assertThat(value((JsonObject) present(result), "port"))
        .isInstanceOfSatisfying(
            JsonNumber.class, number -> assertThat(number.text()).isEqualTo("2"));
  }

  @Test
  void allDefectsAreReportedAtOnce() {
    ReadResult<JsonValue> result =
        read(
            """
            { "a": ,
              "b": 'single',
              c: 1,
              "d": 08,
              "e": "\\x",
              "f" 1,
              "g": [1,, 2],
              "h": tru,
              "i": @ }
            """);

    assertThat(errors(result))
        .containsExactly(
            "1:8 a value is missing",
            "2:8 a string in single quotes",
            "3:3 a name without quotes",
            "4:8 this is no value of JSON",
            "5:9 a backslash that begins no escape",
            "6:3 this is no name with a value",
            "7:11 a comma without a value before it",
            "8:8 this is no value of JSON",
            "9:8 this is no value of JSON");
    assertThat(result.value()).isNull();
  }

  @Test
  void aProblemHasThePathOfTheValueAroundIt() {
    assertThat(read("{\"a\": [1, {\"b\": }]}").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.where().path()).isEqualTo("$.a[1].b"));
  }

  @Test
  void readingGoesOnAfterAnErrorThatLosesNothing() {
    ReadResult<JsonValue> result = read("{a: 'b\\q'}");

    assertThat(result.problems()).hasSize(3);
    assertThat(text((JsonObject) present(result), "a")).isEqualTo("b\\q");
  }

  @Test
  void aForgottenQuoteIsFoundOnItsLine() {
    ReadResult<JsonValue> result = read("{\"a\": \"open,\n \"b\": \"c\",\n \"d\": \"e\"}");

    assertThat(errors(result)).containsExactly("1:7 the string that begins here is not closed");
    assertThat(text((JsonObject) present(result), "a")).isEqualTo("open");
    assertThat(text((JsonObject) present(result), "d")).isEqualTo("e");
  }

  @Test
  void aBracketOfAnOuterValueClosesTheInnerOne() {
    ReadResult<JsonValue> result = read("{\"a\": {\"b\": [1, 2}, \"c\": 3}");

    assertThat(errors(result)).containsExactly("1:18 there is no ] before this }");
    assertThat(result.value()).isNull();
  }

  @Test
  void ofAMergeConflictTheFirstVersionIsRead() {
    ReadResult<JsonValue> result =
        read(
            """
            {
            <<<<<<< HEAD
              "a": 1,
            ||||||| base
              "a": 2,
            =======
              "a": 3,
            >>>>>>> other
              "b": 4
            }
            """);

    assertThat(((JsonNumber) value((JsonObject) present(result), "a")).text()).isEqualTo("1");
    assertThat(((JsonNumber) value((JsonObject) present(result), "b")).text()).isEqualTo("4");
    assertThat(result.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.what())
                  .isEqualTo("a merge conflict begins here, its first version was read");
              assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[1]", "\"text\"", "1"})
  void theRootStandsBehindCommentsBeforeIt(String value) {
    ReadResult<JsonValue> read = read("\n// whose it is\n  /* and\n why */ " + value);

    assertThat(read.problems()).isEmpty();
    assertThat(present(read).place()).isEqualTo(new Place("file.json", 4, 9, "$"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "// only a comment"})
  void anEmptyFileIsAnError(String text) {
    assertThat(read(text).value()).isNull();
    assertThat(read(text).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).isEqualTo("the file is empty"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void aTextThatIsTooDeepIsRefused(String opening) {
    ReadResult<JsonValue> result = read(opening.repeat(100_000));

    assertThat(result.value()).isNull();
    assertThat(result.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).startsWith("deeper than 200 levels"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"; ", "1 ", "} ", ", ", "\"a\":1,", "'a' ", "<", "\\"})
  void aFileOfAnotherKindYieldsABoundedNumberOfProblems(String piece) {
    ReadResult<JsonValue> result = read("{" + piece.repeat(100_000));

    assertThat(result.value()).isNull();
    assertThat(result.problems().size()).isBetween(1, Cursor.MAX_PROBLEMS + 1);
  }

  @Test
  void aTextWithTooManyValuesIsRefused() {
    ReadResult<JsonValue> result = read("[" + "0,".repeat(JsonReader.MAX_VALUES) + "]");

    assertThat(result.value()).isNull();
    assertThat(errors(result)).containsExactly("1:1000000 more than 500000 values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "1.", ".5", "+1", "1e", "0x10", "-", "NaN", "1_000", "True"})
  void whatOnlyLooksLikeAValueIsAnError(String word) {
    assertThat(errors(read("[" + word + "]"))).containsExactly("1:2 this is no value of JSON");
  }

  @Test
  void noProblemShowsAText() {
    List<Problem> problems =
        read("{\"password\": 'geheim\\q' x, \"data\": geheim, geheim \"a\": \"geheim\n b: 1}")
            .problems();

    assertThat(problems).isNotEmpty();
    assertThat(problems.toString()).doesNotContain("geheim");
  }

  @Test
  void aTextWithinAStringNeedsNoDoubleQuotes() {
    ReadResult<JsonValue> result =
        JsonReader.readEmbedded("json", "{a: 'it\\'s', 'b': [\"c\"], 'a': 'd'}");

    JsonObject object = (JsonObject) present(result);
    assertThat(result.problems()).isEmpty();
    assertThat(text(object, "a")).isEqualTo("d");
    assertThat(value(object, "b")).isInstanceOf(JsonArray.class);
  }

  private static ReadResult<JsonValue> read(String text) {
    return JsonReader.read("file.json", text);
  }

  private static JsonValue present(ReadResult<JsonValue> result) {
    JsonValue value = result.value();
    if (value == null) throw new AssertionError(result.problems().toString());
    return value;
  }

  private static JsonObject object(String text) {
    return (JsonObject) present(read(text));
  }

  private static JsonValue value(JsonObject object, String name) {
    JsonValue value = object.get(name);
    if (value == null) throw new AssertionError("no " + name);
    return value;
  }

  private static String text(JsonObject object, String name) {
    return ((JsonString) value(object, name)).text();
  }

  private static List<String> warnings(ReadResult<JsonValue> result) {
    assertThat(Problem.anyError(result.problems())).as(result.toString()).isFalse();
    return shown(result, Severity.WARNING);
  }

  private static List<String> errors(ReadResult<JsonValue> result) {
    return shown(result, Severity.ERROR);
  }

  private static List<String> shown(ReadResult<JsonValue> result, Severity severity) {
    return result.problems().stream()
        .filter(problem -> problem.severity() == severity)
        .map(
            problem ->
                problem.where().line() + ":" + problem.where().column() + " " + problem.what())
        .toList();
  }
}
