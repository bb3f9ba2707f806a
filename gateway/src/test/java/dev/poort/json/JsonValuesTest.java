package dev.poort.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonValuesTest {
  private final List<Problem> problems = new ArrayList<>();
  private final JsonValues values = new JsonValues(problems);

  @Test
  void aStringOfDigitsCountsAsANumber() {
    assertThat(values.whole(value("80"), 1, 65_535)).isEqualTo(80);
    assertThat(values.whole(value("\"80\""), 1, 65_535)).isEqualTo(80);
    assertThat(problems).isEmpty();
  }

  @Test
  void aNumberOutOfRangeIsReportedWithTheRange() {
    assertThat(values.whole(value("70000"), 1, 65_535)).isNull();
    assertThat(values.whole(value("-1"), 1, 65_535)).isNull();
    assertThat(values.whole(value("99999999999999999999"), 1, 65_535)).isNull();
    assertThat(problems)
        .extracting(Problem::what)
        .containsExactly("port is 70000", "port is -1", "port is 99999999999999999999");
    assertThat(problems)
        .extracting(Problem::mend)
        .containsOnly("Write a whole number from 1 to 65535");
  }

  @Test
  void aFractionIsNoWholeNumber() {
    assertThat(values.whole(value("80.5"), 1, 65_535)).isNull();
    assertThat(values.whole(value("\"eighty\""), 1, 65_535)).isNull();
    assertThat(problems)
        .extracting(Problem::what)
        .containsExactly("port is a number", "port is a string");
  }

  @Test
  void theWordsTrueAndFalseCountAsBooleans() {
    assertThat(values.flag(value("true"))).isTrue();
    assertThat(values.flag(value("\"False\""))).isFalse();
    assertThat(values.flag(value("\"yes\""))).isNull();
    assertThat(problems).extracting(Problem::mend).containsExactly("Write true or false");
  }

  @Test
  void aChoiceIsFoundInAnyLetterCase() {
    List<String> known = List.of("Http", "Https");

    assertThat(values.choice(value("\"HTTPS\""), known)).isEqualTo("Https");
    assertThat(values.choice(value("\"Htps\""), known)).isNull();
    assertThat(problems)
        .containsExactly(
            Problem.error("port knows no value Htps", value("1").place(), "Did you mean Https?"));
  }

  private static JsonValue value(String text) {
    JsonValue root = JsonReader.read("f", "{\"port\": " + text + "}").value();
    JsonValue value = root instanceof JsonObject object ? object.get("port") : null;
    if (value == null) throw new AssertionError(text);
    return value;
  }
}
