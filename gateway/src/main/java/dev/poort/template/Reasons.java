package dev.poort.template;

import dev.poort.json.JsonUnknown.Kind;
import dev.poort.json.JsonUnknown.Reason;
import dev.poort.template.function.FunctionException;
import java.util.Collection;

/** Why values of a template cannot be told. */
final class Reasons {
  /** It is wrong, and that is in the report. */
  static final Reason REPORTED = new Reason(Kind.WRONG, "the expression is wrong", "");

  /** Begins a sentence that fits one thing and many. */
  private static final String ONLY_AZURE = "only Azure knows ";

  private Reasons() {}

  /** Only the running Azure knows it. */
  static Reason elsewhere(String what) {
    return new Reason(Kind.ELSEWHERE, ONLY_AZURE + what, "Write the value itself");
  }

  /**
   * A parameter has no value.
   *
   * @param mend how it gets one
   */
  static Reason noValue(String parameter, String mend) {
    return new Reason(
        Kind.NOT_GIVEN, "parameters('" + Texts.shorten(parameter) + "') has no value", mend);
  }

  /** How a parameter of the whole template gets a value. */
  static String give(String parameter) {
    return "Give it: --parameters " + parameter + "=VALUE";
  }

  /** A member of something of which not all can be told. */
  static Reason member(Reason rest, String name) {
    boolean elsewhere = rest.what().startsWith(ONLY_AZURE);
    String before = elsewhere ? ONLY_AZURE : "";
    String what = before + Texts.shorten(name) + " of " + rest.what().substring(before.length());
    return new Reason(rest.kind(), what, rest.mend());
  }

  /**
   * Something is made of itself.
   *
   * @param kind what it is, such as {@code variable}
   * @param underWay what is being worked out, the outermost first
   */
  static FunctionException circle(String kind, String name, Collection<String> underWay) {
    String what = "the " + kind + " " + name + " is made of itself";
    boolean others = underWay.size() > 1;
    String round = others ? ": " + String.join(" > ", underWay) + " > " + name : "";
    return new FunctionException(what + round, "Break the circle");
  }
}
