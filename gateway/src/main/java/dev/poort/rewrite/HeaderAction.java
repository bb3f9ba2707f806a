package dev.poort.rewrite;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.poort.config.RewritePattern;
import dev.poort.config.RewriteRule;
import dev.poort.message.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a header, compiled.
 *
 * @param action as configured
 * @param value its new value
 * @param matcher which of its lines are meant; null for all
 */
record HeaderAction(RewriteRule.Header action, CompiledText value, @Nullable Pattern matcher) {
  /** Compiles an action of a rule with these conditions. */
  static HeaderAction of(RewriteRule.Header action, List<RewriteRule.Condition> conditions) {
    RewriteRule.ValueMatcher which = action.matcher();
    return new HeaderAction(
        action,
        CompiledText.of(action.value(), conditions),
        which == null ? null : RewritePattern.compile(which.pattern(), which.ignoreCase()));
  }

  /**
   * The header's lines after the action. Without a matcher one line takes the place of all; with
   * one the others stay, and none is made where none is meant. A value that comes out empty
   * deletes.
   *
   * @param before its lines
   * @return null when a value is too long
   */
  @Nullable List<String> after(List<String> before, Values values, List<List<String>> captures) {
    if (matcher == null) {
      String made = value.of(values, captures, List.of());
      if (made == null) return null;
      return made.isEmpty() ? List.of() : List.of(WireText.value(made));
    }
    List<String> after = new ArrayList<>(before.size());
    for (String line : before) {
      List<String> groups = meant(line);
      String made = groups == null ? line : value.of(values, captures, groups);
      if (made == null) return null;
      if (!made.isEmpty()) after.add(WireText.value(made));
    }
    return after;
  }

  /** What the matcher captured in a line; null when the line is not meant. */
  private @Nullable List<String> meant(String line) {
    RewriteRule.ValueMatcher which = action.matcher();
    if (matcher == null || which == null) return null;
    Matcher found = CompiledCondition.find(matcher, line);
    if (which.negate()) return found == null ? List.of(line) : null;
    return found == null ? null : CompiledCondition.groups(found);
  }

  /** Puts lines in the place of those of its name. */
  void write(Fields fields, List<String> lines) {
    fields.remove(action.name());
    for (String line : lines) fields.add(action.name(), line);
  }
}
