package dev.poort.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A member of a pool that answers as a test tells it, octet for octet. It answers the gateway's
 * probes by itself; every other request goes to its script, one after another on each connection.
 * When the script returns, the next request is awaited, unless the script closed the connection.
 */
public final class TestMember implements AutoCloseable {
  private static final String WELL =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  /** What a member does with a request. */
  public interface Script {
    /** Called on a thread of the connection's own. */
    void serve(MemberRequest request) throws Exception;
  }

  private final ServerSocket server;

  /** Holds the port once the member refuses: it must not become another test's. */
  private final Socket kept = new Socket();

  private final Thread accepting;

  private final @Nullable SSLContext tls;
  private final Script script;
  private final Set<Wire> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger probes = new AtomicInteger();
  private final List<MemberRequest> requests = new CopyOnWriteArrayList<>();
  private final List<String> probeHeads = new CopyOnWriteArrayList<>();
  private volatile @Nullable String probeAnswer = WELL;

  private TestMember(ServerSocket server, @Nullable SSLContext tls, Script script) {
    this.server = server;
    this.tls = tls;
    this.script = script;
    accepting = Thread.startVirtualThread(this::accept);
  }

  /** Starts a member on a port of 127.0.0.1 that the kernel chooses. */
  public static TestMember start(Script script) throws IOException {
    return new TestMember(listen(), null, script);
  }

  /** Starts a member that answers every request with 200 and the text. */
  public static TestMember answering(String body) throws IOException {
    return start(
        request -> {
          request.readBody();
          request.answer(body);
        });
  }

  /** Starts a member over TLS, see {@link TestCertificate#serverContext}. */
  public static TestMember startTls(SSLContext tls, Script script) throws IOException {
    return new TestMember(listen(), tls, script);
  }

  /** Starts a member that answers with the text, on an address of this machine; port 0 for any. */
  public static TestMember answeringAt(String address, int port, String body) throws IOException {
    return new TestMember(
        listen(InetAddress.getByName(address), port), null, request -> request.answer(body));
  }

  private static ServerSocket listen() throws IOException {
    return listen(InetAddress.getLoopbackAddress(), 0);
  }

  private static ServerSocket listen(InetAddress address, int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    // Small, so that a script which does not read is soon felt.
    socket.setReceiveBufferSize(16 << 10);
    socket.bind(new InetSocketAddress(address, port), 256);
    return socket;
  }

  /**
   * A port of 127.0.0.1 on which nothing listens, of those that the kernel gives to nobody by
   * itself: no other test gets it meanwhile.
   */
  public static int unusedPort() throws IOException {
    for (int tries = 0; ; tries++) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_768);
      try (ServerSocket socket = listen(InetAddress.getLoopbackAddress(), port)) {
        return socket.getLocalPort();
      } catch (BindException e) {
        if (tries == 100) throw e;
      }
    }
  }

  /** Its port on 127.0.0.1. */
  public int port() {
    return server.getLocalPort();
  }

  /** How many connections have carried requests. */
  public int connections() {
    return connections.get();
  }

  /** How many connections are open, those of probes included. */
  public int openConnections() {
    return open.size();
  }

  /** How many probes have come. */
  public int probes() {
    return probes.get();
  }

  /** The heads of the probes that have come. */
  public List<String> probeHeads() {
    return probeHeads;
  }

  /** The requests that have come, probes not among them. */
  public List<MemberRequest> requests() {
    return requests;
  }

  /** From now on probes get this answer, octet for octet; null lets them wait for another. */
  public void answerProbesWith(@Nullable String answer) {
    probeAnswer = answer;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.startVirtualThread(() -> converse(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void converse(Socket socket) {
    int connection = 0;
    try (Wire wire = new Wire(secure(socket), socket)) {
      open.add(wire);
      try {
        while (!socket.isClosed()) {
          // Rests as long as it is not needed; close() ends it.
          socket.setSoTimeout(0);
          String head = wire.readHead();
          socket.setSoTimeout((int) Await.BOUND.toMillis());
          if (head.contains("User-Agent: Poort-Health-Probe\r\n")) {
            answerProbe(head, wire);
            return;
          }
          if (connection == 0) connection = connections.incrementAndGet();
          MemberRequest request = new MemberRequest(head, wire, connection);
          requests.add(request);
          script.serve(request);
        }
      } finally {
        open.remove(wire);
      }
    } catch (EOFException e) {
      // The gateway has closed the connection.
    } catch (Exception e) {
      // Tests look at what the client got; a member may lose its connection at any time.
    }
  }

  private Socket secure(Socket socket) throws IOException {
    if (tls == null) return socket;
    SSLSocket secure =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secure.setUseClientMode(false);
    return secure;
  }

  private void answerProbe(String head, Wire wire) throws Exception {
    probes.incrementAndGet();
    probeHeads.add(head);
    Await.until("there is an answer to probes", () -> probeAnswer != null || server.isClosed());
    String answer = probeAnswer;
    if (answer != null) wire.send(answer);
  }

  /** Takes no more connections: from now on they are refused. Those that are open go on. */
  public void refuse() throws Exception {
    SocketAddress address = server.getLocalSocketAddress();
    server.close();
    accepting.join(Await.BOUND);
    kept.setReuseAddress(true);
    kept.bind(address);
  }

  @Override
  public void close() throws IOException {
    server.close();
    kept.close();
    for (Wire wire : open) wire.close();
  }
}
