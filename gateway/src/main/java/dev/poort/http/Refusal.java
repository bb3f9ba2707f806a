package dev.poort.http;

import dev.poort.message.MessageException;
import dev.poort.rewrite.RewriteDefect;
import dev.poort.telemetry.Failure;
import dev.poort.token.Verdict;

/** Which failure it is when a message breaks a rule. */
public final class Refusal {
  private Refusal() {}

  /** The failure that a defect of a rewrite is. */
  public static Failure of(RewriteDefect defect) {
    return switch (defect) {
      case LOOP -> Failure.REWRITE_LOOP;
      case UNSAFE -> Failure.UNSAFE_REWRITE;
      case TOO_LONG -> Failure.REWRITE_TOO_LONG;
    };
  }

  /** The failure that a token is refused with. */
  public static Failure of(Verdict.Cause cause) {
    return switch (cause) {
      case TOKEN -> Failure.TOKEN_REFUSED;
      case IDENTITY -> Failure.TOKEN_WITHOUT_IDENTITY;
      case KEYS -> Failure.TOKEN_KEYS_MISSING;
    };
  }

  /** The failure that a message's defect is. */
  public static Failure of(MessageException defect) {
    return switch (defect.status()) {
      case 405 -> Failure.METHOD_NOT_ALLOWED;
      case 413 -> Failure.BODY_TOO_LARGE;
      case 414 -> Failure.URL_TOO_LONG;
      case 431 -> Failure.HEAD_TOO_LARGE;
      case 501 -> Failure.TRANSFER_CODING;
      case 505 -> Failure.HTTP_VERSION;
      default -> Failure.BAD_REQUEST;
    };
  }
}
