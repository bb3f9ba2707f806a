package dev.poort.http;

import dev.poort.message.MessageException;
import dev.poort.telemetry.Failure;

/** Which failure it is when a message breaks a rule. */
public final class Refusal {
  private Refusal() {}

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
