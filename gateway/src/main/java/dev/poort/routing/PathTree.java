package dev.poort.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first of many patterns that names a path, in time that depends on the path's length
 * alone. Letter case does not count. Immutable.
 *
 * <p>A node holds what the patterns below it have in common after what stands above it:
 *
 * <pre>
 *  /images*  /images/icons/*  /index     /i ─┬─ mages ✶ ─── /icons/ ✶
 *                                            └─ ndex ■
 * </pre>
 */
final class PathTree {
  private static final int NONE = Integer.MAX_VALUE;

  private final String label;
  private final List<PathTree> next = new ArrayList<>();

  /** The first pattern that ends here; and the first that ends here in a star. */
  private int exact = NONE;

  private int open = NONE;

  private PathTree(List<PathPattern> sorted, int from) {
    String first = sorted.getFirst().text();
    String last = sorted.getLast().text();
    int to = from;
    while (to < first.length() && to < last.length() && first.charAt(to) == last.charAt(to)) to++;
    label = first.substring(from, to);
    int at = 0;
    while (at < sorted.size() && sorted.get(at).text().length() == to) end(sorted.get(at++));
    while (at < sorted.size()) {
      char octet = sorted.get(at).text().charAt(to);
      int end = at + 1;
      while (end < sorted.size() && sorted.get(end).text().charAt(to) == octet) end++;
      next.add(new PathTree(sorted.subList(at, end), to));
      at = end;
    }
  }

  private void end(PathPattern pattern) {
    if (pattern.open()) open = Math.min(open, pattern.index());
    else exact = Math.min(exact, pattern.index());
  }

  /** The tree of some patterns, at least one. */
  static PathTree of(List<PathPattern> patterns) {
    return new PathTree(
        patterns.stream().sorted(Comparator.comparing(PathPattern::text)).toList(), 0);
  }

  /**
   * The first pattern that names a path.
   *
   * @param path a text that begins with the path
   * @param end where the path ends in it
   * @return its index; -1 when none does
   */
  int first(String path, int end) {
    int first = NONE;
    int at = 0;
    for (PathTree node = this; node != null && node.leads(path, at, end); ) {
      at += node.label.length();
      first = Math.min(first, at == end ? Math.min(node.open, node.exact) : node.open);
      node = at == end ? null : node.next(PathText.lower(path.charAt(at)));
    }
    return first == NONE ? -1 : first;
  }

  private boolean leads(String path, int at, int end) {
    if (label.length() > end - at) return false;
    for (int i = 0; i < label.length(); i++) {
      if (label.charAt(i) != PathText.lower(path.charAt(at + i))) return false;
    }
    return true;
  }

  private @Nullable PathTree next(char octet) {
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).label.charAt(0) == octet) return next.get(i);
    }
    return null;
  }
}
