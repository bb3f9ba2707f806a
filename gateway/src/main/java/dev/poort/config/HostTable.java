package dev.poort.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first of many whose host name or pattern takes a host, without asking each: a pattern
 * is asked only for hosts that end as it does. Filled by one thread, then read by any.
 *
 * @param <T> what a name belongs to
 */
public final class HostTable<T> {
  private record Entry<T>(int rank, String name, T value) {}

  private final Map<String, Entry<T>> names = new HashMap<>();
  private final Map<String, List<Entry<T>>> patternsByEnding = new HashMap<>();
  private int next;

  /**
   * Adds one behind all that came before.
   *
   * @param name a name of a listener, with wildcards or without, in lower case; {@code *} takes
   *     every host
   */
  public void add(String name, T value) {
    Entry<T> entry = new Entry<>(next++, name, value);
    if (HostPattern.isPattern(name)) {
      patternsByEnding.computeIfAbsent(ending(name), _ -> new ArrayList<>()).add(entry);
    } else {
      names.putIfAbsent(Hosts.canonical(name), entry);
    }
  }

  /**
   * The first that takes a host, or all hosts of a pattern; null when none does.
   *
   * @param host in lower case, an IPv6 address as {@link Hosts#canonical} spells it
   */
  public @Nullable T first(String host) {
    Entry<T> best = names.get(host);
    if (!patternsByEnding.isEmpty()) {
      best = earlier(best, "", host);
      for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
        best = earlier(best, host.substring(dot), host);
      }
    }
    return best == null ? null : best.value();
  }

  private @Nullable Entry<T> earlier(@Nullable Entry<T> best, String ending, String host) {
    for (Entry<T> each : patternsByEnding.getOrDefault(ending, List.of())) {
      if (best != null && best.rank() < each.rank()) return best;
      if (HostPattern.matches(each.name(), host)) return each;
    }
    return best;
  }

  /** The labels behind the last wildcard's, with their dot; empty when there is none. */
  private static String ending(String pattern) {
    int wildcard = Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?'));
    int dot = pattern.indexOf('.', wildcard);
    return dot < 0 ? "" : pattern.substring(dot);
  }
}
