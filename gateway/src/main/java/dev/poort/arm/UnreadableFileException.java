package dev.poort.arm;

/** Something that a binding names cannot be had. */
final class UnreadableFileException extends Exception {
  private static final long serialVersionUID = 1;

  private final String what;
  private final String mend;

  UnreadableFileException(String what, String mend) {
    super(what);
    this.what = what;
    this.mend = mend;
  }

  /** What is wrong. */
  String what() {
    return what;
  }

  /** What to do about it; may be empty. */
  String mend() {
    return mend;
  }
}
