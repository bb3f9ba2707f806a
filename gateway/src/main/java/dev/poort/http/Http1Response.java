package dev.poort.http;

import dev.poort.message.FieldName;
import dev.poort.message.Fields;
import dev.poort.message.Framing;
import dev.poort.message.HeadWriter;
import dev.poort.message.ResponseHead;
import dev.poort.message.Version;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Writes one response to a client over HTTP/1. A small body goes out in one piece with its head.
 * Used on the channel's loop.
 */
final class Http1Response implements ResponseToClient {
  private static final int ROOM_FOR_BODY = 2048;
  private static final int ROOM_FOR_START = 256;
  private static final int CHUNK_OVERHEAD = HeadWriter.chunkLineSize() + 2;

  private final Channel channel;
  private final Version version;
  private @Nullable ByteBuf held;
  private boolean begun;
  private boolean chunked;
  private boolean keepAlive;
  private boolean bodyless;
  private int status;
  private @Nullable String contentType;
  private long bytes;

  Http1Response(Channel channel, Version version) {
    this.channel = channel;
    this.version = version;
  }

  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public @Nullable String contentType() {
    return contentType;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public boolean keepAlive() {
    return keepAlive;
  }

  /** HTTP/1.0 has none. */
  @Override
  public void interim(ResponseHead head) {
    if (version == Version.HTTP_1_0) return;
    head.fields().removeHopByHop();
    head.fields().remove(FieldName.CONTENT_LENGTH);
    write(headBuffer(head, 0));
    flush();
  }

  /** As it is, its upgrade included. */
  @Override
  public void switching(ResponseHead head) {
    begun = true;
    status = head.status();
    // RFC 9110 8.6, RFC 9112 6.1: a 101 has neither; some servers write them all the same.
    head.fields().remove(FieldName.CONTENT_LENGTH);
    head.fields().remove(FieldName.TRANSFER_ENCODING);
    write(headBuffer(head, 0));
  }

  @Override
  public void begin(ResponseHead head, boolean keepAlive) {
    begun = true;
    status = head.status();
    Fields fields = head.fields();
    contentType = fields.get(FieldName.CONTENT_TYPE);
    // RFC 9110 15.5.22: a 426 says what to upgrade to.
    String upgrade = status == 426 ? fields.get(FieldName.UPGRADE) : null;
    fields.removeHopByHop();
    // RFC 9110 8.6: a length here would be read as that of a body.
    if (status == 204) fields.remove(FieldName.CONTENT_LENGTH);
    this.keepAlive = keepAlive;
    frame(head.framing(), fields);
    if (upgrade != null) {
      fields.add(FieldName.CONNECTION, "Upgrade");
      fields.add(FieldName.UPGRADE, upgrade);
    }
    held = headBuffer(head, ROOM_FOR_BODY);
  }

  private void frame(Framing framing, Fields fields) {
    bodyless = framing.kind() == Framing.Kind.NONE;
    boolean lengthKnown = bodyless || framing.kind() == Framing.Kind.LENGTH;
    if (!lengthKnown) {
      if (version == Version.HTTP_1_1) {
        chunked = true;
        fields.add(FieldName.TRANSFER_ENCODING, "chunked");
      } else {
        keepAlive = false;
      }
    }
    if (!keepAlive) {
      fields.add(FieldName.CONNECTION, "close");
    } else if (version == Version.HTTP_1_0) {
      fields.add(FieldName.CONNECTION, "keep-alive");
    }
  }

  private ByteBuf headBuffer(ResponseHead head, int room) {
    int size = head.fields().writtenSize() + head.reason().length() + ROOM_FOR_START + room;
    ByteBuf out = channel.alloc().ioBuffer(size, Math.max(size, 1 << 20));
    HeadWriter.statusLine(out, head.status(), head.reason());
    head.fields().writeTo(out);
    HeadWriter.end(out);
    return out;
  }

  @Override
  public void content(ByteBuf content) {
    int length = content.readableBytes();
    if (length == 0) {
      content.release();
      return;
    }
    ByteBuf head = held;
    if (head != null && head.writableBytes() >= length + CHUNK_OVERHEAD) {
      if (chunked) HeadWriter.chunkLine(head, length);
      head.writeBytes(content);
      if (chunked) HeadWriter.end(head);
      content.release();
      return;
    }
    if (!chunked) {
      writeHeld();
      write(content);
      return;
    }
    ByteBuf line = head != null ? head : channel.alloc().ioBuffer(CHUNK_OVERHEAD);
    held = null;
    HeadWriter.chunkLine(line, length);
    write(line);
    write(content);
    ByteBuf end = channel.alloc().ioBuffer(CHUNK_OVERHEAD * 2);
    HeadWriter.end(end);
    held = end;
  }

  @Override
  public void end(@Nullable Fields trailers) {
    if (chunked) {
      ByteBuf last = held != null ? held : channel.alloc().ioBuffer(CHUNK_OVERHEAD);
      held = null;
      HeadWriter.chunkLine(last, 0);
      if (trailers != null) trailers.writeTo(last);
      HeadWriter.end(last);
      write(last);
    }
    flush();
  }

  @Override
  public void flush() {
    writeHeld();
    channel.flush();
  }

  @Override
  public void drop() {
    if (held != null) held.release();
    held = null;
  }

  private void writeHeld() {
    ByteBuf out = held;
    held = null;
    if (out != null) write(out);
  }

  private void write(ByteBuf out) {
    bytes += out.readableBytes();
    channel.write(out, channel.voidPromise());
  }
}
