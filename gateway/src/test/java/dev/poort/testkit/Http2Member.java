package dev.poort.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A member that speaks HTTP/2 in clear text and answers frame by frame as a test tells it. It
 * answers the gateway's probes by itself.
 */
public final class Http2Member implements AutoCloseable {
  /** What it does with a request whose head has come. */
  public interface Script {
    /** Called on a thread of the connection's own. */
    void serve(Http2Peer peer, int stream, Map<String, String> head) throws Exception;
  }

  private final ServerSocket server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
  private final Script script;
  private final byte[] settings;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Map<String, String>> heads = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger pings = new AtomicInteger();

  private Http2Member(Script script, byte... settings) throws IOException {
    this.script = script;
    this.settings = settings;
    Thread.startVirtualThread(this::accept);
  }

  /**
   * Starts a member on a port of 127.0.0.1 that the kernel chooses.
   *
   * @param settings the payload of its SETTINGS (RFC 9113 6.5.1)
   */
  public static Http2Member start(Script script, byte... settings) throws IOException {
    return new Http2Member(script, settings);
  }

  /** Starts a member that answers every request with 200 and the text. */
  public static Http2Member answering(String body) throws IOException {
    return start(
        (peer, stream, _) -> {
          peer.headers(stream, false, ":status", "200");
          peer.data(stream, body, true);
        });
  }

  /** Its port on 127.0.0.1. */
  public int port() {
    return server.getLocalPort();
  }

  /** The heads of the requests that have come, probes not among them. */
  public List<Map<String, String>> heads() {
    return heads;
  }

  /** How many connections have carried requests. */
  public int connections() {
    return connections.get();
  }

  /** How many of them have ended. */
  public int ended() {
    return ended.get();
  }

  /** How many PINGs have come; it answers none. */
  public int pings() {
    return pings.get();
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
    boolean counted = false;
    open.add(socket);
    try (Http2Peer peer = Http2Peer.serve(socket, settings)) {
      while (true) {
        Http2Frame frame = peer.next();
        if (frame.type() == Http2Frame.PING && !frame.has(Http2Frame.ACK)) pings.incrementAndGet();
        if (frame.type() != Http2Frame.HEADERS) continue;
        Map<String, String> head = peer.read(frame);
        if ("Poort-Health-Probe".equals(head.get("user-agent"))) {
          peer.headers(frame.stream(), true, ":status", "200");
          continue;
        }
        if (!counted) connections.incrementAndGet();
        counted = true;
        heads.add(head);
        script.serve(peer, frame.stream(), head);
      }
    } catch (Exception e) {
      // Tests look at what the client got; a member may lose its connection at any time.
    } finally {
      open.remove(socket);
      if (counted) ended.incrementAndGet();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) socket.close();
  }
}
