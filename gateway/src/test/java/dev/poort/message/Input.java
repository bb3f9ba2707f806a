package dev.poort.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** What readers read in tests: text as it stands on the wire, whole or octet by octet. */
final class Input {
  /** Something that takes messages off its input. */
  interface Reader<T> {
    @Nullable T read(ByteBuf in) throws MessageException;
  }

  private Input() {}

  static ByteBuf of(String text) {
    return Unpooled.copiedBuffer(text, ISO_8859_1);
  }

  /** What a reader makes of the whole text, which must be enough for it. */
  static <T> T whole(String text, Reader<T> reader) throws MessageException {
    ByteBuf in = of(text);
    try {
      return enough(reader.read(in));
    } finally {
      in.release();
    }
  }

  /** The same when the text comes in two pieces, split before the octet at that place. */
  static <T> T split(String text, int place, Reader<T> reader) throws MessageException {
    ByteBuf in = Unpooled.buffer();
    try {
      in.writeCharSequence(text.substring(0, place), ISO_8859_1);
      T early = reader.read(in);
      if (early != null) return early;
      in.writeCharSequence(text.substring(place), ISO_8859_1);
      return enough(reader.read(in));
    } finally {
      in.release();
    }
  }

  /** The same when the text comes octet by octet. */
  static <T> T dribbled(String text, Reader<T> reader) throws MessageException {
    ByteBuf in = Unpooled.buffer();
    try {
      for (int i = 0; i < text.length(); i++) {
        in.writeByte(text.charAt(i));
        T read = reader.read(in);
        if (read != null) return read;
      }
      throw new AssertionError("waits for more");
    } finally {
      in.release();
    }
  }

  private static <T> T enough(@Nullable T read) {
    if (read == null) throw new AssertionError("waits for more");
    return read;
  }
}
