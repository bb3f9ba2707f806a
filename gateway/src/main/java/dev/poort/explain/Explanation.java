package dev.poort.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request, and why.
 *
 * @param question what was asked
 * @param gateway the gateway that takes it; null when none does
 * @param listener the listener that takes it; null when none does
 * @param rule the rule that serves it; null when none does
 * @param pathRule the path rule that its path leads to; null when none does
 * @param steps in the order in which the gateway decides
 * @param outcome what becomes of it
 */
public record Explanation(
    Question question,
    @Nullable String gateway,
    @Nullable String listener,
    @Nullable String rule,
    @Nullable String pathRule,
    List<Step> steps,
    Outcome outcome) {
  public Explanation {
    steps = List.copyOf(steps);
  }
}
