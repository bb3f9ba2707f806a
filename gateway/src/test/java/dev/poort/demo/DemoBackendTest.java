package dev.poort.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoBackendTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private DemoBackend backend;

  @BeforeEach
  void start() throws Exception {
    backend = DemoBackend.start(2);
  }

  @AfterEach
  void stop() {
    http.close();
    backend.close();
  }

  @Test
  void servesThePageAndSaysWhichMemberDid() throws Exception {
    HttpResponse<String> page = get(1, "/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("X-Served-By")).hasValue("member 2");
    assertThat(page.body()).contains("<title>Poort: the chat</title>");
  }

  @Test
  void answersItsProbe() throws Exception {
    assertThat(get(0, "/health").statusCode()).isEqualTo(200);
  }

  @Test
  void asksForAnUpgradeWhereAWebSocketLives() throws Exception {
    assertThat(get(0, "/echo").statusCode()).isEqualTo(426);
  }

  @Test
  void knowsNothingElse() throws Exception {
    assertThat(get(0, "/other").statusCode()).isEqualTo(404);
  }

  @Test
  void echoesWhatItGets() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    WebSocket socket = open(0, "/echo", heard);
    socket.sendText("hello", true).join();

    assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("hello");
    socket.abort();
  }

  @Test
  void carriesChatFromOneMembersClientsToTheOthers() throws Exception {
    BlockingQueue<String> first = new LinkedBlockingQueue<>();
    BlockingQueue<String> second = new LinkedBlockingQueue<>();
    WebSocket one = open(0, "/chat", first);
    WebSocket two = open(1, "/chat", second);
    assertThat(first.poll(5, TimeUnit.SECONDS)).startsWith("member 1 | welcome");
    assertThat(second.poll(5, TimeUnit.SECONDS)).startsWith("member 2 | welcome");

    two.sendText("bo: hello", true).join();

    assertThat(first.poll(5, TimeUnit.SECONDS)).isEqualTo("member 2 | bo: hello");
    assertThat(second.poll(5, TimeUnit.SECONDS)).isEqualTo("member 2 | bo: hello");
    one.abort();
    two.abort();
  }

  private HttpResponse<String> get(int member, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + backend.ports().get(member) + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private WebSocket open(int member, String path, BlockingQueue<String> heard) {
    URI uri = URI.create("ws://127.0.0.1:" + backend.ports().get(member) + path);
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public @Nullable CompletionStage<?> onText(
              WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return null;
          }
        };
    return http.newWebSocketBuilder().buildAsync(uri, listener).join();
  }
}
