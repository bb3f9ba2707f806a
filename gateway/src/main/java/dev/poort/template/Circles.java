package dev.poort.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Finds things that lead to themselves. It does not recurse, as the way may be long. */
final class Circles<T> {
  private final Function<T, List<? extends T>> next;
  private final Set<T> done = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param next where a thing leads to
   */
  Circles(Function<T, List<? extends T>> next) {
    this.next = next;
  }

  private record Step<T>(T at, Iterator<? extends T> ways) {}

  /** The first circle that is found from any of some things; empty when there is none. */
  List<T> first(Collection<? extends T> things) {
    for (T thing : things) {
      List<T> circle = from(thing);
      if (!circle.isEmpty()) return circle;
    }
    return List.of();
  }

  private List<T> from(T first) {
    Deque<Step<T>> path = new ArrayDeque<>();
    Set<T> onPath = Collections.newSetFromMap(new IdentityHashMap<>());
    enter(first, path, onPath);
    while (!path.isEmpty()) {
      Step<T> step = path.getLast();
      if (!step.ways.hasNext()) {
        onPath.remove(step.at);
        path.removeLast();
        continue;
      }
      T way = step.ways.next();
      if (onPath.contains(way)) return circle(path, way);
      enter(way, path, onPath);
    }
    return List.of();
  }

  private void enter(T thing, Deque<Step<T>> path, Set<T> onPath) {
    if (!done.add(thing)) return;
    onPath.add(thing);
    path.addLast(new Step<>(thing, next.apply(thing).iterator()));
  }

  @SuppressWarnings("ReferenceEquality") // Two equal things are two.
  private static <T> List<T> circle(Deque<Step<T>> path, T start) {
    var circle = new ArrayList<T>();
    for (Step<T> step : path) {
      if (!circle.isEmpty() || step.at == start) circle.add(step.at);
    }
    return circle;
  }
}
