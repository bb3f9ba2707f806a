package dev.poort.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;

/** A stream of HTTP/2 after an extended CONNECT, in the form of a socket (RFC 8441 5). */
final class StreamSocket extends Socket {
  /** RFC 9113 7: CANCEL. */
  private static final int CANCEL = 8;

  private final Http2Peer peer;
  private final int stream;
  private final InputStream in = new Input();
  private final OutputStream out = new Output();
  private boolean resets;
  private boolean outputEnded;
  private boolean closed;

  StreamSocket(Http2Peer peer, int stream) {
    this.peer = peer;
    this.stream = stream;
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  /** The connection has a bound of its own. */
  @Override
  public void setSoTimeout(int millis) {}

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public void setSoLinger(boolean on, int seconds) {
    resets = on && seconds == 0;
  }

  @Override
  public void shutdownOutput() throws IOException {
    if (outputEnded) return;
    outputEnded = true;
    peer.frame(Http2Frame.DATA, Http2Frame.END_STREAM, stream);
  }

  @Override
  public void close() throws IOException {
    if (closed) return;
    closed = true;
    if (resets) peer.number(Http2Frame.RST_STREAM, stream, CANCEL);
    else shutdownOutput();
  }

  private final class Input extends InputStream {
    private byte[] piece = {};
    private int at;
    private boolean ended;

    @Override
    public int read() throws IOException {
      while (at == piece.length) {
        if (ended) return -1;
        next();
      }
      return piece[at++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) return 0;
      int octet = read();
      if (octet < 0) return -1;
      into[offset] = (byte) octet;
      int more = Math.min(length - 1, piece.length - at);
      System.arraycopy(piece, at, into, offset + 1, more);
      at += more;
      return 1 + more;
    }

    private void next() throws IOException {
      Http2Frame frame = peer.nextOf(stream);
      if (frame.type() == Http2Frame.RST_STREAM) {
        throw new SocketException("the stream is reset with " + frame.number(0));
      }
      ended = frame.has(Http2Frame.END_STREAM);
      piece = frame.payload();
      at = 0;
      if (piece.length == 0) return;
      peer.number(Http2Frame.WINDOW_UPDATE, 0, piece.length);
      if (!ended) peer.number(Http2Frame.WINDOW_UPDATE, stream, piece.length);
    }
  }

  /** For what the windows take; nobody waits for them here. */
  private final class Output extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      if (outputEnded) throw new SocketException("nothing more can be sent");
      peer.frame(Http2Frame.DATA, 0, stream, Arrays.copyOfRange(from, offset, offset + length));
    }
  }
}
