package dev.poort.template.function;

/** A string that is being made and never gets longer than the budget lets it. */
final class BoundedText {
  private final Budget budget;
  private final StringBuilder text = new StringBuilder();

  BoundedText(Budget budget) {
    this.budget = budget;
  }

  BoundedText append(CharSequence part) throws FunctionException {
    check(part.length());
    text.append(part);
    return this;
  }

  BoundedText append(char c) throws FunctionException {
    check(1);
    text.append(c);
    return this;
  }

  /** Adds a character so many times; not at all when {@code count} is below zero. */
  BoundedText repeat(char c, long count) throws FunctionException {
    if (count <= 0) return this;
    check(count);
    text.repeat(c, (int) count);
    return this;
  }

  /** Takes a character out again if it is the last one. */
  void dropLast(char c) {
    int last = text.length() - 1;
    if (last >= 0 && text.charAt(last) == c) text.setLength(last);
  }

  int length() {
    return text.length();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void check(long more) throws FunctionException {
    long length = text.length() + more;
    if (length > Budget.MAX_STRING) budget.characters(length);
  }
}
