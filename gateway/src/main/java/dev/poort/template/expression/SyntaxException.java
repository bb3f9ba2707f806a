package dev.poort.template.expression;

/** A text in brackets that is no expression. */
public final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final int offset;
  private final String mend;

  SyntaxException(String what, int offset, String mend) {
    super(what);
    this.offset = offset;
    this.mend = mend;
  }

  /** Where in the text, its brackets counted. */
  public int offset() {
    return offset;
  }

  /** What to do about it, one sentence without a full stop. */
  public String mend() {
    return mend;
  }
}
