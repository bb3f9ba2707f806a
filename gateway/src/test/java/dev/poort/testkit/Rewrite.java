package dev.poort.testkit;

import dev.poort.config.RewriteRule;
import dev.poort.config.RewriteRuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rewrite rule of a test. What is not said is as in a file that does not say it. */
public final class Rewrite {
  private final String name;
  private int sequence = 100;
  private final List<RewriteRule.Condition> conditions = new ArrayList<>();
  private final List<RewriteRule.Header> request = new ArrayList<>();
  private final List<RewriteRule.Header> response = new ArrayList<>();
  private RewriteRule.@Nullable Url url;

  private Rewrite(String name) {
    this.name = name;
  }

  /** A rule without conditions or actions. */
  public static Rewrite rule(String name) {
    return new Rewrite(name);
  }

  /** A set of rules, in the order of their sequence. */
  public static RewriteRuleSet set(Rewrite... rules) {
    return new RewriteRuleSet(
        "set",
        Stream.of(rules)
            .sorted((one, other) -> Integer.compare(one.sequence, other.sequence))
            .map(Rewrite::rule)
            .toList());
  }

  /** Its ruleSequence. */
  public Rewrite sequence(int sequence) {
    this.sequence = sequence;
    return this;
  }

  /** Only where the pattern is found in the variable. */
  public Rewrite when(String variable, String pattern) {
    return when(variable, pattern, false, false);
  }

  /** Only where the pattern is found in the variable; not where it is found when negated. */
  public Rewrite when(String variable, String pattern, boolean ignoreCase, boolean negate) {
    conditions.add(new RewriteRule.Condition(variable, pattern, ignoreCase, negate));
    return this;
  }

  /** Sets a request header, or deletes it by an empty value. */
  public Rewrite request(String header, String value) {
    request.add(new RewriteRule.Header(header, value, null));
    return this;
  }

  /** Sets a response header, or deletes it by an empty value. */
  public Rewrite response(String header, String value) {
    response.add(new RewriteRule.Header(header, value, null));
    return this;
  }

  /** Sets those lines of a response header in which the pattern is found. */
  public Rewrite response(String header, String matcher, String value) {
    var which = new RewriteRule.ValueMatcher(matcher, false, false);
    response.add(new RewriteRule.Header(header, value, which));
    return this;
  }

  /** Sets the path, the query, or both. */
  public Rewrite url(@Nullable String path, @Nullable String query) {
    url = new RewriteRule.Url(path, query, false);
    return this;
  }

  /** Sets the path and asks the map of paths again. */
  public Rewrite reroute(String path) {
    url = new RewriteRule.Url(path, null, true);
    return this;
  }

  private RewriteRule rule() {
    return new RewriteRule(name, sequence, conditions, request, response, url);
  }
}
