package dev.poort.template.function;

/** An expression is wrong, or its values do not fit. */
public final class FunctionException extends NoValueException {
  private static final long serialVersionUID = 1;

  private final String mend;
  private final int offset;

  /**
   * @param what one sentence without a full stop
   * @param mend one sentence without a full stop; may be empty
   */
  public FunctionException(String what, String mend) {
    this(what, mend, -1);
  }

  private FunctionException(String what, String mend, int offset) {
    super(what);
    this.mend = mend;
    this.offset = offset;
  }

  /** What to do about it. */
  public String mend() {
    return mend;
  }

  /** Where in the text of the expression; below zero where that is not known yet. */
  public int offset() {
    return offset;
  }

  /** The same at a place in the expression, unless a closer one is known. */
  public FunctionException at(int offset) {
    return this.offset >= 0 ? this : new FunctionException(what(), mend, offset);
  }

  /** What is wrong. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
