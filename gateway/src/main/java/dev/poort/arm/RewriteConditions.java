package dev.poort.arm;

import com.google.re2j.Pattern;
import dev.poort.config.RewritePattern;
import dev.poort.config.RewriteRule;
import dev.poort.config.RewriteVariable;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a rewrite rule.
 *
 * @param all those that can be kept, in the file's order
 * @param whole whether these are all of them
 */
record RewriteConditions(List<RewriteRule.Condition> all, boolean whole) {
  private static final String MEND =
      "RE2 has no lookaround and no back-references; a condition can be negated instead";

  static RewriteConditions read(ArmObject rule) {
    List<RewriteRule.Condition> conditions = new ArrayList<>();
    List<JsonValue> elements = rule.elements("conditions");
    for (JsonValue element : elements) {
      ArmObject condition = ArmObject.of(ArmType.REWRITE_CONDITION, element, rule.findings());
      if (condition == null) continue;
      condition.require("variable");
      condition.require("pattern");
      String variable = condition.text("variable");
      JsonValue where = condition.raw("variable");
      if (variable != null && where != null && RewriteVariable.of(variable) == null) {
        String what = JsonValues.shown(variable) + " is no variable";
        condition.findings().error(where, what, RewriteNames.mend(variable));
        variable = null;
      }
      String pattern = condition.text("pattern");
      boolean ignoreCase = condition.flag("ignoreCase");
      if (pattern != null && compiled(condition, pattern, ignoreCase) == null) continue;
      if (variable == null || pattern == null) continue;
      conditions.add(
          new RewriteRule.Condition(variable, pattern, ignoreCase, condition.flag("negate")));
    }
    return new RewriteConditions(List.copyOf(conditions), conditions.size() == elements.size());
  }

  /** A pattern that can be used; null when it cannot, which is reported. */
  static @Nullable Pattern compiled(ArmObject holder, String pattern, boolean ignoreCase) {
    JsonValue where = holder.raw("pattern");
    try {
      return RewritePattern.compile(pattern, ignoreCase);
    } catch (IllegalArgumentException e) {
      String what = JsonValues.shown(pattern) + " " + e.getMessage();
      if (where != null) holder.findings().error(where, what, MEND);
      return null;
    }
  }

  /** The variables that are looked at, as they are written. */
  Set<String> variables() {
    return all.stream().map(RewriteRule.Condition::variable).collect(Collectors.toSet());
  }

  /** The condition that captures for a variable; null when there is none. */
  RewriteRule.@Nullable Condition capturing(String variable) {
    for (RewriteRule.Condition condition : all.reversed()) {
      if (!condition.negate() && condition.variable().equals(variable)) return condition;
    }
    return null;
  }

  /** The condition on a variable in another letter case; null when there is none. */
  RewriteRule.@Nullable Condition inOtherCase(String variable) {
    for (RewriteRule.Condition condition : all) {
      if (condition.variable().equalsIgnoreCase(variable)) return condition;
    }
    return null;
  }

  /** The first that looks at the answer; null when none does. */
  RewriteRule.@Nullable Condition ofResponse() {
    for (RewriteRule.Condition condition : all) {
      RewriteVariable variable = RewriteVariable.of(condition.variable());
      if (variable != null && variable.ofResponse()) return condition;
    }
    return null;
  }
}
