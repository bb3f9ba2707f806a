package dev.poort.config;

/**
 * What poort.json adds to one listener (poort.json: {@code httpListeners.NAME}).
 *
 * @param h2c whether clients may speak HTTP/2 in clear text by prior knowledge (RFC 9113 3.3) on
 *     the port of an HTTP listener, default false
 */
public record ListenerOptions(boolean h2c) {
  /** What holds where poort.json does not say. */
  public static final ListenerOptions DEFAULT = new ListenerOptions(false);
}
