package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.Site;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A map of paths tells the requests of one listener apart. */
class PathRoutingTest {
  @AutoClose private final TestMember web = TestMember.answering("web");
  @AutoClose private final TestMember images = TestMember.answering("images");
  private final GatewayPlan plan = GatewayPlan.before(web);
  private final Site imageSite = plan.site("images").members(images).behindPaths();

  PathRoutingTest() throws Exception {}

  @BeforeEach
  void giveImagesToTheirOwnMembers() {
    plan.site().path("/images/*", imageSite);
  }

  @ParameterizedTest
  @CsvSource({
    "/images/logo.png,      images",
    "/Images/logo.png,      images",
    "/%69mages/logo.png,    images",
    "/a/../images/logo.png, images",
    "/images,               web",
    "/?/images/,            web",
  })
  void servesAPathByTheMembersOfItsPathRuleElseByTheDefaults(String target, String served)
      throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      assertThat(client.get(target, "a").body()).isEqualTo(served);
    }
  }

  @Test
  void servesSeveralPathsOverOneConnection() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      assertThat(client.get("/images/a", "a").body()).isEqualTo("images");
      assertThat(client.get("/", "a").body()).isEqualTo("web");
      assertThat(client.get("/images/b", "a").body()).isEqualTo("images");
    }
  }

  @Test
  void passesThePathOnAsItWasMatchedAndSaysHowItCame() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      client.get("/x/%2e%2e/%69mages/A%20b?c=%2e%2e/d", "a");

      var request = images.requests().getFirst();
      assertThat(request.startLine()).isEqualTo("GET /images/A%20b?c=%2e%2e/d HTTP/1.1");
      assertThat(request.field("X-Original-URL")).isEqualTo("/x/%2e%2e/%69mages/A%20b?c=%2e%2e/d");
    }
  }

  @Test
  void refusesAPathThatAMemberCouldReadAsAnotherRulesAndKeepsTheConnection() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      RawAnswer refused = client.get("/x/..%2Fimages/a", "a");

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body()).contains("<p>ambiguous-path</p>");
      assertThat(client.get("/", "a").body()).isEqualTo("web");
      assertThat(images.requests()).isEmpty();
      assertThat(gateway.awaitLog(2).getFirst())
          .contains("\"ruleName\":\"site\"", "\"failure\":\"ambiguous-path\"");
    }
  }

  @Test
  void putsTheSettingsPathInThePlaceOfWhatThePatternNames() throws Exception {
    imageSite.overridePath("/static/");
    plan.site().path("/pictures*", imageSite);
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      client.get("/images/logo.png?size=1", "a");
      client.get("/pictures/logo.png", "a");

      assertThat(images.requests())
          .extracting(request -> request.startLine())
          .containsExactly("GET /static/logo.png?size=1 HTTP/1.1", "GET /static/logo.png HTTP/1.1");
    }
  }

  @Test
  void putsTheSettingsPathBeforeThePathUnderABasicRule() throws Exception {
    GatewayPlan basic = GatewayPlan.before(web);
    basic.site().overridePath("/override/");
    try (RunningGateway gateway = basic.start();
        RawClient client = gateway.connect()) {
      client.get("/home/?a=b", "a");

      assertThat(web.requests().getFirst().startLine())
          .isEqualTo("GET /override/home/?a=b HTTP/1.1");
    }
  }

  @Test
  void opensAWebSocketByItsPath() throws Exception {
    try (TestMember chat =
            TestMember.start(
                request -> request.send(WebSocketEnd.agreement(WebSocketEnd.KEY, "")));
        RunningGateway gateway = start(plan, chat);
        RawClient client = gateway.connect()) {
      client.send(WebSocketEnd.handshake("/chat/room", ""));

      assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
      assertThat(chat.requests().getFirst().startLine()).isEqualTo("GET /chat/room HTTP/1.1");
      assertThat(gateway.gateway().sessions())
          .singleElement()
          .satisfies(session -> assertThat(session.pool()).isEqualTo("chat"));
    }
  }

  private static RunningGateway start(GatewayPlan plan, TestMember chat) throws Exception {
    plan.site().path("/chat/*", plan.site("chat").members(chat).behindPaths());
    return plan.start();
  }

  @Test
  void changesAMapWithoutTouchingConnections() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      assertThat(client.get("/films/a", "a").body()).isEqualTo("web");
      plan.site().path("/films/*", imageSite);
      gateway.apply(plan);

      assertThat(client.get("/films/a", "a").body()).isEqualTo("images");
    }
  }
}
