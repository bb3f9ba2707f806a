package dev.poort.cli;

import dev.poort.control.BoundListener;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/**
 * One client of the demonstration, for training: a GET, then a WebSocket that says something and
 * closes. It speaks raw bytes so that little but the gateway lands in the cache.
 *
 * @param listener whom it visits
 */
record Visit(BoundListener listener) {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final String GET =
      "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final String HANDSHAKE =
      """
      GET /echo HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      \r
      """;

  /** "hi" and Close 1000, both masked with zeros (RFC 6455, section 5.3). */
  private static final byte[] FRAMES = {
    (byte) 0x81,
    (byte) 0x82,
    0,
    0,
    0,
    0,
    'h',
    'i',
    (byte) 0x88,
    (byte) 0x82,
    0,
    0,
    0,
    0,
    3,
    (byte) 0xE8
  };

  void pay() throws IOException {
    try (Socket client = connect()) {
      client.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
      client.getInputStream().readAllBytes();
    }
    try (Socket client = connect()) {
      OutputStream out = client.getOutputStream();
      InputStream in = client.getInputStream();
      out.write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
      in.read();
      out.write(FRAMES);
      in.readAllBytes();
    }
  }

  private Socket connect() throws IOException {
    String host = listener.address().getAddress().getHostAddress();
    int port = listener.address().getPort();
    Socket socket =
        listener.protocol().secure()
            ? trustingContext().getSocketFactory().createSocket(host, port)
            : new Socket(host, port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  private static SSLContext trustingContext() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("this JDK has no TLS", e);
    }
  }
}
