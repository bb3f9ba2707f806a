package dev.poort.message;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Takes the content of one body off a connection after another (RFC 9112 6 and 7). Content comes in
 * slices of the input, never copied. Chunk extensions are dropped, trailers kept.
 *
 * <pre>
 *  LENGTH       DATA ──────────────────────────────▶ DONE
 *  UNTIL_CLOSE  DATA ── end of the connection ─────▶ DONE
 *  CHUNKED      SIZE ─▶ DATA ─▶ DATA_END ─▶ SIZE ...
 *                 └─ size 0 ─▶ TRAILERS ───────────▶ DONE
 * </pre>
 *
 * <p>Not thread-safe.
 */
public final class BodyReader {
  private static final int LINE_LIMIT = 4096;
  private static final int TRAILER_LIMIT = 8192;

  private enum State {
    SIZE,
    DATA,
    DATA_END,
    TRAILERS,
    DONE
  }

  private final int malformed;
  private State state = State.DONE;
  private Framing.Kind kind = Framing.Kind.NONE;
  private long remaining;
  private @Nullable TrailerReader trailerReader;
  private @Nullable Fields trailers;

  /**
   * @param malformed the status of the exception for a body that breaks the rules
   */
  public BodyReader(int malformed) {
    this.malformed = malformed;
  }

  /** Begins the next body. */
  public void start(Framing framing) {
    kind = framing.kind();
    trailers = null;
    trailerReader = null;
    remaining = framing.length();
    state =
        switch (kind) {
          case NONE -> State.DONE;
          case LENGTH, UNTIL_CLOSE -> State.DATA;
          case CHUNKED -> State.SIZE;
        };
  }

  /** Whether the whole body has been taken. */
  public boolean done() {
    return state == State.DONE;
  }

  /** Whether the end of the connection is this body's proper end. */
  public boolean endsWithConnection() {
    return kind == Framing.Kind.UNTIL_CLOSE;
  }

  /** The trailer fields; null when there were none. */
  public @Nullable Fields trailers() {
    return trailers;
  }

  /**
   * Takes the next piece of content off the input.
   *
   * @return a slice that the caller owns and releases; null when the input has no content now, as
   *     it is used up or the body is {@link #done}
   */
  public @Nullable ByteBuf next(ByteBuf in) throws MessageException {
    while (true) {
      switch (state) {
        case DONE -> {
          return null;
        }
        case DATA -> {
          return data(in);
        }
        case SIZE -> {
          if (!size(in)) return null;
        }
        case DATA_END -> {
          if (!dataEnd(in)) return null;
        }
        case TRAILERS -> {
          return trailers(in);
        }
      }
    }
  }

  private @Nullable ByteBuf data(ByteBuf in) {
    int readable = in.readableBytes();
    if (readable == 0) return null;
    if (kind == Framing.Kind.UNTIL_CLOSE) return in.readRetainedSlice(readable);
    int length = (int) Math.min(readable, remaining);
    remaining -= length;
    if (remaining == 0) state = kind == Framing.Kind.CHUNKED ? State.DATA_END : State.DONE;
    return in.readRetainedSlice(length);
  }

  private boolean size(ByteBuf in) throws MessageException {
    int start = in.readerIndex();
    int feed = in.indexOf(start, in.writerIndex(), (byte) '\n');
    if (feed < 0) {
      if (in.readableBytes() > LINE_LIMIT) throw broken("a chunk's line is too long");
      return false;
    }
    int end = feed - 1;
    if (feed - start > LINE_LIMIT) throw broken("a chunk's line is too long");
    if (end <= start || in.getByte(end) != '\r') throw broken("malformed chunk size");
    int place = start;
    long size = 0;
    for (int digit; place < end && (digit = Octets.hexDigit(in.getByte(place))) >= 0; place++) {
      if (place - start >= 15) throw broken("a chunk size that is too large");
      size = size << 4 | digit;
    }
    if (place == start) throw broken("malformed chunk size");
    checkExtension(in, place, end);
    in.readerIndex(feed + 1);
    remaining = size;
    state = size == 0 ? State.TRAILERS : State.DATA;
    return true;
  }

  /** RFC 9112 7.1.1: blanks and a semicolon may follow the size; its content is ignored. */
  private void checkExtension(ByteBuf in, int from, int end) throws MessageException {
    int place = from;
    while (place < end && Octets.isBlank(in.getByte(place))) place++;
    if (place == end) {
      if (place != from) throw broken("blanks after a chunk size");
      return;
    }
    if (in.getByte(place) != ';') throw broken("malformed chunk size");
    while (place < end) {
      if (!Octets.isFieldContent(in.getByte(place++))) throw broken("malformed chunk extension");
    }
  }

  private boolean dataEnd(ByteBuf in) throws MessageException {
    if (in.readableBytes() < 2) return false;
    if (in.readUnsignedShort() != Syntax.CRLF) throw broken("a chunk longer than its size");
    state = State.SIZE;
    return true;
  }

  private @Nullable ByteBuf trailers(ByteBuf in) throws MessageException {
    if (trailerReader == null) {
      if (in.readableBytes() < 2) return null;
      if (in.getUnsignedShort(in.readerIndex()) == Syntax.CRLF) {
        in.skipBytes(2);
        state = State.DONE;
        return null;
      }
      trailerReader = new TrailerReader(TRAILER_LIMIT, malformed);
    }
    trailers = trailerReader.read(in);
    if (trailers != null) state = State.DONE;
    return null;
  }

  private MessageException broken(String what) {
    return new MessageException(malformed, what);
  }
}
