package dev.poort.json;

import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.List;

/**
 * Walks through a text: skips what means nothing and keeps what is wrong. After {@link
 * #MAX_PROBLEMS} problems it goes to the end, so that a file of another kind does not yield a
 * problem for each byte.
 */
final class Cursor {
  static final int MAX_PROBLEMS = 100;

  /** What {@link #peek} gives at the end; no JSON text holds it outside of strings. */
  static final char END = '\0';

  private final Source source;
  private final String text;
  private final List<Problem> problems;
  private final boolean embedded;
  private final MergeConflicts conflicts = new MergeConflicts();
  private Position around;
  private int offset;
  private boolean stopped;

  /**
   * @param embedded whether the text stands in a string, see {@link JsonReader#readEmbedded}
   */
  Cursor(Source source, List<Problem> problems, boolean embedded) {
    this.source = source;
    this.problems = problems;
    this.embedded = embedded;
    text = source.text();
    around = Position.root(source, 0);
  }

  boolean embedded() {
    return embedded;
  }

  /** The root, which stands here; from now on it is around what is read. */
  Position root() {
    around = Position.root(source, offset);
    return around;
  }

  /** The value that is being read, whose path the problems carry. */
  Position around() {
    return around;
  }

  void around(Position position) {
    around = position;
  }

  int offset() {
    return offset;
  }

  void moveTo(int offset) {
    if (!stopped) this.offset = offset;
  }

  String text() {
    return text;
  }

  boolean atEnd() {
    return offset == text.length();
  }

  /** The character here, {@link #END} at the end. */
  char peek() {
    return peek(0);
  }

  private char peek(int ahead) {
    return offset + ahead < text.length() ? text.charAt(offset + ahead) : END;
  }

  /** Goes over one character, unless at the end. */
  void skip() {
    if (!atEnd()) offset++;
  }

  /** Goes over white space and comments, and over what git leaves of a merge. */
  void skipBlank() {
    while (!atEnd()) {
      if (isBlank(peek())) skip();
      else if (peek() == '/' && peek(1) == '/') offset = orEnd(text.indexOf('\n', offset));
      else if (peek() == '/' && peek(1) == '*') skipComment();
      else if (!conflicts.skip(this)) return;
    }
  }

  private void skipComment() {
    int end = text.indexOf("*/", offset + 2);
    if (end < 0) {
      error(offset, "a comment has no end", "Write */ where it ends");
      offset = text.length();
    } else {
      offset = end + 2;
    }
  }

  private int orEnd(int found) {
    return found < 0 ? text.length() : found;
  }

  /** JSON's white space, and that which web pages and editors put in. */
  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  void warning(int offset, String what, String mend) {
    add(Problem.warning(what, place(offset), mend));
  }

  void error(int offset, String what, String mend) {
    add(Problem.error(what, place(offset), mend));
  }

  private void add(Problem problem) {
    if (stopped) return;
    problems.add(problem);
    if (problems.size() == MAX_PROBLEMS) {
      stop("after " + MAX_PROBLEMS + " problems the rest was not read", "Is this a JSON file?");
    }
  }

  /** Reports a last error and goes to the end; nothing is reported from there on. */
  void stop(String what, String mend) {
    if (stopped) return;
    problems.add(Problem.error(what, place(offset), mend));
    offset = text.length();
    stopped = true;
  }

  boolean stopped() {
    return stopped;
  }

  int line(int offset) {
    return source.line(offset);
  }

  private Place place(int offset) {
    return new Place(source.file(), source.line(offset), source.column(offset), around.path());
  }
}
