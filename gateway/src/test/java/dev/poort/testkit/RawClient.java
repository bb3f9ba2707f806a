package dev.poort.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A client that sends exactly what a test tells it, over TCP or TLS. */
public final class RawClient extends Wire {
  private RawClient(Socket socket, Socket transport) throws IOException {
    super(socket, transport);
  }

  /** Connects in clear text. */
  public static RawClient connect(InetSocketAddress address) throws IOException {
    Socket socket = tcp(address);
    return new RawClient(socket, socket);
  }

  /** Connects in clear text from one of this machine's addresses. */
  public static RawClient connectFrom(String local, InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(local, 0));
    socket.connect(address, (int) Await.BOUND.toMillis());
    return new RawClient(socket, socket);
  }

  /** Connects in clear text with a small receive buffer, so that not reading is soon felt. */
  public static RawClient connectWithSmallBuffer(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(address, (int) Await.BOUND.toMillis());
    return new RawClient(socket, socket);
  }

  /**
   * Connects over TLS and shakes hands.
   *
   * @param trust what the client trusts, see {@link TestCa#clientContext}
   * @param sni the server's name; null for none
   * @param protocols such as {@code TLSv1.3}; none for the JDK's own choice
   */
  public static RawClient connectTls(
      InetSocketAddress address, SSLContext trust, @Nullable String sni, String... protocols)
      throws IOException {
    return connect(address).secure(trust, sni, protocols);
  }

  /** Shakes hands over this connection, which is the returned client's from then on. */
  public RawClient secure(SSLContext trust, @Nullable String sni, String... protocols)
      throws IOException {
    Socket tcp = socket();
    SSLSocket tls =
        (SSLSocket)
            trust
                .getSocketFactory()
                .createSocket(tcp, tcp.getInetAddress().getHostName(), tcp.getPort(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setServerNames(sni == null ? List.of() : List.of(new SNIHostName(sni)));
    if (protocols.length > 0) parameters.setProtocols(protocols);
    tls.setSSLParameters(parameters);
    tls.setSoTimeout((int) Await.BOUND.toMillis());
    tls.startHandshake();
    return new RawClient(tls, tcp);
  }

  private static Socket tcp(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.connect(address, (int) Await.BOUND.toMillis());
    return socket;
  }

  /** Sends a GET with nothing but its Host, and reads the answer. */
  public RawAnswer get(String target, String host) throws IOException {
    return ask("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }

  /** Sends a whole request and reads its answer. */
  public RawAnswer ask(String request) throws IOException {
    send(request);
    return readAnswer();
  }

  /** Reads the next answer with the body that its head announces; until the end if it has none. */
  public RawAnswer readAnswer() throws IOException {
    String head = readHead();
    int status = Integer.parseInt(head.substring(9, 12));
    if (status < 200 || status == 204 || status == 304) return new RawAnswer(head, "");
    boolean framed =
        field(head, "Content-Length") != null || field(head, "Transfer-Encoding") != null;
    return new RawAnswer(head, framed ? readBody(head) : readToEnd());
  }

  /** Reads the answer to a HEAD, which has no body whatever its head says. */
  public RawAnswer readAnswerToHead() throws IOException {
    return new RawAnswer(readHead(), "");
  }
}
