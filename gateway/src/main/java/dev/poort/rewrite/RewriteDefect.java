package dev.poort.rewrite;

/** What can go wrong when a set is run. */
public enum RewriteDefect {
  /** Rerouting led from set to set and came to no end. */
  LOOP,
  /** The new path has dot segments or can be read in two ways, or the new Host is none. */
  UNSAFE,
  /** A new value is longer than {@link RewriteSet#LONGEST_VALUE}. */
  TOO_LONG
}
