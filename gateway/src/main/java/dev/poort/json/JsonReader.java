package dev.poort.json;

import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Reads JSON as people write it. Allowed without a word: comments, a comma after the last value, a
 * byte order mark, strings over several lines. Read with a warning that says how: members without
 * braces around them, brackets missing at the end, missing commas, stray closing brackets, text
 * after the end, a name that stands twice in an object. All else is an error.
 */
public final class JsonReader {
  /** A longer file is refused. */
  public static final int MAX_BYTES = 32 << 20;

  /** A deeper value is refused. */
  public static final int MAX_DEPTH = 200;

  /** A longer name is refused; in a template it may be an expression. */
  public static final int MAX_NAME = 32_768;

  /** A text with more values is refused. */
  public static final int MAX_VALUES = 500_000;

  private JsonReader() {}

  /**
   * Reads a text.
   *
   * @param fileName what the problems call it
   */
  public static ReadResult<JsonValue> read(String fileName, String text) {
    return read(new Source(fileName, text), false);
  }

  /**
   * Reads a text that was sent, not taken from a file: sentences say where in it something stands
   * by its path, since whoever sent it may never have seen its lines.
   *
   * @param name what the problems call it
   * @param embedded see {@link #readEmbedded}
   */
  public static ReadResult<JsonValue> readSent(String name, String text, boolean embedded) {
    return read(Source.sent(name, text), embedded);
  }

  /**
   * Reads a text that stands in a string, where nobody writes double quotes. As in .NET, and
   * without a word, strings may be in single quotes, names in none, and of two members with one
   * name the later counts.
   *
   * @param name what the problems call it
   */
  public static ReadResult<JsonValue> readEmbedded(String name, String text) {
    return read(new Source(name, text), true);
  }

  private static ReadResult<JsonValue> read(Source source, boolean embedded) {
    var problems = new ArrayList<Problem>();
    var cursor = new Cursor(source, problems, embedded);
    return new ReadResult<>(new Parser(cursor).document(), problems);
  }

  /** Reads a file in UTF-8, or in UTF-16 with a byte order mark as PowerShell writes it. */
  public static ReadResult<JsonValue> read(Path file) {
    ReadResult<String> text = TextFile.read(file);
    return text.value() == null
        ? new ReadResult<>(null, text.problems())
        : read(file.toString(), text.value());
  }
}
