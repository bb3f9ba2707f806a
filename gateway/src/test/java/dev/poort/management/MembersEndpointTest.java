package dev.poort.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateways;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members are drained over the management address, and what leaves is seen there. */
class MembersEndpointTest {
  @AutoClose private final WebSocketMember member = WebSocketMember.start();
  private final GatewayPlan chat = GatewayPlan.before(member.member()).named("chat");
  private final GatewayPlan talk = GatewayPlan.before(member.member()).named("talk");
  private final HttpClient http = HttpClient.newHttpClient();
  private RunningGateways gateways;
  private ManagementServer management;

  MembersEndpointTest() throws Exception {}

  @BeforeEach
  void start() throws Exception {
    chat.site().drainTimeout(Duration.ofMinutes(10));
    gateways = RunningGateways.start(chat, talk);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    management = ManagementServer.start(anyPort, gateways.gateways());
  }

  @AfterEach
  void stop() {
    http.close();
    management.close();
    gateways.close();
  }

  private HttpRequest.Builder request(String target) {
    String address = "http://127.0.0.1:" + management.address().getPort();
    return HttpRequest.newBuilder(URI.create(address + target));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String target, String body) throws Exception {
    return send(
        request(target)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private String address() {
    return "127.0.0.1:" + member.member().port();
  }

  @Test
  void aMemberDrainsInEveryGatewayOrInOne() throws Exception {
    HttpResponse<String> both = post("/members/127.0.0.1/drain", "");
    assertThat(both.statusCode()).isEqualTo(202);
    assertThat(both.body())
        .contains("\"gateway\" : \"chat\"", "\"gateway\" : \"talk\"")
        .contains("\"member\" : \"" + address() + "\"", "\"state\" : \"draining\"");

    HttpResponse<String> one =
        post("/members/" + address() + "/undrain", "{\"gateway\": \"TALK\", \"pool\": \"site\"}");
    assertThat(one.body()).contains("\"state\" : \"serving\"").doesNotContain("chat");
    assertThat(send(request("/backendhealth?gateway=chat")).body())
        .contains("\"health\" : \"Draining\"", "Drained by the operator.", "\"drained\" : true");
    assertThat(send(request("/backendhealth?gateway=talk")).body()).doesNotContain("drained");
  }

  @Test
  void aBodyThatCannotBeMeantIsRefused() throws Exception {
    for (String body :
        new String[] {"[]", "{\"second\": 1}", "{\"seconds\": -1}", "{\"pool\": 1}"}) {
      assertThat(post("/members/127.0.0.1/drain", body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(post("/members/127.0.0.1/undrain", "{\"seconds\": 1}").statusCode()).isEqualTo(400);
  }

  @Test
  void onlyAPostOfJsonFromNoPageDoesIt() throws Exception {
    assertThat(send(request("/members/127.0.0.1/drain")).statusCode()).isEqualTo(405);
    assertThat(
            send(request("/members/127.0.0.1/drain").POST(BodyPublishers.ofString("")))
                .statusCode())
        .isEqualTo(415);
    assertThat(post("/members/10.9.8.7/drain", "").statusCode()).isEqualTo(404);
  }

  @Test
  void sessionsOfARemovedGatewayAreListedWhileTheyDrain() throws Exception {
    try (WebSocketEnd client = WebSocketEnd.open(gateways.connect("chat"))) {
      gateways.apply(talk);
      String all = send(request("/sessions")).body();

      assertThat(all)
          .contains("\"gateway\" : \"chat\"", "\"state\" : \"draining\"", "\"removed\" : true");
      assertThat(send(request("/sessions?gateway=chat")).body()).contains("\"matching\" : 1");

      String id = all.split("\"id\" : \"", 2)[1].split("\"", 2)[0];
      assertThat(post("/sessions/" + id + "/close", "").statusCode()).isEqualTo(202);
      assertThat(client.readClose().closeReason()).isEqualTo("closed by the operator");
    }
  }
}
