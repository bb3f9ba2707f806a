package dev.poort.testkit;

/** Chunked bodies as text (RFC 9112 7.1). */
public final class Chunks {
  private Chunks() {}

  /** The body in chunks of at most so many octets, with its last chunk and the empty line. */
  public static String of(String body, int size) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < body.length(); at += size) {
      String chunk = body.substring(at, Math.min(body.length(), at + size));
      out.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk).append("\r\n");
    }
    return out.append("0\r\n\r\n").toString();
  }

  /** The content of a chunked body, without its sizes and its trailers. */
  static String join(String raw) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (true) {
      int end = raw.indexOf("\r\n", at);
      int size = Integer.parseInt(raw.substring(at, end), 16);
      if (size == 0) return out.toString();
      out.append(raw, end + 2, end + 2 + size);
      at = end + 2 + size + 2;
    }
  }
}
