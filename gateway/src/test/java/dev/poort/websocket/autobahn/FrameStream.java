package dev.poort.websocket.autobahn;

import dev.poort.testkit.Frame;
import dev.poort.testkit.Frames;
import dev.poort.testkit.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Frames in and out of a connection through buffers, for cases with very many of them. */
final class FrameStream {
  private static final int BUFFER = 64 << 10;
  private static final int MASK = 0x37fa_213d;

  private final Wire wire;
  private final boolean client;
  private final DataInputStream in;
  private final OutputStream direct;
  private final OutputStream out;

  /**
   * @param client whether this end masks
   */
  FrameStream(Wire wire, boolean client) throws IOException {
    this.wire = wire;
    this.client = client;
    in = new DataInputStream(new BufferedInputStream(wire.socket().getInputStream(), BUFFER));
    direct = wire.socket().getOutputStream();
    out = new BufferedOutputStream(direct, BUFFER);
  }

  Wire wire() {
    return wire;
  }

  /** The next frame; null at an end between two frames. */
  @Nullable Frame read() throws IOException {
    int first = in.read();
    if (first < 0) return null;
    int second = in.readUnsignedByte();
    long length = second & 0x7f;
    if (length == 126) length = in.readUnsignedShort();
    else if (length == 127) length = in.readLong();
    int mask = (second & 0x80) == 0 ? 0 : in.readInt();
    byte[] payload = new byte[Math.toIntExact(length)];
    in.readFully(payload);
    for (int i = 0; mask != 0 && i < payload.length; i++) {
      payload[i] ^= (byte) (mask >>> (24 - 8 * (i % 4)));
    }
    return new Frame(first, (second & 0x80) != 0, payload);
  }

  /** Whether more has come that is not read yet. */
  boolean hasMore() throws IOException {
    return in.available() > 0;
  }

  /** A frame as this end puts it on the wire. */
  byte[] encode(int first, byte[] payload) {
    return Frames.frame(first, payload, MASK, client);
  }

  /** Writes octets, which stay here until {@link #flush}. */
  void write(byte[] octets) throws IOException {
    out.write(octets);
  }

  /** Writes octets that many at a time. */
  void writeChopped(byte[] octets, int chop) throws IOException {
    flush();
    for (int from = 0; from < octets.length; from += chop) {
      direct.write(octets, from, Math.min(chop, octets.length - from));
    }
  }

  void flush() throws IOException {
    out.flush();
  }
}
