package dev.poort.arm;

import dev.poort.config.RewriteRule;
import dev.poort.config.RewriteRuleSet;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rewrite rule sets. */
final class RewriteRuleSets {
  private static final int DEFAULT_SEQUENCE = 100;

  private RewriteRuleSets() {}

  static RewriteRuleSet read(ArmObject set, String name) {
    List<RewriteRule> rules = new ArrayList<>();
    for (JsonValue element : set.elements("rewriteRules")) {
      ArmObject rule = ArmObject.of(ArmType.REWRITE_RULE, element, set.findings());
      String ruleName = rule == null ? null : rule.name();
      if (rule != null && ruleName != null) rules.add(rule(rule, ruleName));
    }
    rules.sort(Comparator.comparingInt(RewriteRule::ruleSequence));
    return new RewriteRuleSet(name, rules);
  }

  private static RewriteRule rule(ArmObject rule, String name) {
    ArmObject actions = rule.object("actionSet", ArmType.REWRITE_ACTION_SET);
    return new RewriteRule(
        name,
        rule.integer("ruleSequence", 0, Integer.MAX_VALUE, DEFAULT_SEQUENCE),
        conditions(rule),
        actions == null ? List.of() : headers(actions, "requestHeaderConfigurations"),
        actions == null ? List.of() : headers(actions, "responseHeaderConfigurations"),
        actions == null ? null : url(actions));
  }

  private static List<RewriteRule.Condition> conditions(ArmObject rule) {
    List<RewriteRule.Condition> conditions = new ArrayList<>();
    for (JsonValue element : rule.elements("conditions")) {
      ArmObject condition = ArmObject.of(ArmType.REWRITE_CONDITION, element, rule.findings());
      if (condition == null) continue;
      condition.require("variable");
      condition.require("pattern");
      String variable = condition.text("variable");
      String pattern = condition.text("pattern");
      if (variable == null || pattern == null) continue;
      conditions.add(
          new RewriteRule.Condition(
              variable, pattern, condition.flag("ignoreCase"), condition.flag("negate")));
    }
    return conditions;
  }

  private static List<RewriteRule.Header> headers(ArmObject actions, String property) {
    List<RewriteRule.Header> headers = new ArrayList<>();
    for (JsonValue element : actions.elements(property)) {
      ArmObject header = ArmObject.of(ArmType.REWRITE_HEADER, element, actions.findings());
      if (header == null) continue;
      header.require("headerName");
      String name = header.text("headerName");
      String value = header.text("headerValue");
      if (name == null) continue;
      headers.add(new RewriteRule.Header(name, value == null ? "" : value, matcher(header)));
    }
    return headers;
  }

  private static RewriteRule.@Nullable ValueMatcher matcher(ArmObject header) {
    ArmObject matcher = header.object("headerValueMatcher", ArmType.REWRITE_VALUE_MATCHER);
    String pattern = matcher == null ? null : matcher.text("pattern");
    if (matcher == null || pattern == null) return null;
    return new RewriteRule.ValueMatcher(
        pattern, matcher.flag("ignoreCase"), matcher.flag("negate"));
  }

  private static RewriteRule.@Nullable Url url(ArmObject actions) {
    ArmObject url = actions.object("urlConfiguration", ArmType.REWRITE_URL);
    if (url == null) return null;
    return new RewriteRule.Url(
        url.text("modifiedPath"), url.text("modifiedQueryString"), url.flag("reroute"));
  }
}
