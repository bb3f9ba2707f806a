package dev.poort.json;

import org.jspecify.annotations.Nullable;

/**
 * A value that cannot be told. No text holds one: it comes where a value is worked out from others
 * of which one is not to be had, and takes the place of that value.
 *
 * @param reason why it cannot be told
 * @param sketch its text with {@code {name}} for each part that is missing, so that it can be
 *     compared: what is equal has equal sketches, save that two of different sketches may turn out
 *     to be equal; null where there is none
 */
public record JsonUnknown(Reason reason, @Nullable String sketch, Position position)
    implements JsonValue {
  /** A value of which nothing is known. */
  public JsonUnknown(Reason reason, Position position) {
    this(reason, null, position);
  }

  /** Whether it is there, though not for us; else it is wrong. */
  public boolean isMissing() {
    return reason.kind() != Kind.WRONG;
  }

  /**
   * Why a value cannot be told.
   *
   * @param kind what kind of reason
   * @param what such as {@code parameters('certData') has no value}, one sentence without a full
   *     stop
   * @param mend what to do about it; may be empty
   */
  public record Reason(Kind kind, String what, String mend) {}

  /** What kind of reason it is. */
  public enum Kind {
    /** Only the system that runs elsewhere knows it. */
    ELSEWHERE,
    /** It was not given, and can be. */
    NOT_GIVEN,
    /** It is wrong; that has been reported already. */
    WRONG
  }
}
