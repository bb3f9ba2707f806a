package dev.poort.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateways;
import dev.poort.testkit.TestMember;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One management address that tells about several gateways. */
class SeveralGatewaysTest {
  @AutoClose private final HttpClient http = HttpClient.newHttpClient();
  @AutoClose private final TestMember one = TestMember.answering("one");
  @AutoClose private final TestMember two = TestMember.answering("two");
  private final GatewayPlan web = GatewayPlan.before(one).named("web");
  private final GatewayPlan api = GatewayPlan.before(two).named("api & more");
  private RunningGateways gateways;
  private ManagementServer management;

  SeveralGatewaysTest() throws Exception {}

  @BeforeEach
  void start() throws Exception {
    gateways = RunningGateways.start(web, api);
    management =
        ManagementServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), gateways.gateways());
  }

  @AfterEach
  void stop() {
    management.close();
    gateways.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/config", "/backendhealth"})
  void whoDoesNotSayWhichGatewayGetsTheQuestionsToAsk(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "\"code\" : \"MissingParameter\"",
            "\"say which gateway: %s?gateway=web, %s?gateway=api+%%26+more\""
                .formatted(path, path));
  }

  @Test
  void aGatewayIsShownByItsNameInAnyLetterCase() throws Exception {
    assertThat(get("/config?gateway=Web").body()).contains("\"name\" : \"web\"");
    assertThat(get("/config?gateway=api+%26+more").body()).contains("\"name\" : \"api & more\"");
  }

  @Test
  void healthIsThatOfTheNamedGatewaysMembersAlone() throws Exception {
    HttpResponse<String> answer = get("/backendhealth?gateway=web");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"port\" : " + one.port())
        .doesNotContain("\"port\" : " + two.port());
  }

  @Test
  void aNameThatNoneHasIsNotFoundAndTheOthersAreListed() throws Exception {
    HttpResponse<String> answer = get("/backendhealth?gateway=chat");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("there is no gateway chat among web, api & more");
  }

  @Test
  void aQueryThatCannotBeReadIsABadRequest() throws Exception {
    String answer;
    try (var socket =
        new Socket(management.address().getAddress(), management.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /config?gateway=%zz HTTP/1.0\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("the query cannot be read");
  }

  @Test
  void theOnlyGatewayMayBeNamedOrNot() throws Exception {
    gateways.apply(web);

    assertThat(get("/config").body()).isEqualTo(get("/config?gateway=web").body());
    assertThat(get("/config?gateway=api").statusCode()).isEqualTo(404);
  }

  @Test
  void theProcessIsReadyWhenAllGatewaysAre() throws Exception {
    assertThat(get("/ready").statusCode()).isEqualTo(200);

    one.answerProbesWith(null);
    GatewayPlan chat = GatewayPlan.before(one).named("chat");
    gateways.apply(web, chat);
    Await.until("the probe has come", () -> one.probes() > 1);

    HttpResponse<String> ready = get("/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body())
        .contains("\"the first probe of 127.0.0.1:" + one.port() + " (chat: site, site)\"");
  }

  @Test
  void healthIsAboutTheProcess() throws Exception {
    assertThat(get("/health").body()).contains("\"status\" : \"alive\"");
  }

  private HttpResponse<String> get(String target) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + management.address().getPort() + target);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
