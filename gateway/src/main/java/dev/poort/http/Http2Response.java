package dev.poort.http;

import dev.poort.http2.Http2Codec;
import dev.poort.message.FieldName;
import dev.poort.message.Fields;
import dev.poort.message.Framing;
import dev.poort.message.Http2Fields;
import dev.poort.message.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * Writes one response on a stream of HTTP/2 (RFC 9113 8.1). The last piece is held back until it is
 * known whether the stream ends with it. Used on the connection's loop.
 */
final class Http2Response implements ResponseToClient {
  private final Http2Codec codec;
  private final Http2Stream stream;
  private @Nullable Http2Headers heldHead;
  private @Nullable ByteBuf held;
  private boolean begun;
  private boolean ended;
  private int status;
  private @Nullable String contentType;
  private long bytes;

  Http2Response(Http2Codec codec, Http2Stream stream) {
    this.codec = codec;
    this.stream = stream;
  }

  @Override
  public boolean begun() {
    return begun;
  }

  /** Whether its end has been written. */
  boolean ended() {
    return ended;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public @Nullable String contentType() {
    return contentType;
  }

  /** Octets of the heads before compression, and of the body. */
  @Override
  public long bytes() {
    return bytes;
  }

  /** Other streams do not mind how this one went. */
  @Override
  public boolean keepAlive() {
    return true;
  }

  @Override
  public void interim(ResponseHead head) {
    head.fields().removeHopByHop();
    head.fields().remove(FieldName.CONTENT_LENGTH);
    write(headers(head.status(), head.fields()), false);
    codec.flush();
  }

  /** RFC 8441 5.1: a 200, without what only the upgrade of HTTP/1 needs. */
  @Override
  public void switching(ResponseHead head) {
    begun = true;
    status = 200;
    Fields fields = head.fields();
    fields.removeHopByHop();
    fields.remove(FieldName.CONTENT_LENGTH);
    fields.remove(FieldName.SEC_WEBSOCKET_ACCEPT);
    write(headers(status, fields), false);
    codec.flush();
  }

  @Override
  public void begin(ResponseHead head, boolean keepAlive) {
    begun = true;
    status = head.status();
    Fields fields = head.fields();
    contentType = fields.get(FieldName.CONTENT_TYPE);
    fields.removeHopByHop();
    // RFC 9110 8.6: a length here would be read as that of a body.
    if (status == 204) fields.remove(FieldName.CONTENT_LENGTH);
    Http2Headers headers = headers(status, fields);
    if (head.framing().kind() == Framing.Kind.NONE) {
      heldHead = headers;
    } else {
      write(headers, false);
    }
  }

  private Http2Headers headers(int status, Fields fields) {
    bytes += fields.writtenSize();
    return ReadOnlyHttp2Headers.serverHeaders(false, digits(status), Http2Fields.written(fields));
  }

  private static AsciiString digits(int status) {
    byte[] octets = {
      (byte) ('0' + status / 100), (byte) ('0' + status / 10 % 10), (byte) ('0' + status % 10)
    };
    return new AsciiString(octets, false);
  }

  @Override
  public void content(ByteBuf content) {
    if (!content.isReadable()) {
      content.release();
      return;
    }
    writeHeld(false);
    held = content;
  }

  @Override
  public void end(@Nullable Fields trailers) {
    // The stream may close within the write, which is then no surprise.
    ended = true;
    if (trailers != null) {
      writeHeld(false);
      bytes += trailers.writtenSize();
      write(ReadOnlyHttp2Headers.trailers(false, Http2Fields.written(trailers)), true);
    } else if (held == null && heldHead == null) {
      codec.data(stream, Unpooled.EMPTY_BUFFER, true);
    } else {
      writeHeld(true);
    }
    codec.flush();
  }

  @Override
  public void flush() {
    writeHeld(false);
    codec.flush();
  }

  @Override
  public void drop() {
    if (held != null) held.release();
    held = null;
    heldHead = null;
  }

  private void writeHeld(boolean ends) {
    Http2Headers head = heldHead;
    heldHead = null;
    if (head != null) write(head, ends && held == null);
    ByteBuf content = held;
    held = null;
    if (content == null) return;
    bytes += content.readableBytes();
    codec.data(stream, content, ends);
  }

  private void write(Http2Headers headers, boolean ends) {
    codec.headers(stream, headers, ends);
  }
}
