package dev.poort.store;

import java.io.IOException;

/** A store has no version of a number, or not any more. */
public final class UnknownVersionException extends IOException {
  private static final long serialVersionUID = 1;

  UnknownVersionException(long version, long oldest, long newest) {
    super(
        newest == 0
            ? "there is no version yet"
            : "there is no version %d; there are %d to %d".formatted(version, oldest, newest));
  }
}
