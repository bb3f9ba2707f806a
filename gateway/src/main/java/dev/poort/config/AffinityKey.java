package dev.poort.config;

import org.jspecify.annotations.Nullable;

/**
 * What the values of affinity cookies are keyed with (poort.json: {@code affinityKey} or {@code
 * affinityKeyFile}). One of the two, or neither for a key that lives as long as the process.
 *
 * @param text the key itself
 * @param file a file that holds it, made with a new key when it is not there; an absolute path or
 *     one from the working directory
 */
public record AffinityKey(@Nullable String text, @Nullable String file) {
  /** How many characters a key has at the least. */
  public static final int LEAST = 16;

  /** The file that keeps the key where poort.json says nothing, beside it or the gateways' file. */
  public static final String DEFAULT_FILE = "poort-affinity.key";

  /** A key that is made at start and kept nowhere. */
  public static final AffinityKey OF_THE_PROCESS = new AffinityKey(null, null);

  /** Without the key. */
  @Override
  public String toString() {
    return "AffinityKey[" + (text != null ? "text" : "file=" + file) + "]";
  }
}
