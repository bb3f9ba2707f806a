package dev.poort.json;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Where names stand in a long list of members, found whatever their letter case. */
final class NameTable {
  /** Fewer are found as fast by looking at each. */
  static final int LEAST = 9;

  /** Differs from run to run, so that nobody can write names of one hash. */
  private static final int FACTOR = new SplittableRandom().nextInt() | 1;

  /** Open addressing: an index plus one, zero where there is none. At least half of it is free. */
  private int[] slots = new int[4 * LEAST];

  /** The table of a list; null while its members are few. */
  static @Nullable NameTable of(List<JsonMember> members) {
    if (members.size() < LEAST) return null;
    var table = new NameTable();
    for (int i = 0; i < members.size(); i++) table.add(i, members);
    return table;
  }

  /** Where a name stands in a list; -1 when it does not. */
  static int find(String name, List<JsonMember> members, @Nullable NameTable table) {
    if (table != null) return table.slots[table.slot(name, members)] - 1;
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).name().equalsIgnoreCase(name)) return i;
    }
    return -1;
  }

  /** Adds the last member of a list, whose name is not here yet. */
  void add(int index, List<JsonMember> members) {
    if (2 * (index + 1) > slots.length) grow(index, members);
    slots[slot(members.get(index).name(), members)] = index + 1;
  }

  private void grow(int count, List<JsonMember> members) {
    slots = new int[2 * slots.length];
    for (int i = 0; i < count; i++) slots[slot(members.get(i).name(), members)] = i + 1;
  }

  /** The slot in which a name is, or the one in which it would be. */
  private int slot(String name, List<JsonMember> members) {
    int slot = Integer.remainderUnsigned(hash(name), slots.length);
    while (slots[slot] != 0 && !members.get(slots[slot] - 1).name().equalsIgnoreCase(name)) {
      slot = slot + 1 == slots.length ? 0 : slot + 1;
    }
    return slot;
  }

  /** The same for names that {@link String#equalsIgnoreCase} finds equal. */
  private static int hash(String name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ folded(name.charAt(i))) * FACTOR;
      hash ^= hash >>> 15;
    }
    return hash;
  }

  private static char folded(char c) {
    if (c < 128) return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
    return Character.toLowerCase(Character.toUpperCase(c));
  }
}
