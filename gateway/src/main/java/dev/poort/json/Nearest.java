package dev.poort.json;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known word that somebody most likely meant. */
public final class Nearest {
  private static final int LONGEST = 100;
  private static final int LISTED = 12;

  /** No more are compared: a word may be wrong in thousands of places. */
  private static final int MOST = 1000;

  private Nearest() {}

  /** A mend: the nearest known word, or all of them when none is near and they are few. */
  public static String mend(String word, Collection<String> known) {
    String nearest = of(word, known);
    if (nearest != null) return "Did you mean " + nearest + "?";
    if (known.isEmpty() || known.size() > LISTED) return "";
    return "Known here: " + String.join(", ", known);
  }

  /** The known word that a few mistakes of the keyboard lead to; null when none is near. */
  public static @Nullable String of(String word, Collection<String> known) {
    if (word.length() > LONGEST) return null;
    String wanted = lower(word);
    String nearest = null;
    int least = Math.max(2, word.length() / 3) + 1;
    int compared = 0;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - word.length()) >= least) continue;
      if (++compared > MOST) return nearest;
      int distance = distance(wanted, lower(candidate));
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance, two neighbours exchanged counting as one mistake. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) last[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
