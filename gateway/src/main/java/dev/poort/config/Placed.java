package dev.poort.config;

import dev.poort.problem.Place;

/**
 * A text of poort.json and where it stands, for problems that are found later. Equal texts are
 * equal wherever they stand.
 *
 * @param text the name of a file or a secret; never printed by {@link #toString}
 * @param place where it stands
 */
public record Placed(String text, Place place) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Placed placed && placed.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "Placed[" + place + "]";
  }
}
