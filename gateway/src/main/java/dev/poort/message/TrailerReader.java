package dev.poort.message;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Reads the trailer section of a chunked body (RFC 9112 7.1.2). */
final class TrailerReader extends HeadReader {
  private final int malformed;

  TrailerReader(int limit, int malformed) {
    super(limit);
    this.malformed = malformed;
  }

  /**
   * Takes the section off the input.
   *
   * @return null when it has not come whole yet
   */
  @Nullable Fields read(ByteBuf in) throws MessageException {
    if (!take(in)) return null;
    Fields fields = fields();
    fields.removeHopByHop();
    // RFC 9110 6.5.1: what frames or routes a message has no business in a trailer.
    fields.remove(FieldName.CONTENT_LENGTH);
    fields.remove(FieldName.HOST);
    fields.remove(FieldName.TRAILER);
    fields.remove(FieldName.EXPECT);
    return fields;
  }

  @Override
  MessageException startLineTooLong(int limit) {
    return headTooLong(limit);
  }

  @Override
  MessageException headTooLong(int limit) {
    return new MessageException(
        malformed == 400 ? 431 : malformed, "trailers of more than " + limit + " octets");
  }

  @Override
  MessageException malformed(String what) {
    return new MessageException(malformed, what + " in a trailer");
  }

  @Override
  MessageException unknownCoding() {
    return malformed("a transfer coding");
  }
}
