package dev.poort.json;

import java.util.Arrays;

/** The text of a file, and where its lines begin. */
final class Source {
  private final String file;
  private final String text;
  private final int[] lineStarts;
  private final boolean basicPlane;

  Source(String file, String text) {
    this.file = file;
    this.text = text;
    lineStarts = lineStarts(text);
    basicPlane = text.chars().noneMatch(c -> Character.isSurrogate((char) c));
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[64];
    int count = 1;
    for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
      if (count == starts.length) starts = Arrays.copyOf(starts, count * 2);
      starts[count++] = feed + 1;
    }
    return Arrays.copyOf(starts, count);
  }

  String file() {
    return file;
  }

  String text() {
    return text;
  }

  /** The line of an offset, from 1. */
  int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of an offset in its line, from 1, a character outside the BMP counted once. */
  int column(int offset) {
    int start = lineStarts[line(offset) - 1];
    return 1 + (basicPlane ? offset - start : text.codePointCount(start, offset));
  }

  /** Goes over some characters of a string, each of which may be an escape. */
  int skip(int from, int characters) {
    int at = from;
    for (int i = 0; i < characters && at < text.length(); i++) {
      boolean escape = text.charAt(at) == '\\' && at + 1 < text.length();
      at += !escape ? 1 : text.charAt(at + 1) == 'u' ? 6 : 2;
    }
    return Math.min(at, text.length());
  }
}
