package dev.poort.arm;

import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code paths} of one map's path rules: each begins with a slash, may end in {@code *},
 * and has neither query nor fragment. Patterns that are never asked, as one before them takes all
 * of their paths, are found.
 */
final class PathPatterns {
  private static final Pattern BROKEN_ENCODING = Pattern.compile("%(?![0-9a-fA-F]{2})|%00");
  private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.\\.?(/|$)");
  private static final Pattern OTHER_READING = Pattern.compile("(?i);|%2f|%5c");

  private final TakenPaths taken = new TakenPaths();

  /** The patterns of a path rule that are well formed, in the file's order. */
  List<String> read(ArmObject rule, String name) {
    rule.require("paths");
    List<String> paths = new ArrayList<>();
    for (JsonValue element : rule.elements("paths")) {
      if (element instanceof JsonUnknown unknown) {
        rule.findings().unknown(unknown);
        continue;
      }
      String path = rule.findings().values().text(element);
      if (path == null) continue;
      String mend = defect(path);
      if (mend == null) {
        paths.add(path);
        warn(path, name, element, rule.findings());
      } else {
        String what = JsonValues.shown(path) + " is no path that a rule can name";
        rule.findings().error(element, what, mend);
      }
    }
    return paths;
  }

  /** What is to be mended in a pattern; null when it is well formed. */
  private static @Nullable String defect(String path) {
    int star = path.indexOf('*');
    if (!path.startsWith("/")) return "Begin it with /";
    if (star >= 0 && star < path.length() - 1) return "Put * at the end only";
    if (path.contains("?") || path.contains("#")) {
      return "Leave out ? and # with what follows: only the path is matched";
    }
    if (!path.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\')) {
      return "Write other characters percent-encoded, in UTF-8";
    }
    if (BROKEN_ENCODING.matcher(path).find()) return "Write two hexadecimal digits after %";
    if (DOT_SEGMENT.matcher(path).find()) return "Leave out the segments . and ..";
    return null;
  }

  private void warn(String path, String rule, JsonValue where, Findings findings) {
    String taker = taken.give(path, rule);
    if (taker != null) {
      String what = JsonValues.shown(path) + " is never asked, " + taker + " takes it";
      findings.warning(where, what, "List the more specific paths first");
    }
    if (OTHER_READING.matcher(path).find()) {
      String what = JsonValues.shown(path) + " can be read in several ways";
      String mend = "Leave out ; and encoded slashes, such requests are refused as ambiguous-path";
      findings.warning(where, what, mend);
    }
  }
}
