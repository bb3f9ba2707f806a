package dev.poort.arm;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import dev.poort.json.Nearest;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What was found wrong while a gateway is read. What concerns many places is said once. */
final class Findings {
  private final Purpose purpose;
  private final List<Problem> problems = new ArrayList<>();
  private final JsonValues values = new JsonValues(problems);
  private final Map<JsonUnknown.Reason, Unknown> unknown = new LinkedHashMap<>();
  private final Set<Place> bindable = new HashSet<>();
  private final Map<String, Seen> withoutEffect = new LinkedHashMap<>();
  private final Map<String, Seen> unheardOf = new LinkedHashMap<>();
  private int missing;
  private boolean incomplete;

  /**
   * @param purpose what the gateway is read for
   */
  Findings(Purpose purpose) {
    this.purpose = purpose;
  }

  /** What the gateway is read for. */
  Purpose purpose() {
    return purpose;
  }

  /** Turns values into Java's; what does not fit is found here. */
  JsonValues values() {
    return values;
  }

  void error(JsonValue where, String what, String mend) {
    values.error(where, what, mend);
  }

  void warning(JsonValue where, String what, String mend) {
    values.warning(where, what, mend);
  }

  /** Whether more errors are not kept, so that nobody need think of how to mend them. */
  boolean isFull() {
    return values.left() > 0;
  }

  /** Something that only Azure has and that run needs. */
  void missing(JsonValue where, String what, String mend) {
    if (++missing > JsonValues.MAX_PROBLEMS) return;
    problems.add(purpose.missing(what, where.place(), mend));
  }

  void add(Problem found) {
    problems.add(found);
  }

  void addAll(List<Problem> found) {
    problems.addAll(found);
  }

  /**
   * A value that is needed and cannot be told, so that no gateway comes of it. What is wrong, or
   * was not given, the template has reported already.
   */
  void unknown(JsonUnknown value) {
    incomplete = true;
    if (value.reason().kind() != JsonUnknown.Kind.ELSEWHERE) return;
    if (unknown.size() < JsonValues.MAX_PROBLEMS) {
      unknown.computeIfAbsent(value.reason(), _ -> new Unknown(value)).count++;
    }
  }

  /**
   * A value that is needed, cannot be told and can be replaced by a binding.
   *
   * @param mend how
   */
  void unknown(JsonUnknown value, String mend) {
    incomplete = true;
    if (bindable.add(value.place())) missing(value, value.reason().what(), mend);
  }

  /** A copy loop in a gateway that stands alone. */
  void copy(JsonMember loop) {
    error(loop.value(), "only a template has copy loops", "Give the whole template");
  }

  /** Whether something needed cannot be told. */
  boolean incomplete() {
    return incomplete;
  }

  /** A property that ARM knows and that Poort does not heed yet. */
  void withoutEffect(JsonMember property) {
    withoutEffect.computeIfAbsent(property.name().toLowerCase(Locale.ROOT), _ -> new Seen(property))
        .count++;
  }

  /** A property that ARM does not know. */
  void unknown(ArmType type, JsonMember property) {
    if (unheardOf.size() >= JsonValues.MAX_PROBLEMS) return;
    String key = type.collection() + " " + property.name();
    Seen seen = unheardOf.computeIfAbsent(key, _ -> new Seen(property));
    if (seen.count++ == 0) seen.mend = Nearest.mend(property.name(), type.vocabulary().names());
  }

  /** Everything found. */
  List<Problem> problems() {
    var all = new ArrayList<>(problems);
    unknown.values().forEach(value -> all.add(value.error()));
    withoutEffect
        .values()
        .forEach(
            seen -> all.add(seen.warning(seen.property.name() + " has no effect in Poort yet")));
    unheardOf
        .values()
        .forEach(
            seen ->
                all.add(
                    seen.warning(
                        "ARM knows no " + JsonValues.shown(seen.property.name()) + " here")));
    int left = values.left();
    if (left > 0) {
      String file = problems.getFirst().where().file();
      all.add(Problem.warning(left + " more problems are not listed", Place.of(file), ""));
    }
    return all.stream().distinct().toList();
  }

  /** A value that may be needed in many places. */
  private static final class Unknown {
    private final JsonUnknown value;
    private int count;

    Unknown(JsonUnknown value) {
      this.value = value;
    }

    Problem error() {
      String times = count == 1 ? "" : ", in " + count + " places";
      String what = value.name() + " cannot be told: " + value.reason().what() + times;
      return Problem.error(what, value.place(), value.reason().mend());
    }
  }

  /** A property that may stand in many places. */
  private static final class Seen {
    private final JsonMember property;
    private int count;
    private String mend = "";

    Seen(JsonMember property) {
      this.property = property;
    }

    Problem warning(String what) {
      String times = count == 1 ? "" : ", in " + count + " places";
      return Problem.warning(what + times, property.place(), mend);
    }
  }
}
