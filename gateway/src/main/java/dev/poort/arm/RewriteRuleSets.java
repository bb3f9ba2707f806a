package dev.poort.arm;

import dev.poort.config.RewriteRule;
import dev.poort.config.RewriteRuleSet;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads rewrite rule sets. */
final class RewriteRuleSets {
  private static final int DEFAULT_SEQUENCE = 100;

  /** More patterns than this, one set does not look for in each request. */
  private static final int MOST_PATTERNS = 400;

  private RewriteRuleSets() {}

  static RewriteRuleSet read(ArmObject set, String name) {
    List<RewriteRule> rules = new ArrayList<>();
    for (JsonValue element : set.elements("rewriteRules")) {
      ArmObject rule = ArmObject.of(ArmType.REWRITE_RULE, element, set.findings());
      String ruleName = rule == null ? null : rule.name();
      if (rule != null && ruleName != null) rules.add(rule(rule, ruleName));
    }
    rules.sort(Comparator.comparingInt(RewriteRule::ruleSequence));
    if (rules.stream().mapToLong(RewriteRuleSets::patterns).sum() > MOST_PATTERNS) {
      String what = name + " looks for more than " + MOST_PATTERNS + " patterns";
      set.findings().error(set.json(), what, "Join patterns by |");
    }
    return new RewriteRuleSet(name, rules);
  }

  private static long patterns(RewriteRule rule) {
    return rule.conditions().size()
        + rule.responseHeaders().stream().filter(header -> header.matcher() != null).count()
        + rule.requestHeaders().stream().filter(header -> header.matcher() != null).count();
  }

  private static RewriteRule rule(ArmObject rule, String name) {
    int sequence = rule.integer("ruleSequence", 0, Integer.MAX_VALUE, DEFAULT_SEQUENCE);
    RewriteConditions conditions = RewriteConditions.read(rule);
    ArmObject actions = rule.object("actionSet", ArmType.REWRITE_ACTION_SET);
    if (actions == null) {
      return new RewriteRule(name, sequence, conditions.all(), List.of(), List.of(), null);
    }
    var reader = new RewriteActions(actions, conditions);
    RewriteRule.Url url = reader.url();
    // Without all of its conditions nobody can say whether it reroutes every request.
    if (!conditions.whole()) url = null;
    return new RewriteRule(
        name, sequence, conditions.all(), reader.requestHeaders(), reader.responseHeaders(), url);
  }
}
