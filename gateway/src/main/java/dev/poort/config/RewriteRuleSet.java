package dev.poort.config;

import java.util.List;

/**
 * Changes requests on their way to members and answers on their way back (ARM: {@code
 * rewriteRuleSets}).
 *
 * @param name unique among the sets
 * @param rewriteRules in the order of their {@code ruleSequence}; the file's order among equals
 */
public record RewriteRuleSet(String name, List<RewriteRule> rewriteRules) {
  public RewriteRuleSet {
    rewriteRules = List.copyOf(rewriteRules);
  }

  /** Whether one of its rules asks the map of paths again. */
  public boolean reroutes() {
    return rewriteRules.stream().anyMatch(RewriteRule::reroutes);
  }

  /** Whether it would ask the map of paths again and again, whatever the request. */
  public boolean reroutesAlways() {
    return reroutes()
        && rewriteRules.stream().allMatch(rule -> rule.reroutes() && rule.conditions().isEmpty());
  }
}
