package dev.poort.template;

import dev.poort.json.JsonUnknown.Kind;
import dev.poort.json.JsonUnknown.Reason;

/** Why values of a template cannot be told. */
final class Reasons {
  /** It is wrong, and that is in the report. */
  static final Reason REPORTED = new Reason(Kind.WRONG, "the expression is wrong", "");

  private Reasons() {}

  /** Only the running Azure knows it. */
  static Reason elsewhere(String what) {
    return new Reason(Kind.ELSEWHERE, what + " is known to Azure alone", "Write the value itself");
  }

  /** A parameter has no value. */
  static Reason noValue(String parameter) {
    return new Reason(
        Kind.NOT_GIVEN,
        "parameters('" + parameter + "') has no value",
        "Give it: --parameters " + parameter + "=VALUE");
  }

  /** A member of something of which not all can be told. */
  static Reason member(Reason rest, String name) {
    return new Reason(rest.kind(), name + " of " + rest.what(), rest.mend());
  }
}
