package dev.poort.http2;

import dev.poort.message.Fields;
import dev.poort.message.Http2Fields;
import dev.poort.message.Http2RequestReader;
import dev.poort.message.Http2ResponseReader;
import dev.poort.message.MessageException;
import io.netty.handler.codec.http2.Http2Headers;

/** Hands the lines of a header block to who puts a message together. */
public final class HeaderBlock {
  private HeaderBlock() {}

  /** Reads the head of a request. */
  public static void into(Http2RequestReader reader, Http2Headers block) throws MessageException {
    HeaderLines lines = (HeaderLines) block;
    for (int i = 0; i < lines.count(); i++) reader.add(lines.nameAt(i), lines.valueAt(i));
  }

  /** Reads the head of a response. */
  public static void into(Http2ResponseReader reader, Http2Headers block) throws MessageException {
    HeaderLines lines = (HeaderLines) block;
    for (int i = 0; i < lines.count(); i++) reader.add(lines.nameAt(i), lines.valueAt(i));
  }

  /**
   * Reads a trailer section; a pseudo-header field in it is malformed (RFC 9113 8.1).
   *
   * @param malformed the status of the exception
   */
  public static Fields trailers(Http2Headers block, int malformed) throws MessageException {
    Http2Fields fields = new Http2Fields(malformed);
    HeaderLines lines = (HeaderLines) block;
    for (int i = 0; i < lines.count(); i++) fields.add(lines.nameAt(i), lines.valueAt(i));
    return fields.trailers();
  }
}
