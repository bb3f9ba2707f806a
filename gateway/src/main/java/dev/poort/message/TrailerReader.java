package dev.poort.message;

import io.netty.buffer.ByteBuf;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the trailer section of a chunked body (RFC 9112 7.1.2). */
final class TrailerReader extends HeadReader {
  /**
   * RFC 9110 6.5.1: what frames or routes a message or says who sent it has no business in a
   * trailer. Nor has what a gateway vouches for.
   */
  private static final Set<FieldName> NOT_IN_TRAILERS =
      EnumSet.of(
          FieldName.CONTENT_LENGTH,
          FieldName.CONTENT_TYPE,
          FieldName.HOST,
          FieldName.TRAILER,
          FieldName.EXPECT,
          FieldName.AUTHORIZATION,
          FieldName.COOKIE,
          FieldName.SET_COOKIE,
          FieldName.X_FORWARDED_FOR,
          FieldName.X_FORWARDED_PROTO,
          FieldName.X_FORWARDED_PORT,
          FieldName.X_ORIGINAL_HOST,
          FieldName.X_ORIGINAL_URL,
          FieldName.X_AZURE_JA4_FINGERPRINT,
          FieldName.X_APPGW_TRACE_ID);

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
    clean(fields);
    return fields;
  }

  /** Takes out what has no business in a trailer. */
  static void clean(Fields fields) {
    fields.removeHopByHop();
    NOT_IN_TRAILERS.forEach(fields::remove);
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
