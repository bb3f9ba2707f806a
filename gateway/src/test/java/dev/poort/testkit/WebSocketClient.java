package dev.poort.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A WebSocket client in tests: what it hears and how its session ends, in the order of arrival. */
public final class WebSocketClient implements AutoCloseable {
  private static final int SECONDS = 10;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final HttpClient http;
  private final WebSocket socket;

  private WebSocketClient(String uri, HttpClient http) {
    this.http = http;
    socket = http.newWebSocketBuilder().buildAsync(URI.create(uri), new Ear()).join();
  }

  /** Opens a session. */
  public static WebSocketClient open(String uri) {
    return new WebSocketClient(uri, HttpClient.newHttpClient());
  }

  /** Opens one over TLS. */
  public static WebSocketClient open(String uri, SSLContext trust) {
    return new WebSocketClient(uri, HttpClient.newBuilder().sslContext(trust).build());
  }

  /** Says a text. */
  public void say(String text) {
    socket.sendText(text, true).join();
  }

  /** The next text, or {@code close CODE REASON} when the session has ended. */
  public String hear() throws InterruptedException {
    String next = heard.poll(SECONDS, TimeUnit.SECONDS);
    if (next == null) throw new AssertionError("nothing heard in " + SECONDS + " s");
    return next;
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
  }

  private final class Ear implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.add(text.toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("close " + code + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      heard.add("error " + error);
    }
  }
}
