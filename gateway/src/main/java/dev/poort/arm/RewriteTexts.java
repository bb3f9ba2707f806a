package dev.poort.arm;

import com.google.re2j.Pattern;
import dev.poort.config.RewritePattern;
import dev.poort.config.RewriteRule;
import dev.poort.config.RewriteText;
import dev.poort.config.RewriteVariable;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Reads values of a rewrite rule and judges what stands in their braces. */
final class RewriteTexts {
  private static final java.util.regex.Pattern BRACES =
      java.util.regex.Pattern.compile("\\{([a-z_]+)}");

  private final RewriteConditions conditions;
  private final RewriteRule.@Nullable ValueMatcher matcher;
  private final boolean response;

  /**
   * @param conditions those of the rule
   * @param matcher that of the action; null when it has none
   * @param response whether the answer is known
   */
  RewriteTexts(
      RewriteConditions conditions, RewriteRule.@Nullable ValueMatcher matcher, boolean response) {
    this.conditions = conditions;
    this.matcher = matcher;
    this.response = response;
  }

  /** A value; null when it is absent or cannot be told. */
  @Nullable String read(ArmObject holder, String property) {
    String text = holder.textOrEmpty(property);
    JsonValue where = holder.raw(property);
    if (text == null || where == null) return text;
    Findings findings = holder.findings();
    if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
      findings.error(where, property + " has control characters", "Take them out");
      return null;
    }
    for (RewriteText.Part part : RewriteText.of(text, conditions.variables()).parts()) {
      switch (part) {
        case RewriteText.Literal(String literal) -> warnOfBraces(literal, where, findings);
        case RewriteText.Whole(RewriteVariable variable) -> {
          if (variable.ofResponse()) warnOfTooEarly(text, where, findings);
        }
        case RewriteText.Capture capture -> judge(capture, where, findings);
        case RewriteText.MatcherCapture(int group) -> judgeMatcher(group, where, findings);
        case RewriteText.Unknown(String name) -> {
          findings.error(where, "{" + name + "} is no variable", RewriteNames.mend(name));
          return null;
        }
      }
    }
    return text;
  }

  private void warnOfTooEarly(String text, JsonValue where, Findings findings) {
    if (response) return;
    String what = JsonValues.shown(text) + " needs the answer, which is not there when it is made";
    findings.warning(where, what, "Use what is known of the request");
  }

  private static void warnOfBraces(String literal, JsonValue where, Findings findings) {
    Matcher braces = BRACES.matcher(literal);
    while (braces.find()) {
      String nearest = RewriteNames.nearest(braces.group(1));
      if (nearest == null) continue;
      findings.warning(
          where, braces.group() + " stands for itself", "Did you mean {" + nearest + "}?");
    }
  }

  private void judge(RewriteText.Capture capture, JsonValue where, Findings findings) {
    RewriteRule.Condition by = conditions.capturing(capture.variable());
    if (by == null) {
      // What captures may be a condition with an error of its own.
      if (!conditions.whole()) return;
      RewriteRule.Condition other = conditions.inOtherCase(capture.variable());
      String what =
          "no condition captures %s, so {%s_%d} is empty"
              .formatted(capture.variable(), capture.variable(), capture.group());
      String mend =
          other == null
              ? "Add a condition on " + capture.variable()
              : other.negate()
                  ? "A condition that is negated captures nothing"
                  : "Write it as the condition does: " + other.variable();
      findings.warning(where, what, mend);
      return;
    }
    int groups = RewritePattern.compile(by.pattern(), by.ignoreCase()).groupCount();
    if (capture.group() > groups)
      warnOfGroup(by.pattern(), groups, capture.group(), where, findings);
    RewriteVariable variable = RewriteVariable.of(capture.variable());
    if (variable != null && variable.ofResponse()) {
      warnOfTooEarly("{" + capture.variable() + "_" + capture.group() + "}", where, findings);
    }
  }

  private void judgeMatcher(int group, JsonValue where, Findings findings) {
    if (matcher == null) {
      String what = "without a headerValueMatcher {capt_header_value_matcher} is empty";
      findings.warning(where, what, "Give the action a headerValueMatcher");
      return;
    }
    Pattern pattern = RewritePattern.compile(matcher.pattern(), matcher.ignoreCase());
    int groups = pattern.groupCount();
    if (group > groups) warnOfGroup(matcher.pattern(), groups, group, where, findings);
  }

  private static void warnOfGroup(
      String pattern, int groups, int group, JsonValue where, Findings findings) {
    String what =
        "%s has %s, so its capture %d is empty"
            .formatted(
                JsonValues.shown(pattern), groups == 1 ? "1 group" : groups + " groups", group);
    findings.warning(where, what, "Put parentheses around what is to be captured");
  }
}
