package dev.poort.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;

/**
 * A blocking socket whose octets a test sees one by one. Text is ISO-8859-1, so that every octet
 * has its character. Every read is bounded by {@link Await#BOUND}.
 */
public class Wire implements AutoCloseable {
  /** How a peer's direction ended. */
  public enum End {
    /** In order: FIN, or close_notify over TLS. */
    CLOSED,
    /** By a reset, or over TLS without close_notify. */
    RESET
  }

  private final Socket socket;
  private final Socket transport;
  private final InputStream in;

  Wire(Socket socket, Socket transport) throws IOException {
    this.socket = socket;
    this.transport = transport;
    socket.setSoTimeout((int) Await.BOUND.toMillis());
    socket.setTcpNoDelay(true);
    this.in = socket.getInputStream();
  }

  /** The socket itself, that of TLS where there is TLS. */
  public Socket socket() {
    return socket;
  }

  /** Writes the text as it is. */
  public void send(String text) throws IOException {
    send(text.getBytes(ISO_8859_1));
  }

  /** Writes the octets as they are. */
  public void send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
  }

  /** Reads exactly that many octets. */
  public byte[] readExactly(int count) throws IOException {
    byte[] octets = in.readNBytes(count);
    if (octets.length < count) throw new EOFException("after " + octets.length + " of " + count);
    return octets;
  }

  /** Reads a line with its CR LF. */
  public String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < 2 || line.lastIndexOf("\r\n") != line.length() - 2) {
      int octet = in.read();
      if (octet < 0) throw new EOFException("after: " + line);
      line.append((char) octet);
    }
    return line.toString();
  }

  /** Reads a head: all lines up to the empty one, which is part of it. */
  public String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    String line;
    do {
      line = readLine();
      head.append(line);
    } while (line.length() > 2);
    return head.toString();
  }

  /** Reads a chunked body to its end, as it stands on the wire: sizes, data, trailers. */
  public String readChunked() throws IOException {
    StringBuilder raw = new StringBuilder();
    while (true) {
      String line = readLine();
      raw.append(line);
      int size = Integer.parseInt(line.strip(), 16);
      if (size == 0) return raw.append(readHead()).toString();
      raw.append(new String(readExactly(size + 2), ISO_8859_1));
    }
  }

  /** Reads the body that a head announces; chunks are joined. Empty when it announces none. */
  public String readBody(String head) throws IOException {
    if (field(head, "Transfer-Encoding") != null) return Chunks.join(readChunked());
    String length = field(head, "Content-Length");
    return length == null ? "" : new String(readExactly(Integer.parseInt(length)), ISO_8859_1);
  }

  /** Reads to the end of the connection, which must come in order. */
  public String readToEnd() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  /** Reads and drops what comes until the connection ends. */
  public End awaitEnd() throws IOException {
    try {
      in.transferTo(new ByteArrayOutputStream());
      return End.CLOSED;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection does not end", e);
    } catch (SocketException | javax.net.ssl.SSLException e) {
      return End.RESET; // the only way in which Java tells of one
    }
  }

  /** Whether nothing comes, not even the end, for a moment; what comes is lost. */
  public boolean isSilentFor(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      in.read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout((int) Await.BOUND.toMillis());
    }
  }

  /** Sends no more, but reads on. */
  public void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** Ends the connection by a reset. */
  public void reset() throws IOException {
    transport.setSoLinger(true, 0);
    transport.close();
  }

  /** Closes the TCP connection, beneath TLS and without its close_notify where there is TLS. */
  public void closeTransport() throws IOException {
    transport.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** The first value of a field in a head, without blanks around it; null when there is none. */
  static @org.jspecify.annotations.Nullable String field(String head, String name) {
    String wanted = name.toLowerCase(Locale.ROOT) + ":";
    for (String line : head.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(wanted)) {
        return line.substring(wanted.length()).strip();
      }
    }
    return null;
  }
}
