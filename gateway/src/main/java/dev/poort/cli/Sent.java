package dev.poort.cli;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonWriter;
import dev.poort.json.Position;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A document that is sent to an instance. Its values know where in the person's files they stand,
 * so that what the instance finds wrong is said of the files.
 *
 * @param document what is sent
 */
record Sent(JsonObject document) {
  /** A place that a sentence of the instance names. */
  private static final Pattern NAMED = Pattern.compile("\\((\\$[^()\\s]*)\\)");

  /** As it goes over the wire. */
  String text() {
    return JsonWriter.compact(document);
  }

  /** What the instance finds wrong, each with its place. */
  List<String> lines(RefusedException refused) {
    List<String> lines = new ArrayList<>();
    int placed = 0;
    for (RefusedException.Complaint each : refused.complaints()) {
      Place place = place(each.target());
      if (place == null) return refused.lines();
      lines.add(ProblemText.of(Problem.error(told(each.text()), place, "")));
      placed++;
    }
    lines.add(ProblemText.plural(placed, "error") + "; nothing was changed");
    return lines;
  }

  /** A sentence with the places of files. */
  private String told(String text) {
    return NAMED
        .matcher(text)
        .replaceAll(
            named -> {
              Place place = place(named.group(1));
              return Matcher.quoteReplacement(place == null ? named.group() : "(" + place + ")");
            });
  }

  /** Where the value at a path comes from, or the nearest around it; null for nowhere. */
  private @Nullable Place place(String path) {
    if (!path.startsWith("$")) return null;
    Position found = nearest(document, path.substring(1), null);
    return found == null ? null : found.place();
  }

  private static @Nullable Position nearest(
      JsonValue value, String rest, @Nullable Position around) {
    boolean ofFile = !value.place().file().isEmpty();
    Position here = ofFile ? value.position() : around;
    if (value instanceof JsonObject object) {
      for (JsonMember each : object.members()) {
        String step = step(each.name(), rest);
        if (step != null) return nearest(each.value(), rest.substring(step.length()), here);
      }
    }
    int end = rest.indexOf(']');
    if (value instanceof JsonArray array && rest.matches("\\[\\d{1,9}].*")) {
      int index = Integer.parseInt(rest.substring(1, end));
      if (index < array.elements().size()) {
        return nearest(array.elements().get(index), rest.substring(end + 1), here);
      }
    }
    return here;
  }

  /** How a path that goes on with a member begins; null when it does not. */
  private static @Nullable String step(String name, String rest) {
    for (String step : List.of("." + name, "['" + name + "']")) {
      boolean whole =
          rest.length() == step.length()
              || (rest.length() > step.length() && ".[".indexOf(rest.charAt(step.length())) >= 0);
      if (whole && rest.startsWith(step)) return step;
    }
    return null;
  }
}
