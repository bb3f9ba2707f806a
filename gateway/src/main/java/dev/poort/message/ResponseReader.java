package dev.poort.message;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Reads the heads of a member's responses (RFC 9112 4). Not thread-safe; one a connection. */
public final class ResponseReader extends HeadReader {
  /**
   * @param headLimit octets of a head, start line included
   */
  public ResponseReader(int headLimit) {
    super(headLimit);
  }

  /**
   * Takes the next head off the input.
   *
   * @param toHead whether the request was a HEAD, whose response has no body whatever it says
   * @return null when it has not come whole yet
   * @throws MessageException when it breaks a rule or a limit
   */
  public @Nullable ResponseHead read(ByteBuf in, boolean toHead) throws MessageException {
    if (!take(in)) return null;
    Version version = version(0);
    if (version == null || octets[8] != ' ') throw malformed("malformed status line");
    int status = status();
    int reasonStart = octets[12] == ' ' ? 13 : 12;
    int reasonEnd = reasonStart;
    while (Octets.isFieldContent(octets[reasonEnd])) reasonEnd++;
    expectLineEnd(reasonEnd, "status line");
    String reason = Octets.text(octets, reasonStart, reasonEnd);
    Fields fields = fields();
    Framing framing = framing(fields, version, status, toHead);
    return new ResponseHead(status, reason, version, fields, framing, octets.length);
  }

  private int status() throws MessageException {
    if (octets.length < 15) throw malformed("malformed status line");
    int status = 0;
    for (int place = 9; place < 12; place++) {
      byte digit = octets[place];
      if (digit < '0' || digit > '9') throw malformed("malformed status code");
      status = status * 10 + digit - '0';
    }
    if (status < 100) throw malformed("a status code below 100");
    if (octets[12] != ' ' && octets[12] != '\r') throw malformed("malformed status code");
    return status;
  }

  private Framing framing(Fields fields, Version version, int status, boolean toHead)
      throws MessageException {
    long length = contentLength(fields);
    boolean chunked = chunked(fields, version, length);
    if (toHead || status < 200 || status == 204 || status == 304) return Framing.NONE;
    if (chunked) return Framing.CHUNKED;
    return length < 0 ? Framing.UNTIL_CLOSE : Framing.length(length);
  }

  @Override
  MessageException startLineTooLong(int limit) {
    return headTooLong(limit);
  }

  @Override
  MessageException headTooLong(int limit) {
    return malformed("a response head of more than " + limit + " octets");
  }

  @Override
  MessageException malformed(String what) {
    return new MessageException(502, what);
  }

  @Override
  MessageException unknownCoding() {
    return malformed("a transfer coding other than chunked");
  }
}
