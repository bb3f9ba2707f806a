package dev.poort.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** Writes heads and chunks in HTTP/1 form (RFC 9112). */
public final class HeadWriter {
  private static final int LONGEST_CHUNK_LINE = 10;

  private HeadWriter() {}

  /** Writes a request's start line, always HTTP/1.1. */
  public static void requestLine(ByteBuf out, String method, String target) {
    ascii(out, method);
    out.writeByte(' ');
    ascii(out, target);
    ascii(out, " HTTP/1.1\r\n");
  }

  /** Writes a response's start line, always HTTP/1.1. */
  public static void statusLine(ByteBuf out, int status, String reason) {
    ascii(out, "HTTP/1.1 ");
    out.writeByte('0' + status / 100)
        .writeByte('0' + status / 10 % 10)
        .writeByte('0' + status % 10);
    out.writeByte(' ');
    ascii(out, reason);
    out.writeShort(Syntax.CRLF);
  }

  /** Writes one field line. */
  public static void field(ByteBuf out, FieldName name, String value) {
    out.writeBytes(name.octets());
    out.writeShort(Syntax.COLON_SPACE);
    ascii(out, value);
    out.writeShort(Syntax.CRLF);
  }

  /** Writes the empty line that ends a head. */
  public static void end(ByteBuf out) {
    out.writeShort(Syntax.CRLF);
  }

  /** Writes the line before a chunk's data; {@link #end} goes after the data. */
  public static void chunkLine(ByteBuf out, int size) {
    int shift = 28;
    while (shift > 0 && size >>> shift == 0) shift -= 4;
    for (; shift >= 0; shift -= 4) out.writeByte(Character.forDigit(size >>> shift & 0xf, 16));
    out.writeShort(Syntax.CRLF);
  }

  /** How much room {@link #chunkLine} needs at most. */
  public static int chunkLineSize() {
    return LONGEST_CHUNK_LINE;
  }

  /** Writes text whose characters are all of ISO-8859-1. */
  public static void ascii(ByteBuf out, String text) {
    ByteBufUtil.writeAscii(out, text);
  }
}
