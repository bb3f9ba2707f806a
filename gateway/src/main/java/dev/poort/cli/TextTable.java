package dev.poort.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sets rows in columns, for people. */
final class TextTable {
  private static final String GAP = "  ";

  private TextTable() {}

  /**
   * A line for each row.
   *
   * @param rows all of one length, the headings first
   */
  static List<String> of(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length()));
    }
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, widths.length)
                    .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                    .collect(Collectors.joining(GAP))
                    .stripTrailing())
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
