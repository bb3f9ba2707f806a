package dev.poort.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A whole response as a client got it.
 *
 * @param head the head's octets, the empty line included
 * @param body its content, without chunks' sizes
 */
public record RawAnswer(String head, String body) {
  /** The status code. */
  public int status() {
    return Integer.parseInt(head.substring(9, 12));
  }

  /** The first value of a field; null when there is none. */
  public @Nullable String field(String name) {
    return Wire.field(head, name);
  }

  /** All values of a field in their order. */
  public List<String> fields(String name) {
    String wanted = name.toLowerCase(Locale.ROOT) + ":";
    List<String> values = new ArrayList<>();
    for (String line : head.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(wanted)) {
        values.add(line.substring(wanted.length()).strip());
      }
    }
    return values;
  }
}
