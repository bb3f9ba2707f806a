package dev.poort.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One end of a connection of HTTP/2 that a test drives frame by frame. */
public final class Http2Peer implements AutoCloseable {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private static final Http2Answer NOTHING = new Http2Answer("", "", Map.of(), "", Map.of());

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
  private final List<Http2Frame> kept = new ArrayList<>();
  private final IdentityHashMap<Http2Frame, Map<String, String>> heads = new IdentityHashMap<>();
  private int nextStream = 1;

  private Http2Peer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout((int) Await.BOUND.toMillis());
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** A client in clear text that knows what the server speaks. */
  public static Http2Peer connect(InetSocketAddress to) throws IOException {
    Http2Peer peer = new Http2Peer(new Socket(to.getAddress(), to.getPort()));
    peer.out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
    peer.frame(Http2Frame.SETTINGS, 0, 0);
    return peer;
  }

  /** The server on a connection that was taken. */
  public static Http2Peer serve(Socket taken, byte... settings) throws IOException {
    Http2Peer peer = new Http2Peer(taken);
    peer.in.readFully(new byte[PREFACE.length()]);
    peer.frame(Http2Frame.SETTINGS, 0, 0, settings);
    return peer;
  }

  /** Sends a frame. */
  public synchronized void frame(int type, int flags, int stream, byte... payload)
      throws IOException {
    ByteBuf buffer = Unpooled.buffer(9 + payload.length);
    buffer.writeMedium(payload.length).writeByte(type).writeByte(flags).writeInt(stream);
    buffer.writeBytes(payload);
    out.write(buffer.array(), 0, buffer.readableBytes());
    out.flush();
  }

  /** Sends a frame whose payload is one number of 32 bits. */
  public void number(int type, int stream, int number) throws IOException {
    frame(
        type,
        0,
        stream,
        (byte) (number >>> 24),
        (byte) (number >>> 16),
        (byte) (number >>> 8),
        (byte) number);
  }

  /** Sends a header block of names and values by turns. */
  public void headers(int stream, boolean ends, String... lines) throws Exception {
    Http2Headers headers = new DefaultHttp2Headers(false);
    for (int i = 0; i < lines.length; i += 2) headers.add(lines[i], lines[i + 1]);
    ByteBuf block = Unpooled.buffer();
    encoder.encodeHeaders(stream, headers, block);
    byte[] octets = new byte[block.readableBytes()];
    block.readBytes(octets).release();
    int flags = Http2Frame.END_HEADERS | (ends ? Http2Frame.END_STREAM : 0);
    frame(Http2Frame.HEADERS, flags, stream, octets);
  }

  /** Begins a request and gives its stream. */
  public int request(String method, String path, boolean ends, String... fields) throws Exception {
    int stream = nextStream;
    nextStream += 2;
    String[] lines = new String[8 + fields.length];
    String[] pseudo = {
      ":method", method, ":scheme", "http", ":authority", "site.test", ":path", path
    };
    System.arraycopy(pseudo, 0, lines, 0, 8);
    System.arraycopy(fields, 0, lines, 8, fields.length);
    headers(stream, ends, lines);
    return stream;
  }

  /** Sends a piece of a body. */
  public void data(int stream, String piece, boolean ends) throws IOException {
    byte[] octets = piece.getBytes(StandardCharsets.ISO_8859_1);
    frame(Http2Frame.DATA, ends ? Http2Frame.END_STREAM : 0, stream, octets);
  }

  /** The next frame, whichever it is; SETTINGS are acknowledged. */
  public Http2Frame next() throws IOException {
    return next(in.readUnsignedByte());
  }

