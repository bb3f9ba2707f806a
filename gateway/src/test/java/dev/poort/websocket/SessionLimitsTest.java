package dev.poort.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.SessionLimits;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many sessions there may be: {@code sessionLimits} of poort.json, at the handshake. */
class SessionLimitsTest {
  private static final SessionLimits TWO = new SessionLimits(2, 0, 0, 0, 0, 0, 0);
  private static final SessionLimits ONE_PER_CLIENT = new SessionLimits(0, 1, 0, 0, 0, 0, 0);
  private static final SessionLimits ONE_PER_MEMBER = new SessionLimits(0, 0, 1, 0, 0, 0, 0);
  private static final SessionLimits TWO_A_SECOND = new SessionLimits(0, 0, 0, 2, 0, 0, 0);

  private final List<AutoCloseable> open = new ArrayList<>();
  private WebSocketMember member;
  private GatewayPlan plan;

  @BeforeEach
  void start() throws Exception {
    member = WebSocketMember.start();
    plan = GatewayPlan.before(member.member());
  }

  @AfterEach
  void stop() throws Exception {
    member.close();
    for (AutoCloseable each : open.reversed()) each.close();
  }

  private RunningGateway gateway() throws Exception {
    RunningGateway gateway = plan.start();
    open.add(gateway);
    return gateway;
  }

  private WebSocketEnd session(RawClient connection) throws Exception {
    open.add(connection);
    return WebSocketEnd.open(connection);
  }

  private RawAnswer refused(RawClient connection) throws Exception {
    open.add(connection);
    return connection.ask(WebSocketEnd.handshake("/chat", ""));
  }

  private static void assertRefused(RawAnswer answer, int status, String name, String retryAfter) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains(name);
    assertThat(answer.field("Retry-After")).isEqualTo(retryAfter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"listener", "settings"})
  void oneMoreThanThereMayBeIsToldToComeBackLater(String of) throws Exception {
    if (of.equals("listener")) plan.site().sessionLimits(TWO);
    else plan.site().backendSessionLimits(TWO);
    RunningGateway gateway = gateway();
    session(gateway.connect());
    session(gateway.connect());

    assertRefused(refused(gateway.connect()), 503, "session-limit", "10");
    assertThat(gateway.gateway().sessionReport().counts().refused())
        .containsEntry("session-limit", 1L);
  }

  @Test
  void aSessionThatEndsGivesItsPlaceBack() throws Exception {
    plan.site().sessionLimits(TWO);
    RunningGateway gateway = gateway();
    for (int i = 0; i < 3; i++) {
      WebSocketEnd one = session(gateway.connect());
      WebSocketEnd two = session(gateway.connect());
      one.close();
      two.close();
      member.next().close();
      member.next().close();
      Await.until("none is left", () -> gateway.gateway().sessions().isEmpty());
    }
  }

  @Test
  void aHandshakeThatItsMemberDeclinesGivesItsPlaceBack() throws Exception {
    plan.site().sessionLimits(new SessionLimits(1, 1, 1, 0, 0, 0, 0));
    try (TestMember declining =
        TestMember.start(
            request -> request.send("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno"))) {
      plan.site().withoutMembers().members(declining);
      RunningGateway gateway = gateway();
      for (int i = 0; i < 3; i++) assertThat(refused(gateway.connect()).status()).isEqualTo(404);
    }
  }

  @Test
  void aHandshakeThatNoMemberTakesGivesItsPlaceBack() throws Exception {
    plan.site().sessionLimits(new SessionLimits(1, 1, 1, 0, 0, 0, 0));
    RunningGateway gateway = gateway();
    member.holdAgreements();
    for (int i = 0; i < 3; i++) {
      try (RawClient leaving = gateway.connect()) {
        int number = i + 1;
        leaving.send(WebSocketEnd.handshake("/chat", ""));
        Await.until("it is there", () -> member.member().requests().size() == number);
        leaving.reset();
      }
      int lines = i + 1;
      gateway.awaitLog(lines);
    }
    member.releaseAgreements();
    session(gateway.connect());
  }

  @Test
  void oneClientDoesNotTakeThePlacesOfAnother() throws Exception {
    plan.site().sessionLimits(ONE_PER_CLIENT);
    RunningGateway gateway = gateway();
    session(gateway.connect());

    assertRefused(refused(gateway.connect()), 429, "client-session-limit", "10");
    session(RawClient.connectFrom("127.0.0.2", gateway.address()));
  }

  @Test
  void aMemberWithAsManyAsItMayHaveIsPassedOver() throws Exception {
    plan.site().backendSessionLimits(ONE_PER_MEMBER);
    try (WebSocketMember second = WebSocketMember.start()) {
      plan.site().members(second.member());
      RunningGateway gateway = gateway();
      WebSocketEnd first = session(gateway.connect());
      session(gateway.connect());
      WebSocketEnd served = member.next();
      assertThat(member.member().requests()).hasSize(1);
      assertThat(second.member().requests()).hasSize(1);
      assertRefused(refused(gateway.connect()), 503, "member-session-limit", "10");

      first.close();
      served.close();
      Await.until("one has ended", () -> gateway.gateway().sessions().size() == 1);
      session(gateway.connect());
    }
  }

  @Test
  void handshakesThatComeTooOftenAreToldToWaitASecond() throws Exception {
    plan.site().sessionLimits(TWO_A_SECOND);
    RunningGateway gateway = gateway();
    session(gateway.connect());
    session(gateway.connect());

    assertRefused(refused(gateway.connect()), 429, "handshake-rate", "1");
    Await.until("there is room again", () -> refused(gateway.connect()).head().contains(" 101 "));
  }

  @Test
  void ofTwoLimitsTheLowerHolds() throws Exception {
    plan.site().sessionLimits(new SessionLimits(5, 0, 0, 0, 0, 0, 0)).backendSessionLimits(TWO);
    RunningGateway gateway = gateway();
    session(gateway.connect());
    session(gateway.connect());

    assertRefused(refused(gateway.connect()), 503, "session-limit", "10");
  }

  @Test
  void aChangeGoesOnWithTheCounts() throws Exception {
    plan.site().sessionLimits(new SessionLimits(5, 0, 0, 0, 0, 0, 0));
    RunningGateway gateway = gateway();
    session(gateway.connect());
    session(gateway.connect());
    plan.site().sessionLimits(TWO);
    gateway.apply(plan);

    assertRefused(refused(gateway.connect()), 503, "session-limit", "10");
    assertThat(gateway.gateway().sessions()).hasSize(2);
  }

  @Test
  void plainRequestsAreNotLimited() throws Exception {
    plan.site().sessionLimits(new SessionLimits(1, 1, 1, 1, 0, 0, 0));
    try (TestMember plain = TestMember.start(request -> request.answer("plain"))) {
      plan.site().withoutMembers().members(plain);
      RunningGateway gateway = gateway();
      try (RawClient client = gateway.connect()) {
        for (int i = 0; i < 5; i++) {
          assertThat(client.get("/", "site.test").body()).isEqualTo("plain");
        }
      }
    }
  }
}
