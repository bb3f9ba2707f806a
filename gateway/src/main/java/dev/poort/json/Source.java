package dev.poort.json;

/**
 * The text of a file, and its lines. Of each block of the text it is known what came before it, so
 * that neither many lines nor long ones cost much.
 */
final class Source {
  private static final int BLOCK = 1024;

  private static final String BOM = "\uFEFF";

  private final String file;
  private final String text;
  private final boolean sent;

  /** How many lines end before a block. */
  private final int[] feeds;

  /** Where the line begins in which a block does. */
  private final int[] lineStarts;

  /** How many characters outside the BMP, which are pairs of UTF-16, end before a block. */
  private final int[] pairs;

  Source(String file, String text) {
    this(file, text, false);
  }

  /** One that was not taken from a file. */
  static Source sent(String name, String text) {
    return new Source(name, text, true);
  }

  private Source(String file, String whole, boolean sent) {
    this.file = file;
    this.sent = sent;
    text = whole.startsWith(BOM) ? whole.substring(1) : whole;
    int blocks = text.length() / BLOCK + 1;
    feeds = new int[blocks];
    lineStarts = new int[blocks];
    pairs = new int[blocks];
    for (int block = 1; block < blocks; block++) {
      int from = (block - 1) * BLOCK;
      int to = block * BLOCK;
      feeds[block] = feeds[block - 1] + feeds(from, to);
      lineStarts[block] = lineStart(block - 1, to);
      pairs[block] = pairs[block - 1] + pairs(from, to);
    }
  }

  private int feeds(int from, int to) {
    int count = 0;
    for (int at = text.indexOf('\n', from, to); at >= 0; at = text.indexOf('\n', at + 1, to)) {
      count++;
    }
    return count;
  }

  private int pairs(int from, int to) {
    int count = 0;
    for (int i = Math.max(from, 1); i < to; i++) {
      boolean ends = Character.isLowSurrogate(text.charAt(i));
      if (ends && Character.isHighSurrogate(text.charAt(i - 1))) count++;
    }
    return count;
  }

  /** Whether it was sent, so that nobody may have seen its lines. */
  boolean isSent() {
    return sent;
  }

  String file() {
    return file;
  }

  String text() {
    return text;
  }

  /** The line of an offset, from 1. */
  int line(int offset) {
    int block = offset / BLOCK;
    return 1 + feeds[block] + feeds(block * BLOCK, offset);
  }

  /** The column of an offset in its line, from 1, a character outside the BMP counted once. */
  int column(int offset) {
    int start = lineStart(offset / BLOCK, offset);
    return 1 + offset - start - (pairsBefore(offset) - pairsBefore(start));
  }

  /** Where the line of an offset begins, which is in a block or at its end. */
  private int lineStart(int block, int offset) {
    for (int i = offset - 1; i >= block * BLOCK; i--) {
      if (text.charAt(i) == '\n') return i + 1;
    }
    return lineStarts[block];
  }

  private int pairsBefore(int offset) {
    int block = offset / BLOCK;
    return pairs[block] + pairs(block * BLOCK, offset);
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
