package dev.poort.message;

import io.netty.util.AsciiString;

/**
 * Puts the head of a response together from the lines of HTTP/2 (RFC 9113 8.3.2). For one response;
 * not thread-safe.
 */
public final class Http2ResponseReader {
  private final Http2Fields fields = new Http2Fields(502);
  private int status;

  /** Takes a line over, in the order of the message. */
  public void add(AsciiString name, AsciiString value) throws MessageException {
    if (name.isEmpty() || name.charAt(0) != ':') {
      fields.add(name, value);
      return;
    }
    if (fields.size() > 0) throw malformed("a pseudo-header field after a field");
    if (status != 0 || !name.contentEquals(":status")) throw malformed("an unasked pseudo-header");
    status = status(value);
  }

  private static int status(AsciiString value) throws MessageException {
    int status = 0;
    for (int i = 0; i < value.length(); i++) {
      byte digit = value.byteAt(i);
      if (digit < '0' || digit > '9') throw malformed("malformed :status");
      status = status * 10 + digit - '0';
    }
    // RFC 9113 8.6: there is no 101 in HTTP/2.
    if (value.length() != 3 || status < 100 || status == 101) throw malformed("malformed :status");
    return status;
  }

  /**
   * The head, when all lines have come.
   *
   * @param ends whether the response has no body
   * @param toHead whether it answers a HEAD
   * @param reason the phrase that HTTP/1 would have, which HTTP/2 does not
   */
  public ResponseHead head(boolean ends, boolean toHead, String reason) throws MessageException {
    if (status == 0) throw malformed("no :status");
    Fields lines = fields.head();
    long length = HeadReader.contentLength(lines, Http2ResponseReader::malformed);
    boolean none = ends || toHead || status < 200 || status == 204 || status == 304;
    Framing framing = none ? Framing.NONE : length < 0 ? Framing.CHUNKED : Framing.length(length);
    return new ResponseHead(status, reason, Version.HTTP_2, lines, framing, fields.size());
  }

  /** The status; 0 when it has not come. */
  public int status() {
    return status;
  }

  private static MessageException malformed(String what) {
    return new MessageException(502, what);
  }
}
