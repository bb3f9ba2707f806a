package dev.poort.rewrite;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.poort.config.RewritePattern;
import dev.poort.config.RewriteRule;
import dev.poort.config.RewriteVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition, compiled.
 *
 * @param condition as configured
 * @param variable what is looked at
 * @param pattern what is looked for
 */
record CompiledCondition(
    RewriteRule.Condition condition, RewriteVariable variable, Pattern pattern) {
  /** Compiles a condition. */
  static CompiledCondition of(RewriteRule.Condition condition) {
    RewriteVariable variable = RewriteVariable.of(condition.variable());
    if (variable == null) {
      throw new IllegalArgumentException(condition.variable() + " is no variable");
    }
    return new CompiledCondition(
        condition, variable, RewritePattern.compile(condition.pattern(), condition.ignoreCase()));
  }

  /** What came of looking. */
  record Look(boolean holds, String value, List<String> groups) {}

  /** Looks at each line of its variable until the pattern is found. */
  Look at(Values values) {
    List<String> lines = values.lines(variable);
    if (lines.isEmpty()) lines = List.of("");
    for (String line : lines) {
      Matcher found = find(pattern, line);
      if (found == null) continue;
      boolean holds = !condition.negate();
      return new Look(holds, line, holds ? groups(found) : List.of());
    }
    return new Look(condition.negate(), lines.getFirst(), List.of());
  }

  static @Nullable Matcher find(Pattern pattern, String value) {
    Matcher matcher = pattern.matcher(value);
    return matcher.find() ? matcher : null;
  }

  /** What was found, whole and by group; empty for a group that took no part. */
  static List<String> groups(Matcher found) {
    String[] groups = new String[found.groupCount() + 1];
    for (int i = 0; i < groups.length; i++) {
      String group = found.group(i);
      groups[i] = group == null ? "" : group;
    }
    return List.of(groups);
  }
}
