package dev.poort.rewrite;

import dev.poort.config.RewriteRuleSet;
import java.util.List;

/**
 * A rewrite rule set, compiled once and used by any number of requests on any thread. Run by {@link
 * Rewriting}. Immutable.
 */
public final class RewriteSet {
  /** Octets of a value that a rule makes: as many as a head may have in Azure. */
  public static final int LONGEST_VALUE = 32 * 1024;

  private final String name;
  private final List<CompiledRule> rules;

  private RewriteSet(String name, List<CompiledRule> rules) {
    this.name = name;
    this.rules = rules;
  }

  /**
   * Compiles a set.
   *
   * @throws IllegalArgumentException when a variable or a pattern is none
   */
  public static RewriteSet of(RewriteRuleSet set) {
    return new RewriteSet(set.name(), set.rewriteRules().stream().map(CompiledRule::of).toList());
  }

  /** What the configuration calls it. */
  public String name() {
    return name;
  }

  List<CompiledRule> rules() {
    return rules;
  }
}
