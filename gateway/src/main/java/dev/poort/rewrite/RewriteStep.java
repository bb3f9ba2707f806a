package dev.poort.rewrite;

import dev.poort.config.RewriteRule;
import dev.poort.routing.Route;
import java.util.List;

/** What a set did, step by step, for one who wants to know. */
public sealed interface RewriteStep {
  /**
   * A set is begun.
   *
   * @param set its name
   * @param route whose it is
   */
  record Begun(String set, Route route) implements RewriteStep {}

  /**
   * A condition was looked at.
   *
   * @param rule whose it is
   * @param condition the condition
   * @param value what its variable was; the first line of several in which the pattern was found
   * @param holds whether it holds
   */
  record Condition(RewriteRule rule, RewriteRule.Condition condition, String value, boolean holds)
      implements RewriteStep {}

  /**
   * A rule's conditions have been looked at as far as could be.
   *
   * @param rule the rule
   * @param verdict what came of it
   */
  record Rule(RewriteRule rule, Verdict verdict) implements RewriteStep {}

  /**
   * A header was rewritten.
   *
   * @param rule whose action it is
   * @param action what it says
   * @param response whether it is a header of the answer
   * @param before its lines before; empty when there were none
   * @param after its lines after; empty when it is deleted
   */
  record Header(
      RewriteRule rule,
      RewriteRule.Header action,
      boolean response,
      List<String> before,
      List<String> after)
      implements RewriteStep {}

  /**
   * Path and query were rewritten.
   *
   * @param rule whose action it is
   * @param action what it says
   * @param before path and query before
   * @param after path and query after
   */
  record Url(RewriteRule rule, RewriteRule.Url action, String before, String after)
      implements RewriteStep {}

  /**
   * The map of paths was asked again.
   *
   * @param target with which path and query
   * @param route what it says
   */
  record Rerouted(String target, Route route) implements RewriteStep {}
}
