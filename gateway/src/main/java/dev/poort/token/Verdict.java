package dev.poort.token;

import org.jspecify.annotations.Nullable;

/** What a token is worth. */
public sealed interface Verdict {
  /**
   * The request goes on.
   *
   * @param identity who it comes from, {@code tenantId:oid}; null for nobody that is known
   */
  record Admitted(@Nullable String identity) implements Verdict {}

  /**
   * The request is refused.
   *
   * @param cause which refusal it is
   * @param why for people; empty when there was no token
   */
  record Refused(Cause cause, String why) implements Verdict {}

  /** Why a request is refused. */
  enum Cause {
    /** There is no token, or it is not good. */
    TOKEN,
    /** The token is good but names nobody: it has no {@code oid}. */
    IDENTITY,
    /** The keys to tell good tokens from bad could not be had. */
    KEYS
  }
}
