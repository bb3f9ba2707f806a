package dev.poort.message;

/**
 * A request's start line and fields, checked so that no two parsers can read them in two ways.
 *
 * @param method as it came, such as {@code GET}
 * @param target in origin form ({@code /path?query}), or {@code *}; an absolute form that came was
 *     taken apart
 * @param version the client's
 * @param host the authority asked for, as it came, port included; empty in HTTP/1.0 without Host
 * @param fields all field lines
 * @param framing how long the body is
 * @param size octets of the head on the wire
 */
public record RequestHead(
    String method,
    String target,
    Version version,
    String host,
    Fields fields,
    Framing framing,
    int size) {

  /** The target up to its question mark. */
  public String path() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  /** What follows the target's question mark; empty when there is none. */
  public String query() {
    int question = target.indexOf('?');
    return question < 0 ? "" : target.substring(question + 1);
  }

  /** Whether the method may be repeated without another effect (RFC 9110 9.2.2). */
  public boolean idempotent() {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
      default -> false;
    };
  }

  /** Whether the client wants to send more requests over its connection (RFC 9112 9.3). */
  public boolean keepAlive() {
    if (fields.hasToken(FieldName.CONNECTION, "close")) return false;
    return version != Version.HTTP_1_0 || fields.hasToken(FieldName.CONNECTION, "keep-alive");
  }

  /** Whether the client waits for a 100 before it sends its body (RFC 9110 10.1.1). */
  public boolean expectsContinue() {
    return version != Version.HTTP_1_0 && fields.is(FieldName.EXPECT, "100-continue");
  }
}