  /** The next frame; null when none begins to come for so long. */
  public @Nullable Http2Frame nextWithin(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      int first = in.readUnsignedByte();
      socket.setSoTimeout((int) Await.BOUND.toMillis());
      return next(first);
    } catch (SocketTimeoutException e) {
      socket.setSoTimeout((int) Await.BOUND.toMillis());
      return null;
    }
  }

  /** Of no use to a gateway that has closed; what it said before is still to be read. */
  private void acknowledge() throws IOException {
    try {
      frame(Http2Frame.SETTINGS, Http2Frame.ACK, 0);
    } catch (SocketException _) {
      // the end comes after what there is to read
    }
  }

  private Http2Frame next(int first) throws IOException {
    int length = first << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = new byte[length];
    in.readFully(payload);
    if (type == Http2Frame.SETTINGS && (flags & Http2Frame.ACK) == 0) {
      acknowledge();
    }
    Http2Frame frame = new Http2Frame(type, flags, stream, payload);
    if (type == Http2Frame.HEADERS) heads.put(frame, lines(frame));
    return frame;
  }

  /** Header blocks build on those before them, whoever asks for them first. */
  private Map<String, String> lines(Http2Frame frame) throws IOException {
    Map<String, String> lines = new LinkedHashMap<>();
    try {
      decoder
          .decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(frame.payload()))
          .forEach(
              line -> lines.merge(text(line.getKey()), text(line.getValue()), (a, b) -> a + b));
    } catch (Http2Exception e) {
      throw new IOException(e);
    }
    return lines;
  }

  /** The next frame of a type; those before it are kept for whoever awaits them. */
  public Http2Frame await(int type) throws IOException {
    for (Http2Frame each : kept) {
      if (each.type() == type) {
        kept.remove(each);
        return each;
      }
    }
    while (true) {
      Http2Frame frame = next();
      if (frame.type() == type) return frame;
      kept.add(frame);
    }
  }

  private Http2Frame await(int stream, boolean dataToo) throws IOException {
    for (Http2Frame each : kept) {
      if (matches(each, stream, dataToo)) {
        kept.remove(each);
        return each;
      }
    }
    while (true) {
      Http2Frame frame = next();
      if (matches(frame, stream, dataToo)) return frame;
      kept.add(frame);
    }
  }

  private static boolean matches(Http2Frame frame, int stream, boolean dataToo) {
    boolean wanted =
        frame.type() == Http2Frame.HEADERS
            || frame.type() == Http2Frame.RST_STREAM
            || (dataToo && frame.type() == Http2Frame.DATA);
    return wanted && frame.stream() == stream;
  }

  /** The header block of a stream that comes next. */
  public Map<String, String> head(int stream) throws Exception {
    return read(await(stream, false));
  }

  /** The lines of a header block. */
  public Map<String, String> read(Http2Frame frame) {
    Map<String, String> lines = heads.get(frame);
    if (lines == null) throw new AssertionError("the stream is reset with " + frame.number(0));
    return lines;
  }

  private static String text(CharSequence value) {
    return value.toString();
  }

  /** All that comes on a stream up to its end. */
  public Http2Answer answer(int stream) throws Exception {
    List<String> interim = new ArrayList<>();
    Http2Frame last = await(stream, true);
    Map<String, String> head = read(last);
    while (head.getOrDefault(":status", "200").startsWith("1")) {
      interim.add(head.get(":status"));
      last = await(stream, true);
      head = read(last);
    }
    Http2Answer rest = last.has(Http2Frame.END_STREAM) ? NOTHING : rest(stream);
    String status = head.getOrDefault(":status", "");
    return new Http2Answer(String.join(",", interim), status, head, rest.body(), rest.trailers());
  }

  /** What comes on a stream after its head, up to its end. */
  public Http2Answer rest(int stream) throws Exception {
    StringBuilder body = new StringBuilder();
    Map<String, String> trailers = Map.of();
    Http2Frame last;
    do {
      last = await(stream, true);
      if (last.type() == Http2Frame.DATA) {
        body.append(new String(last.payload(), StandardCharsets.ISO_8859_1));
        if (last.payload().length > 0 && !last.has(Http2Frame.END_STREAM)) {
          number(Http2Frame.WINDOW_UPDATE, stream, last.payload().length);
          number(Http2Frame.WINDOW_UPDATE, 0, last.payload().length);
        }
      } else {
        trailers = read(last);
      }
    } while (!last.has(Http2Frame.END_STREAM));
    return new Http2Answer("", "", Map.of(), body.toString(), trailers);
  }

  /** Asks for a WebSocket on a stream of its own (RFC 8441 5); what it answers is still to come. */
  public int handshake(String path, String... fields) throws Exception {
    String[] lines = new String[4 + fields.length];
    String[] own = {":protocol", "websocket", "sec-websocket-version", "13"};
    System.arraycopy(own, 0, lines, 0, 4);
    System.arraycopy(fields, 0, lines, 4, fields.length);
    return request("CONNECT", path, false, lines);
  }

  /** The next DATA, HEADERS or RST_STREAM of a stream; those of others are kept. */
  public Http2Frame nextOf(int stream) throws IOException {
    return await(stream, true);
  }

  /** The code with which a stream is reset. */
  public int awaitReset(int stream) throws IOException {
    while (true) {
      Http2Frame reset = await(Http2Frame.RST_STREAM);
      if (reset.stream() == stream) return reset.number(0);
    }
  }

  /** Reads to the end of the connection. */
  public void awaitEnd() throws IOException {
    try {
      while (true) kept.add(next());
    } catch (EOFException | java.net.SocketException e) {
      // so it should
    }
  }

  /** Ends the connection by a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
