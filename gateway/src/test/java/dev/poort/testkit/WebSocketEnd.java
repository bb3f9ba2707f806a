package dev.poort.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** One end of a WebSocket, frame by frame, on a connection that a test sees octet by octet. */
public final class WebSocketEnd implements AutoCloseable {
  /** The key of RFC 6455 1.3. */
  public static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int MASK = 0x37fa_213d;

  private final Wire wire;
  private final boolean client;

  /**
   * @param client whether this is the end that masks
   */
  WebSocketEnd(Wire wire, boolean client) {
    this.wire = wire;
    this.client = client;
  }

  /** A handshake as a client sends it, with further field lines, each ended by CR LF. */
  public static String handshake(String target, String moreLines) {
    return "GET "
        + target
        + " HTTP/1.1\r\nHost: site.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: "
        + KEY
        + "\r\nSec-WebSocket-Version: 13\r\n"
        + moreLines
        + "\r\n";
  }

  /** A member's right answer to a key, with further field lines. */
  public static String agreement(String key, String moreLines) {
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + accept(key)
        + "\r\n"
        + moreLines
        + "\r\n";
  }

  private static String accept(String key) {
    try {
      byte[] octets = (key + GUID).getBytes(ISO_8859_1);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Shakes hands over a connection to the gateway, which must answer 101. */
  public static WebSocketEnd open(RawClient connection) throws IOException {
    connection.send(handshake("/chat", ""));
    return agreed(connection);
  }

  /** The client's end of a session whose 101 comes next. */
  public static WebSocketEnd agreed(RawClient connection) throws IOException {
    String head = connection.readHead();
    if (!head.startsWith("HTTP/1.1 101 ")) throw new AssertionError("no 101 but " + head);
    return new WebSocketEnd(connection, true);
  }

  /** Shakes hands on a stream of its own, to which the gateway must answer 200 (RFC 8441 5). */
  public static WebSocketEnd open(Http2Peer connection) throws Exception {
    return agreed(connection, connection.handshake("/chat"));
  }

  /** The client's end of a session whose 200 comes next on that stream. */
  public static WebSocketEnd agreed(Http2Peer connection, int stream) throws Exception {
    var head = connection.head(stream);
    if (!"200".equals(head.get(":status"))) throw new AssertionError("no 200 but " + head);
    StreamSocket socket = new StreamSocket(connection, stream);
    return new WebSocketEnd(new Wire(socket, socket), true);
  }

  /** The member's end of a session to which it agrees, with further field lines in its 101. */
  public static WebSocketEnd agree(MemberRequest request, String moreLines) throws IOException {
    String key = request.field("Sec-WebSocket-Key");
    if (key == null) throw new AssertionError("no handshake but " + request.head());
    request.send(agreement(key, moreLines));
    return new WebSocketEnd(request.wire(), false);
  }

  /** The connection. */
  public Wire wire() {
    return wire;
  }

  /** A final frame as this end sends it. */
  public byte[] frame(int opcode, byte[] payload) {
    return Frames.frame(Frames.FIN | opcode, payload, MASK, client);
  }

  /** Sends a frame with that first octet. */
  public void sendFrame(int first, byte[] payload) throws IOException {
    wire.send(Frames.frame(first, payload, MASK, client));
  }

  /** Sends a final frame. */
  public void send(int opcode, byte[] payload) throws IOException {
    wire.send(frame(opcode, payload));
  }

  /** Sends a text message. */
  public void sendText(String text) throws IOException {
    send(Frames.TEXT, text.getBytes(UTF_8));
  }

  /** Sends a Close frame. */
  public void sendClose(int code, String reason) throws IOException {
    send(Frames.CLOSE, Frames.closePayload(code, reason));
  }

  /** Reads the next frame. */
  public Frame read() throws IOException {
    byte[] start = wire.readExactly(2);
    boolean masked = (start[1] & 0x80) != 0;
    int length = start[1] & 0x7f;
    if (length == 126) length = (int) number(wire.readExactly(2));
    else if (length == 127) length = (int) number(wire.readExactly(8));
    byte[] mask = masked ? wire.readExactly(4) : new byte[4];
    byte[] payload = wire.readExactly(length);
    for (int i = 0; i < length; i++) payload[i] ^= mask[i % 4];
    return new Frame(start[0] & 0xff, masked, payload);
  }

  private static long number(byte[] octets) {
    long number = 0;
    for (byte octet : octets) number = (number << 8) | (octet & 0xff);
    return number;
  }

  /** Reads a frame that must be a Close frame. */
  public Frame readClose() throws IOException {
    Frame frame = read();
    if (frame.opcode() != Frames.CLOSE) throw new AssertionError("no Close frame: " + frame);
    return frame;
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
