package dev.poort.settings;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonValue;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds where in poort.json something stands of which only the JSON path is known. */
public final class SettingsPlaces {
  private SettingsPlaces() {}

  /**
   * Problems with the lines of those that stand in a file. It is read again where one has none yet,
   * which is when something is wrong with it.
   *
   * @param file poort.json, as the problems call it
   */
  public static List<Problem> located(List<Problem> problems, Path file) {
    String name = file.toString();
    if (problems.stream().noneMatch(problem -> isOpen(problem.where(), name))) return problems;
    JsonValue root = JsonReader.read(file).value();
    List<Problem> located = new ArrayList<>();
    for (Problem problem : problems) {
      Place where = problem.where();
      Place found = isOpen(where, name) ? find(root, where) : where;
      located.add(new Problem(problem.severity(), problem.what(), found, problem.mend()));
    }
    return located;
  }

  private static boolean isOpen(Place where, String file) {
    return where.line() == 0 && where.file().equals(file) && where.path().startsWith("$.");
  }

  private static Place find(@Nullable JsonValue root, Place where) {
    JsonValue value = root;
    Place place = where;
    String rest = where.path().substring(1);
    while (value instanceof JsonObject object && !rest.isEmpty()) {
      JsonMember next = leading(object, rest.substring(1).toLowerCase(Locale.ROOT));
      if (next == null) break;
      place = next.place();
      value = next.value();
      rest = rest.substring(1 + next.name().length());
    }
    return new Place(where.file(), place.line(), place.column(), where.path(), where.trail());
  }

  /** The member that a path begins with, the longest of several: names may have dots. */
  private static @Nullable JsonMember leading(JsonObject object, String path) {
    JsonMember longest = null;
    for (JsonMember member : object.members()) {
      String name = member.name().toLowerCase(Locale.ROOT);
      boolean leads = path.equals(name) || path.startsWith(name + ".");
      if (leads && (longest == null || name.length() > longest.name().length())) longest = member;
    }
    return longest;
  }
}
