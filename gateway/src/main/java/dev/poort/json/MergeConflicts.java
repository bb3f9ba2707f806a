package dev.poort.json;

/**
 * Goes over the marks that git leaves where two versions could not be merged, so that a forgotten
 * conflict is one warning and not many errors. The first version is read.
 */
final class MergeConflicts {
  private static final int MARK = 7;

  /** Whether the marks that end a conflict were all read. */
  private boolean noEnd;

  /** Goes over a mark, if one is here, and what does not count behind it. */
  boolean skip(Cursor cursor) {
    String text = cursor.text();
    int at = cursor.offset();
    if (!isMark(text, at)) return false;
    char kind = text.charAt(at);
    if (kind == '<') {
      cursor.warning(
          at,
          "a merge conflict begins here, its first version was read",
          "Resolve it and take its marks out");
    } else if (kind != '>') {
      int end = noEnd ? -1 : text.indexOf("\n>>>>>>>", at);
      noEnd = end < 0;
      if (end >= 0) at = end + 1;
    }
    int feed = text.indexOf('\n', at);
    cursor.moveTo(feed < 0 ? text.length() : feed);
    return true;
  }

  private static boolean isMark(String text, int at) {
    char kind = text.charAt(at);
    if ("<|=>".indexOf(kind) < 0 || (at > 0 && text.charAt(at - 1) != '\n')) return false;
    return text.startsWith(String.valueOf(kind).repeat(MARK), at);
  }
}
