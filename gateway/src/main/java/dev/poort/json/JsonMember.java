package dev.poort.json;

import dev.poort.problem.Place;

/**
 * A member of an object.
 *
 * @param name its name as it stands in the file
 * @param value its value
 * @param position where its name stands
 */
public record JsonMember(String name, JsonValue value, Position position) {
  /** Where its name stands, for a problem. */
  public Place place() {
    return position.place();
  }
}
