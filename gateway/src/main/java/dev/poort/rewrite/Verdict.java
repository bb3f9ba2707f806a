package dev.poort.rewrite;

/** Whether a rule is for a request. */
public enum Verdict {
  /** All conditions hold. */
  HOLDS,
  /** A condition does not hold. */
  FAILS,
  /** Those that are known hold; others look at the answer. */
  AWAITS_RESPONSE
}
