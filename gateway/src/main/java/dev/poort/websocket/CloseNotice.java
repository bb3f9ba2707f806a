package dev.poort.websocket;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What both sides of a session are told when the gateway ends it.
 *
 * @param cause why
 * @param toClient the code in the client's Close frame (RFC 6455 7.4.1)
 * @param toMember the code in the member's
 * @param reason the text in both, at most {@value #LONGEST_REASON} octets of UTF-8
 * @param retryAfter in how many seconds the client shall come back, which its text goes on with; 0
 *     when it does not say
 */
public record CloseNotice(
    CloseCause cause, int toClient, int toMember, String reason, int retryAfter) {
  /** How long a reason may be in UTF-8 (RFC 6455 5.5: 125 octets, two of which are the code). */
  public static final int LONGEST_REASON = 123;

  /**
   * @throws IllegalArgumentException if a code may not be sent or the reason is too long
   */
  public CloseNotice {
    requireSendable(toClient);
    requireSendable(toMember);
    if (text(reason, retryAfter).getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "a close reason has at most " + LONGEST_REASON + " octets of UTF-8");
    }
  }

  /** With the cause's own codes and text. */
  public static CloseNotice of(CloseCause cause) {
    return of(cause, cause.reason());
  }

  /** With the cause's own codes. */
  static CloseNotice of(CloseCause cause, String reason) {
    return new CloseNotice(cause, cause.toClient(), cause.toMember(), reason, 0);
  }

  /**
   * The same, and the client is told when to come back: at a moment of its own, so that sessions
   * that end at once are not all back at once.
   *
   * @param seconds within how many
   */
  CloseNotice retryWithin(int seconds) {
    int after = ThreadLocalRandom.current().nextInt(seconds) + 1;
    return new CloseNotice(cause, toClient, toMember, reason, after);
  }

  /** The code in the Close frame to the member or the client. */
  int code(boolean member) {
    return member ? toMember : toClient;
  }

  /** The text in the Close frame to the member or the client. */
  String text(boolean member) {
    return member ? reason : text(reason, retryAfter);
  }

  private static String text(String reason, int retryAfter) {
    return retryAfter == 0 ? reason : reason + ", retry after " + retryAfter + " s";
  }

  private static void requireSendable(int code) {
    // RFC 6455 7.4: 1004 to 1006 and 1015 never stand in a frame.
    boolean registered = code >= 1000 && code <= 1014 && (code < 1004 || code > 1006);
    if (!registered && (code < 3000 || code > 4999)) {
      throw new IllegalArgumentException(
          code
              + " is no close code that may be sent; 1000 to 1003, 1007 to 1014 and 3000 to 4999 are");
    }
  }
}
