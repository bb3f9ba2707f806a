package dev.poort.rewrite;

import dev.poort.config.RewriteRule;
import dev.poort.config.RewriteText;
import dev.poort.config.RewriteVariable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value of a rewrite rule, compiled: what it is made of for a request. */
final class CompiledText {
  private final List<Part> parts;

  private CompiledText(List<Part> parts) {
    this.parts = parts;
  }

  private sealed interface Part {}

  private record Literal(String octets) implements Part {}

  private record Whole(RewriteVariable variable) implements Part {}

  /** Of the condition at an index. */
  private record Capture(int condition, int group) implements Part {}

  private record MatcherCapture(int group) implements Part {}

  /** Compiles a value of a rule with these conditions. */
  static CompiledText of(String text, List<RewriteRule.Condition> conditions) {
    Set<String> variables = new HashSet<>();
    for (RewriteRule.Condition condition : conditions) variables.add(condition.variable());
    List<Part> parts = new ArrayList<>();
    for (RewriteText.Part part : RewriteText.of(text, variables).parts()) {
      switch (part) {
        case RewriteText.Literal(String literal) ->
            parts.add(new Literal(WireText.octets(literal)));
        case RewriteText.Whole(RewriteVariable variable) -> parts.add(new Whole(variable));
        case RewriteText.MatcherCapture(int group) -> parts.add(new MatcherCapture(group));
        case RewriteText.Capture(String variable, int group) ->
            addCapture(variable, group, conditions, parts);
        case RewriteText.Unknown(String reference) ->
            throw new IllegalArgumentException("{" + reference + "} is no variable");
      }
    }
    return new CompiledText(List.copyOf(parts));
  }

  /** The last of the conditions on a variable; nothing without one. */
  private static void addCapture(
      String variable, int group, List<RewriteRule.Condition> conditions, List<Part> parts) {
    for (int i = conditions.size() - 1; i >= 0; i--) {
      RewriteRule.Condition condition = conditions.get(i);
      if (condition.negate() || !condition.variable().equals(variable)) continue;
      parts.add(new Capture(i, group));
      return;
    }
  }

  /**
   * The value for a request.
   *
   * @param captures of each condition
   * @param matched what the action's matcher captured
   * @return null when it is longer than {@link RewriteSet#LONGEST_VALUE}
   */
  @Nullable String of(Values values, List<List<String>> captures, List<String> matched) {
    if (parts.size() == 1 && parts.getFirst() instanceof Literal(String octets)) return octets;
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      out.append(
          switch (part) {
            case Literal(String octets) -> octets;
            case Whole(RewriteVariable variable) -> values.of(variable);
            case Capture(int condition, int group) -> group(captures.get(condition), group);
            case MatcherCapture(int group) -> group(matched, group);
          });
      if (out.length() > RewriteSet.LONGEST_VALUE) return null;
    }
    return out.toString();
  }

  private static String group(List<String> groups, int group) {
    return group < groups.size() ? groups.get(group) : "";
  }
}
