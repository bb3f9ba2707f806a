package dev.poort.json;

/**
 * A value that cannot be told. No text holds one: it comes where a value is worked out from others
 * of which one is not to be had, and takes the place of that value.
 *
 * @param reason why it cannot be told
 */
public record JsonUnknown(Reason reason, Position position) implements JsonValue {
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
