package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.Comparator;
import java.util.TreeSet;

/** The secrets that an evaluation has come by, so that no message shows one. One thread. */
final class Secrets {
  /** A shorter one could be a part of any word. */
  private static final int SHORTEST = 4;

  /** Stands in place of a secret. */
  static final String MASK = "***";

  /** The longest first: one may be a part of another. */
  private final TreeSet<String> texts =
      new TreeSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  /** Takes all strings of a value for secrets. */
  void add(JsonValue value) {
    switch (value) {
      case JsonString string -> {
        add(string.text());
        add(Texts.beginning(string.text()));
      }
      case JsonArray array -> array.elements().forEach(this::add);
      case JsonObject object -> object.members().forEach(member -> add(member.value()));
      default -> {}
    }
  }

  private void add(String text) {
    if (text.length() >= SHORTEST) texts.add(text);
  }

  /** The same problem without any secret. */
  Problem masked(Problem problem) {
    if (texts.isEmpty()) return problem;
    Place where = problem.where();
    var place =
        new Place(
            where.file(),
            where.line(),
            where.column(),
            where.path(),
            where.trail().stream().map(this::masked).toList());
    return new Problem(problem.severity(), masked(problem.what()), place, masked(problem.mend()));
  }

  private String masked(String text) {
    String masked = text;
    for (String secret : texts) masked = masked.replace(secret, MASK);
    return masked;
  }
}
