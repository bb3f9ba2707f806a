package dev.poort.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.WebSocketEnd;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the management address tells of WebSocket sessions, and how it ends one. */
class SessionsEndpointTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final HttpClient http = HttpClient.newHttpClient();
  private OpenSession session;
  private ManagementServer management;

  @BeforeEach
  void start() throws Exception {
    session = OpenSession.start();
    management = ManagementServer.start(ANY_PORT, session.gateway().gateways());
  }

  @AfterEach
  void stop() throws Exception {
    http.close();
    management.close();
    session.close();
  }

  @Test
  void anOpenSessionIsListedWithWhatItIsAndWhatHasPassed() throws Exception {
    session.client().sendText("one");
    session.served().read();
    session.client().sendText("two");
    session.served().read();
    session.served().sendText("three");
    session.client().read();

    JsonObject listed = sessions("").getFirst();
    assertThat(text(listed, "id")).isEqualTo(session.facts().id());
    assertThat(text(listed, "gateway")).isEqualTo("test");
    assertThat(text(listed, "client"))
        .isEqualTo("127.0.0.1:" + session.client().wire().socket().getLocalPort());
    assertThat(text(listed, "listener")).isEqualTo("site");
    assertThat(text(listed, "rule")).isEqualTo("site");
    assertThat(text(listed, "pool")).isEqualTo("site");
    assertThat(text(listed, "member")).isEqualTo("127.0.0.1:" + session.member().member().port());
    assertThat(text(listed, "target")).isEqualTo("/chat");
    assertThat(text(listed, "state")).isEqualTo("open");
    assertThat(number(listed, "messagesFromClient")).isEqualTo(2);
    assertThat(number(listed, "messagesFromMember")).isEqualTo(1);
    assertThat(number(listed, "bytesFromClient")).isEqualTo(2 * (6 + 3));
    assertThat(number(listed, "bytesFromMember")).isEqualTo(2 + 5);
    assertThat(number(listed, "ageSeconds")).isBetween(0.0, 60.0);
    assertThat(number(listed, "idleSeconds")).isBetween(0.0, 60.0);
  }

  @Test
  void filtersByWhatASessionIsAndWhoseItIs() throws Exception {
    String client = "127.0.0.1:" + session.client().wire().socket().getLocalPort();
    String member = session.facts().member();

    for (String query :
        List.of(
            "?listener=site",
            "?rule=SITE",
            "?state=open",
            "?rule=site&state=OPEN&client=127.0.0.1",
            "?member=127.0.0.1",
            "?member=" + member,
            "?client=127.0.0.1",
            "?client=" + client,
            "?gateway=test&listener=SITE&member=" + member)) {
      assertThat(sessions(query)).as(query).hasSize(1);
    }
    for (String query :
        List.of(
            "?listener=other",
            "?rule=other",
            "?state=draining",
            "?subprotocol=chat",
            "?member=127.0.0.1:1",
            "?client=127.0.0.2",
            "?limit=0")) {
      assertThat(sessions(query)).as(query).isEmpty();
    }
    assertThat(number(get("?limit=0"), "matching")).isEqualTo(1);
    assertThat(send("?gateway=none").statusCode()).isEqualTo(404);
    assertThat(send("?limit=many").statusCode()).isEqualTo(400);
    assertThat(send("?state=gone").body())
        .contains("state is one of open, draining, closing, closed, not gone");
  }

  @Test
  void aSessionWhoseMemberIsRemovedDrains() throws Exception {
    session.plan().site().drainTimeout(java.time.Duration.ofMinutes(1)).withoutMembers();
    session.apply();

    Await.until("it drains", () -> text(sessions("").getFirst(), "state").equals("draining"));
  }

  @Test
  void closesASessionWithTheGivenCodeAndReasonAndRemembersIt() throws Exception {
    String id = session.facts().id();
    HttpResponse<String> answer = close(id, "{\"code\": 4001, \"reason\": \"log in again\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    for (WebSocketEnd side : List.of(session.client(), session.served())) {
      Frame close = side.readClose();
      assertThat(close.closeCode()).isEqualTo(4001);
      assertThat(close.closeReason()).isEqualTo("log in again");
      side.sendClose(4001, "");
    }
    session.awaitNoSession();
    JsonObject closed = objects(get(""), "recentlyClosed").getFirst();
    assertThat(text(closed, "id")).isEqualTo(id);
    assertThat(text(closed, "state")).isEqualTo("closed");
    assertThat(text(closed, "closedBy")).isEqualTo("gateway");
    assertThat(number(closed, "closeCode")).isEqualTo(4001);
    assertThat(text(closed, "closeReason")).isEqualTo("operator");
    JsonObject counts = objects(get(""), "gateways").getFirst();
    assertThat(number(counts, "opened")).isEqualTo(1);
    assertThat(number(counts, "open")).isZero();
    assertThat(number((JsonObject) value(counts, "closed"), "operator")).isEqualTo(1);
    assertThat(close(id, "").statusCode()).isEqualTo(404);
  }

  @Test
  void whatMayNotBeSentIsRefusedAndTheSessionGoesOn() throws Exception {
    String id = session.facts().id();

    for (String body :
        List.of(
            "{\"code\": 1006}",
            "{\"code\": 1005}",
            "{\"code\": 2000}",
            "{\"code\": 999999}",
            "{\"code\": \"gone\"}",
            "{\"reason\": 1}",
            "{\"because\": \"\"}",
            "{\"reason\": \"" + "x".repeat(124) + "\"}",
            "[]")) {
      HttpResponse<String> answer = close(id, body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.body()).contains("\"message\"");
    }
    session.client().sendText("still here");
    assertThat(session.served().read().text()).isEqualTo("still here");
  }

  @Test
  void aPageInABrowserCannotCloseSessions() throws Exception {
    URI target = uri("/" + session.facts().id() + "/close");
    HttpRequest.Builder post = HttpRequest.newBuilder(target).POST(BodyPublishers.ofString("{}"));

    assertThat(status(post.copy().header("Content-Type", "text/plain"))).isEqualTo(415);
    assertThat(status(post.copy())).isEqualTo(415);
    assertThat(
            status(
                post.copy()
                    .header("Content-Type", "application/json")
                    .header("Origin", "https://evil.example")))
        .isEqualTo(403);
    assertThat(status(HttpRequest.newBuilder(target))).isEqualTo(405);
    assertThat(session.facts().state().word()).isEqualTo("open");
  }

  @Test
  void countsHandshakesThatAreRefusedByWhatRefusedThem() throws Exception {
    try (RawClient client = session.gateway().connect()) {
      client.send(
          WebSocketEnd.handshake("/", "")
              .replace("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 426 ");
    }
    session.plan().site().withoutMembers();
    session.apply();
    try (RawClient client = session.gateway().connect()) {
      client.send(WebSocketEnd.handshake("/", ""));
      assertThat(client.readHead()).startsWith("HTTP/1.1 502 ");
    }

    JsonObject refused = (JsonObject) value(objects(get(""), "gateways").getFirst(), "refused");
    assertThat(number(refused, "websocket-version")).isEqualTo(1);
    assertThat(number(refused, "no-healthy-member")).isEqualTo(1);
    assertThat(refused.members()).hasSize(2);
  }

  private HttpResponse<String> close(String id, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri("/" + id + "/close"))
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private int status(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  private HttpResponse<String> send(String query) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(query)).build(), BodyHandlers.ofString());
  }

  private JsonObject get(String query) throws Exception {
    HttpResponse<String> answer = send(query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return (JsonObject) JsonReader.read("answer", answer.body()).valueOrThrow();
  }

  private List<JsonObject> sessions(String query) throws Exception {
    return objects(get(query), "sessions");
  }

  private URI uri(String rest) {
    return URI.create("http://127.0.0.1:" + management.address().getPort() + "/sessions" + rest);
  }

  private static JsonValue value(JsonObject object, String name) {
    JsonValue value = object.get(name);
    assertThat(value).as(name).isNotNull();
    return value;
  }

  private static List<JsonObject> objects(JsonObject object, String name) {
    return ((JsonArray) value(object, name))
        .elements().stream().map(JsonObject.class::cast).toList();
  }

  private static String text(JsonObject object, String name) {
    return ((JsonString) value(object, name)).text();
  }

  private static double number(JsonObject object, String name) {
    return Double.parseDouble(((JsonNumber) value(object, name)).text());
  }
}
