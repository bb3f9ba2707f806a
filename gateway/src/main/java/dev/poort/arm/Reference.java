package dev.poort.arm;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import dev.poort.json.Nearest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resolves references such as <code>{"id": ".../frontendPorts/port80"}</code> by their last two
 * segments, whatever stands before. Quotes and brackets that people leave at the end of an id are
 * read over.
 */
final class Reference {
  private static final String STRAY = "'\")]},; \t";

  private Reference() {}

  /** What the reference leads to; null when that is nothing, the reason being reported. */
  static <T> @Nullable T resolve(JsonValue value, Resources<T> target, Findings findings) {
    String form = "Write an id of the form .../" + target.type().collection() + "/NAME";
    JsonValue id = value instanceof JsonObject object ? object.get("id") : null;
    String text = id == null ? null : id.sketch();
    if (id instanceof JsonUnknown unknown && (text == null || isOpen(text))) {
      findings.unknown(unknown);
      return text == null ? null : target.get(text.substring(text.lastIndexOf('/') + 1));
    }
    if (id == null || text == null) {
      String example = "Write { \"id\": \".../" + target.type().collection() + "/NAME\" }";
      findings.error(value, value.name() + " is no reference", example);
      return null;
    }
    String[] segments = segments(text);
    if (segments.length < 2) {
      findings.error(id, "this is no id of a resource", form);
      return null;
    }
    var known = new JsonString(text, id.position());
    if (!isOfKind(segments[segments.length - 2], known, target.type(), findings)) return null;
    return named(segments[segments.length - 1], known, target, findings);
  }

  /** Whether the part of a sketch that counts cannot be told. */
  private static boolean isOpen(String sketch) {
    String[] segments = segments(sketch);
    if (segments.length < 2) return true;
    String counting = segments[segments.length - 2] + segments[segments.length - 1];
    return counting.indexOf('{') >= 0 || counting.indexOf('}') >= 0;
  }

  private static String[] segments(String id) {
    return Arrays.stream(id.split("/", -1))
        .filter(segment -> !segment.isEmpty())
        .toArray(String[]::new);
  }

  private static boolean isOfKind(String kind, JsonString id, ArmType wanted, Findings findings) {
    if (kind.equalsIgnoreCase(wanted.collection())) return true;
    String what =
        ArmType.ofCollection(kind) == null
            ? "no kind of thing is called " + JsonValues.shown(kind)
            : "the id leads to " + kind;
    findings.error(id, what, "Write .../" + wanted.collection() + "/NAME");
    return false;
  }

  private static <T> @Nullable T named(
      String name, JsonString id, Resources<T> target, Findings findings) {
    String tidy = target.has(name) ? name : tidy(name);
    String kind = target.type().collection();
    boolean found = target.has(tidy);
    if (!tidy.equals(name) || hasUnclosedBrace(id.text())) {
      String read = kind + "/" + JsonValues.shown(tidy);
      findings.warning(
          id,
          "stray characters or an unclosed brace in the id, it was read as " + read,
          "Write .../" + read);
    }
    if (!found && !target.incomplete()) {
      String what = kind + " has no " + JsonValues.shown(tidy);
      findings.error(id, what, findings.isFull() ? "" : mend(tidy, target.names()));
    }
    return target.get(tidy);
  }

  private static String mend(String name, List<String> names) {
    return names.isEmpty() ? "Add it there" : Nearest.mend(name, names);
  }

  private static String tidy(String name) {
    int end = name.length();
    while (end > 0 && STRAY.indexOf(name.charAt(end - 1)) >= 0) end--;
    return name.substring(0, end);
  }

  private static boolean hasUnclosedBrace(String id) {
    if (id.indexOf('{') < 0) return false;
    return id.chars().filter(c -> c == '{').count() > id.chars().filter(c -> c == '}').count();
  }
}
