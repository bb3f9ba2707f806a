package dev.poort.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code /explain} of the management address. */
class ExplainEndpointTest {
  private static final String ILL = "HTTP/1.1 500 Ill\r\nContent-Length: 0\r\n\r\n";

  @AutoClose private final TestMember member = TestMember.answering("well");
  @AutoClose private final TestMember other = TestMember.answering("ill");
  @AutoClose private final HttpClient http = HttpClient.newHttpClient();

  ExplainEndpointTest() throws Exception {}

  private HttpResponse<String> ask(RunningGateway gateway, String query) throws Exception {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var answer = new AtomicReference<HttpResponse<String>>();
    try (ManagementServer management = ManagementServer.start(anyPort, gateway.gateways())) {
      URI uri =
          URI.create("http://127.0.0.1:" + management.address().getPort() + "/explain" + query);
      answer.set(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
    }
    return answer.get();
  }

  private static String url(RunningGateway gateway, String target) {
    String url = "http://127.0.0.1:" + gateway.address().getPort() + target;
    return "?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
  }

  @Test
  void aMemberThatIsDownIsNamedAndNotAmongThoseThatCouldServe() throws Exception {
    other.answerProbesWith(ILL);
    try (RunningGateway gateway = GatewayPlan.before(member, other).start()) {
      HttpResponse<String> answer = ask(gateway, url(gateway, "/a"));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("\"text\" : \"1 of 2\"")
          .contains("127.0.0.1:" + member.port() + ", Up\"")
          .contains("127.0.0.1:" + other.port() + ", Down: ")
          .containsOnlyOnce("\"health\" : \"Up\"")
          .contains("\"file\" : \"/config\"", "\"path\" : \"$.properties.httpListeners[0]\"");
    }
  }

  @Test
  void whenEveryMemberIsDownTheGatewaysOwnAnswerIsExplained() throws Exception {
    member.answerProbesWith(ILL);
    try (RunningGateway gateway = GatewayPlan.before(member).start()) {
      assertThat(ask(gateway, url(gateway, "/")).body())
          .contains("\"kind\" : \"refused\"", "\"status\" : 502")
          .contains("no member of the pool answers its probe");
    }
  }

  @Test
  void headersMethodAndClientAreTheQuestions() throws Exception {
    GatewayPlan plan = GatewayPlan.before(member);
    plan.site().hosts("shop.test");
    try (RunningGateway gateway = plan.start()) {
      String more = "&method=POST&header=Host:%20shop.test&header=A:%20b&client=192.0.2.7";

      assertThat(ask(gateway, url(gateway, "/x") + more).body())
          .contains("POST /x HTTP/1.1", "A: b", "X-Forwarded-For: 192.0.2.7:50000");
    }
  }

  @Test
  void aQuestionThatCannotBeAskedIsABadRequest() throws Exception {
    try (RunningGateway gateway = GatewayPlan.before(member).start()) {
      assertThat(ask(gateway, "").statusCode()).isEqualTo(400);
      assertThat(ask(gateway, "").body()).contains("say url=");
      assertThat(ask(gateway, "?url=shop.test").body()).contains("begin it with http://");
    }
  }

  @Test
  void anotherGatewayThanThereIsIsNotFound() throws Exception {
    try (RunningGateway gateway = GatewayPlan.before(member).start()) {
      assertThat(ask(gateway, url(gateway, "/") + "&gateway=nobody").statusCode()).isEqualTo(404);
      assertThat(ask(gateway, url(gateway, "/") + "&gateway=TEST").statusCode()).isEqualTo(200);
    }
  }
}
