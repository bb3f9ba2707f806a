package dev.poort.arm;

import java.util.List;

/**
 * Decisions of a generator, read one after another from numbers that a property gives. Zero is the
 * simplest of each, and all that comes after the end of the numbers is zero, so that the shortest
 * tape of the smallest numbers makes the simplest thing.
 */
final class Tape {
  private final List<Integer> numbers;
  private int at;

  Tape(List<Integer> numbers) {
    this.numbers = numbers;
  }

  @Override
  public String toString() {
    return numbers.toString();
  }

  /** A number from 0 to below a bound. */
  int below(int bound) {
    return at < numbers.size() ? numbers.get(at++) % bound : 0;
  }

  boolean flip() {
    return below(2) == 1;
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[below(choices.length)];
  }
}
