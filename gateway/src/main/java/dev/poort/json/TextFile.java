package dev.poort.json;

import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads a whole file as text, or says why that cannot be done. */
public final class TextFile {
  private TextFile() {}

  /** Reads a file in UTF-8, or in UTF-16 with a byte order mark; without that mark. */
  public static ReadResult<String> read(Path file) {
    try {
      String text = text(file);
      return new ReadResult<>(text.startsWith("\uFEFF") ? text.substring(1) : text, List.of());
    } catch (UnreadableException e) {
      Problem problem = Problem.error(e.what(), Place.of(file.toString()), e.mend());
      return new ReadResult<>(null, List.of(problem));
    }
  }

  private static String text(Path file) throws UnreadableException {
    byte[] bytes = bytes(file);
    Charset charset = charset(bytes);
    String text = new String(bytes, charset);
    // Stands for what is no text, unless the file says it itself. A decoder that throws would need
    // three times the memory.
    if (text.indexOf('\uFFFD') >= 0 && !Arrays.equals(text.getBytes(charset), bytes)) {
      throw new UnreadableException("the file is not text in UTF-8", "Save it as UTF-8");
    }
    return text;
  }

  private static byte[] bytes(Path file) throws UnreadableException {
    try {
      if (Files.isDirectory(file)) {
        throw new UnreadableException("this is a directory", "Name a file in it");
      }
      try (var in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(JsonReader.MAX_BYTES + 1);
        if (bytes.length <= JsonReader.MAX_BYTES) return bytes;
        throw new UnreadableException(
            "the file has more than " + (JsonReader.MAX_BYTES >> 20) + " MiB",
            "Is it the right one?");
      }
    } catch (NoSuchFileException _) {
      throw new UnreadableException("there is no such file", "Check its name and folder");
    } catch (AccessDeniedException _) {
      throw new UnreadableException("the file may not be read", "Give the right to read it");
    } catch (IOException e) {
      throw new UnreadableException("the file cannot be read: " + e.getMessage(), "");
    }
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length < 2) return StandardCharsets.UTF_8;
    int mark = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    return switch (mark) {
      case 0xFFFE -> StandardCharsets.UTF_16LE;
      case 0xFEFF -> StandardCharsets.UTF_16BE;
      default -> StandardCharsets.UTF_8;
    };
  }

  /** Why a file cannot be read. */
  private static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    private final String what;
    private final String mend;

    UnreadableException(String what, String mend) {
      super(what);
      this.what = what;
      this.mend = mend;
    }

    String what() {
      return what;
    }

    String mend() {
      return mend;
    }
  }
}
