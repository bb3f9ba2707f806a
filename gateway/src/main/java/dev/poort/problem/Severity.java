package dev.poort.problem;

/** How bad a {@link Problem} is. */
public enum Severity {
  /** The configuration cannot be applied. */
  ERROR,
  /** The configuration is applied, though not all that it says has an effect. */
  WARNING
}
