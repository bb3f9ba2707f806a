package dev.poort.message;

/**
 * How long a body is (RFC 9112 6.3).
 *
 * @param kind what ends it
 * @param length its octets when the kind is {@link Kind#LENGTH}, else 0
 */
public record Framing(Kind kind, long length) {
  /** No body. */
  public static final Framing NONE = new Framing(Kind.NONE, 0);

  /** A chunk of no octets ends it. */
  public static final Framing CHUNKED = new Framing(Kind.CHUNKED, 0);

  /** The end of the connection ends it; only in responses. */
  public static final Framing UNTIL_CLOSE = new Framing(Kind.UNTIL_CLOSE, 0);

  /** A body of known length. */
  public static Framing length(long octets) {
    return octets == 0 ? NONE : new Framing(Kind.LENGTH, octets);
  }

  /** What ends a body. */
  public enum Kind {
    /** There is none. */
    NONE,
    /** Its length is known. */
    LENGTH,
    /** Chunks (RFC 9112 7.1). */
    CHUNKED,
    /** The end of the connection. */
    UNTIL_CLOSE
  }
}
