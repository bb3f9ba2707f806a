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
}
