package dev.poort.http2;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The identifiers that a client has left out when it began streams. Each new one must be higher
 * than all before it (RFC 9113 5.1.1), so that they can never be used any more. The last ranges are
 * kept; clients that do not try something leave none out.
 */
final class SkippedStreams {
  private static final int RANGES_KEPT = 64;

  private record Range(int first, int last) {}

  private final Deque<Range> ranges = new ArrayDeque<>();

  /** Clients begin with 1 and have the odd ones. */
  private int next = 1;

  /** A head has come on a stream. Returns whether it is one that was left out. */
  boolean head(int id) {
    if (id < next) return isSkipped(id);
    if (id > next) {
      if (ranges.size() == RANGES_KEPT) ranges.removeFirst();
      ranges.add(new Range(next, id - 2));
    }
    next = id + 2;
    return false;
  }

  private boolean isSkipped(int id) {
    for (Range range : ranges) {
      if (id >= range.first() && id <= range.last()) return true;
    }
    return false;
  }
}
