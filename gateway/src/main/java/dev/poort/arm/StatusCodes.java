package dev.poort.arm;

import dev.poort.config.ProbeMatch.StatusRange;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code match.statusCodes}: texts such as {@code "200-399"}, {@code "404"}. */
final class StatusCodes {
  private StatusCodes() {}

  static List<StatusRange> read(ArmObject match) {
    var ranges = new ArrayList<StatusRange>();
    for (JsonValue element : match.elements("statusCodes")) {
      if (element instanceof JsonUnknown unknown) match.findings().unknown(unknown);
      else add(element, ranges, match.findings());
    }
    return ranges;
  }

  private static void add(JsonValue element, List<StatusRange> ranges, Findings findings) {
    String text =
        switch (element) {
          case JsonString string -> string.text();
          case JsonNumber number -> number.text();
          default -> "";
        };
    for (String part : text.split(",", -1)) {
      StatusRange range = range(part.strip());
      if (range != null) ranges.add(range);
      else {
        findings.error(
            element,
            "no status codes are " + JsonValues.shown(text.isEmpty() ? element.kind() : text),
            "Write them as \"404\" or \"200-399\", from 100 to 999");
      }
    }
  }

  private static @Nullable StatusRange range(String text) {
    int hyphen = text.indexOf('-');
    int from = code(hyphen < 0 ? text : text.substring(0, hyphen).strip());
    int to = hyphen < 0 ? from : code(text.substring(hyphen + 1).strip());
    return from == 0 || to < from ? null : new StatusRange(from, to);
  }

  /** A code, 0 when it is none. */
  private static int code(String text) {
    boolean digits = text.length() == 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int code = digits ? Integer.parseInt(text) : 0;
    return code < 100 ? 0 : code;
  }
}
