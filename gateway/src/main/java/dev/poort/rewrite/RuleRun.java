package dev.poort.rewrite;

import dev.poort.config.RewriteRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One rule and one exchange: whether it is for it, and what its conditions captured. Conditions
 * that can be told from the request are looked at once, before anything is rewritten by the rule.
 */
final class RuleRun {
  private final CompiledRule rule;
  private final List<List<String>> captures;
  private final @Nullable Consumer<RewriteStep> watcher;
  private Verdict verdict = Verdict.AWAITS_RESPONSE;

  RuleRun(CompiledRule rule, @Nullable Consumer<RewriteStep> watcher) {
    this.rule = rule;
    this.watcher = watcher;
    this.captures = new ArrayList<>(rule.conditions().size());
    for (int i = 0; i < rule.conditions().size(); i++) captures.add(List.of());
  }

  RewriteRule rule() {
    return rule.rule();
  }

  CompiledRule compiled() {
    return rule;
  }

  /** Whether it holds, as far as is known. */
  Verdict verdict() {
    return verdict;
  }

  List<List<String>> captures() {
    return captures;
  }

  /**
   * Looks at the conditions.
   *
   * @param response at those of the answer, else at those of the request
   */
  Verdict look(Values values, boolean response) {
    boolean awaits = false;
    for (int i = 0; i < rule.conditions().size(); i++) {
      CompiledCondition condition = rule.conditions().get(i);
      if (condition.variable().ofResponse() != response) {
        awaits |= !response;
        continue;
      }
      CompiledCondition.Look look = condition.at(values);
      captures.set(i, look.groups());
      if (watcher != null) {
        watcher.accept(
            new RewriteStep.Condition(rule(), condition.condition(), look.value(), look.holds()));
      }
      if (!look.holds()) return decide(Verdict.FAILS);
    }
    return decide(awaits ? Verdict.AWAITS_RESPONSE : Verdict.HOLDS);
  }

  private Verdict decide(Verdict decided) {
    verdict = decided;
    if (watcher != null) watcher.accept(new RewriteStep.Rule(rule(), decided));
    return decided;
  }
}
