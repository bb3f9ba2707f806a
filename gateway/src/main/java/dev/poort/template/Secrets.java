package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The secrets that an evaluation has come by, so that no message shows one. One thread. */
final class Secrets {
  /** A shorter one could be a part of any word. */
  private static final int SHORTEST = 4;

  /** More are too many to look for each of them. */
  private static final int MAX_TEXTS = 200;

  /** Stands in place of a secret. */
  static final String MASK = "***";

  private static final Pattern QUOTED = Pattern.compile("'[^']*'?");

  /** The longest first: one may be a part of another. */
  private final TreeSet<String> texts =
      new TreeSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  /** With it nothing is shown that is quoted, as values are. */
  private boolean tooMany;

  /** The same value, of which every part knows that it must not be shown. */
  static JsonValue hidden(JsonValue value) {
    Position position = value.position().by(Hidden.TRAIL);
    return switch (value) {
      case JsonArray array ->
          new JsonArray(array.elements().stream().map(Secrets::hidden).toList(), position);
      case JsonObject object -> {
        var members = new JsonObject.Builder();
        for (JsonMember member : object.members()) {
          members.put(new JsonMember(member.name(), hidden(member.value()), member.position()));
        }
        JsonObject made = members.build(position);
        yield object.rest() == null ? made : made.withRest(object.rest());
      }
      default -> value.at(position);
    };
  }

  /** Of a secret not even the way it came about is told. */
  private enum Hidden implements Position.Trail {
    TRAIL;

    @Override
    public List<String> steps() {
      return List.of();
    }

    @Override
    public boolean isSecret() {
      return true;
    }
  }

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
    if (text.length() < SHORTEST || texts.contains(text)) return;
    if (texts.size() < MAX_TEXTS) texts.add(text);
    else tooMany = true;
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
    String masked = tooMany ? QUOTED.matcher(text).replaceAll("'" + MASK + "'") : text;
    for (String secret : texts) masked = masked.replace(secret, MASK);
    return masked;
  }
}
