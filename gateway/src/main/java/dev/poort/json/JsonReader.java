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
  public static final int MAX_BYTES = 64 << 20;

  /** A deeper value is refused. */
  public static final int MAX_DEPTH = 200;

  /** A text with more values is refused. */
  public static final int MAX_VALUES = 1_000_000;

  private JsonReader() {}

  /**
   * Reads a text.
   *
   * @param fileName what the problems call it
   */
  public static ReadResult<JsonValue> read(String fileName, String text) {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    var problems = new ArrayList<Problem>();
    JsonValue value = new Parser(new Cursor(new Source(fileName, body), problems)).document();
    return new ReadResult<>(value, problems);
  }

  /** Reads a file in UTF-8, or in UTF-16 with a byte order mark as PowerShell writes it. */
  public static ReadResult<JsonValue> read(Path file) {
    ReadResult<String> text = TextFile.read(file);
    return text.value() == null
        ? new ReadResult<>(null, text.problems())
        : read(file.toString(), text.value());
  }
}
