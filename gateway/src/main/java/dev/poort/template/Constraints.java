package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds values to what a declaration allows: certain values, a range, a length. */
record Constraints(Report report) {
  private static final int MAX_SHOWN = 12;

  /** Whether a value is within all of them; what is not is reported. */
  boolean fits(JsonValue value, JsonObject type, Subject subject) {
    return isAllowed(value, type, subject)
        && isInRange(value, type, subject)
        && isAsLong(value, type, subject);
  }

  private boolean isAllowed(JsonValue value, JsonObject type, Subject subject) {
    if (!(type.get("allowedValues") instanceof JsonArray allowed)) return true;
    report.count(10L * (allowed.weight() + value.weight()));
    Set<String> keys =
        allowed.elements().stream().map(Constraints::key).collect(Collectors.toSet());
    if (keys.contains(key(value))) return true;
    if (!(value instanceof JsonArray array)) return wrong(value, " is ", allowed, subject);
    for (JsonValue element : array.elements()) {
      boolean known = element instanceof JsonUnknown || keys.contains(key(element));
      if (!known) return wrong(element, " holds ", allowed, subject);
    }
    return true;
  }

  /** The same for values that are: strings are so in any letter case, as ARM takes them. */
  private static String key(JsonValue value) {
    String json = Texts.json(value);
    return value instanceof JsonString ? json.toLowerCase(Locale.ROOT) : json;
  }

  private boolean wrong(JsonValue value, String verb, JsonArray allowed, Subject subject) {
    String what = subject.text() + verb + subject.shown(value) + ", allowed: " + shown(allowed);
    report.error(what, value.place(), subject.secret() ? "" : mend(value, allowed));
    return false;
  }

  private static String mend(JsonValue value, JsonArray allowed) {
    if (!(value instanceof JsonString text)) return "";
    List<String> words =
        allowed.elements().stream()
            .filter(JsonString.class::isInstance)
            .map(word -> ((JsonString) word).text())
            .toList();
    String nearest = Nearest.of(text.text(), words);
    return nearest == null ? "" : "Did you mean " + nearest + "?";
  }

  /** Some values as a sentence lists them. */
  static String shown(JsonArray values) {
    String listed =
        values.elements().stream()
            .limit(MAX_SHOWN)
            .map(Texts::shown)
            .collect(Collectors.joining(", "));
    return values.elements().size() > MAX_SHOWN ? listed + " ..." : listed;
  }

  private boolean isInRange(JsonValue value, JsonObject type, Subject subject) {
    Long number = whole(value);
    if (number == null) return true;
    Long min = whole(type.get("minValue"));
    Long max = whole(type.get("maxValue"));
    if ((min == null || number >= min) && (max == null || number <= max)) return true;
    String what = subject.text() + " is " + subject.shown(value);
    report.error(what, value.place(), "Write " + range(min, max));
    return false;
  }

  private boolean isAsLong(JsonValue value, JsonObject type, Subject subject) {
    int length =
        switch (value) {
          case JsonString string -> string.text().length();
          case JsonArray array -> array.elements().size();
          default -> -1;
        };
    Long min = whole(type.get("minLength"));
    Long max = whole(type.get("maxLength"));
    boolean fits = (min == null || length >= min) && (max == null || length <= max);
    if (length < 0 || fits) return true;
    String noun = value instanceof JsonArray ? "element" : "character";
    boolean shown = value instanceof JsonString && length > 0 && !subject.secret();
    String is = shown ? " is " + subject.shown(value) + ", it" : "";
    String what = subject.text() + is + " has " + count(length, noun);
    boolean one = Long.valueOf(1).equals(max == null ? min : max);
    report.error(what, value.place(), "Write " + range(min, max) + " " + noun + (one ? "" : "s"));
    return false;
  }

  private static String count(int count, String noun) {
    return count == 0 ? "no " + noun + "s" : count == 1 ? "1 " + noun : count + " " + noun + "s";
  }

  private static String range(@Nullable Long min, @Nullable Long max) {
    if (min == null) return "at most " + max;
    if (max == null) return "at least " + min;
    return min.equals(max) ? "exactly " + max : min + " to " + max;
  }

  /** A whole number of 64 bits; null for anything else. */
  static @Nullable Long whole(@Nullable JsonValue value) {
    if (!(value instanceof JsonNumber number)) return null;
    try {
      return Long.valueOf(number.text());
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
