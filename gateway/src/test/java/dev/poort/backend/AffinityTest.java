package dev.poort.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.BackendHttpSettings;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cookieBasedAffinity}: two cookies lead a client back to its member. */
class AffinityTest {
  private static final String COOKIE = BackendHttpSettings.DEFAULT_AFFINITY_COOKIE;
  private static final String KEY = "a key of sixteen characters";
  private static final String ILL = "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n";
  private static final String WELL = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  @AutoClose private final TestMember one = TestMember.answering("1");
  @AutoClose private final TestMember two = TestMember.answering("2");
  @AutoClose private final TestMember three = TestMember.answering("3");
  private final GatewayPlan plan = GatewayPlan.before(one, two, three).affinityKey(KEY);

  AffinityTest() throws Exception {
    plan.site().affinity(COOKIE);
  }

  private static List<String> setCookies(RawAnswer answer) {
    return answer.head().lines().filter(line -> line.startsWith("Set-Cookie: ")).toList();
  }

  /** What a browser would send after an answer: both cookies' values are the same. */
  private static String value(RawAnswer answer) {
    String first = setCookies(answer).getFirst();
    return first.substring(first.indexOf('=') + 1, first.indexOf(';'));
  }

  private static RawAnswer get(RawClient client, String cookie) throws Exception {
    return client.ask("GET / HTTP/1.1\r\nHost: a\r\nCookie: " + cookie + "\r\n\r\n");
  }

  @Test
  void aNewClientGetsBothCookies() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.get("/", "a");

      assertThat(value(answer)).matches("[0-9a-f]{32}");
      assertThat(setCookies(answer))
          .containsExactly(
              "Set-Cookie: " + COOKIE + "=" + value(answer) + "; Path=/",
              "Set-Cookie: "
                  + COOKIE
                  + "CORS="
                  + value(answer)
                  + "; Path=/; SameSite=None; Secure");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CORS"})
  void eitherCookieLeadsBackAndIsNotSetAgain(String suffix) throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      for (int i = 0; i < 3; i++) {
        RawAnswer first = client.get("/", "a");
        for (int j = 0; j < 4; j++) {
          RawAnswer next = get(client, COOKIE + suffix + "=" + value(first));
          assertThat(next.body()).isEqualTo(first.body());
          assertThat(setCookies(next)).isEmpty();
        }
      }
      assertThat(List.of(one, two, three)).allMatch(member -> member.requests().size() == 5);
    }
  }

  @Test
  void theCookieIsFoundAmongOthers() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      RawAnswer first = client.get("/", "a");
      String forged = "0".repeat(32);
      String cookies =
          "a=1;b; %s=%s; %s=%s; z=\"q\"".formatted(COOKIE, forged, COOKIE, value(first));
      RawAnswer next = get(client, cookies);

      assertThat(next.body()).isEqualTo(first.body());
      assertThat(setCookies(next)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000000000000000000000",
        "1",
        "",
        "127.0.0.1",
        "ffffffffffffffffffffffffffffffffffffffff"
      })
  void aForgedCookieIsIgnoredAndRenewed(String value) throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      RawAnswer answer = get(client, COOKIE + "=" + value);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(setCookies(answer)).hasSize(2);
    }
  }

  @Test
  void theMemberSeesTheCookiesToo() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      get(client, "mine=1; " + COOKIE + "=x");
      List<TestMember> members = List.of(one, two, three);
      assertThat(members.stream().flatMap(member -> member.requests().stream()).toList())
          .singleElement()
          .satisfies(
              request -> assertThat(request.field("Cookie")).isEqualTo("mine=1; " + COOKIE + "=x"));
    }
  }

  @Test
  void aMemberThatIsDownHasItsClientsGoElsewhereWithANewCookie() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      Map<String, String> values = valuesByMember(client);
      one.answerProbesWith(ILL);
      Await.until(
          "the first serves nobody",
          () -> !get(client, COOKIE + "=" + values.get("1")).body().equals("1"));
      RawAnswer moved = get(client, COOKIE + "=" + values.get("1"));
      assertThat(value(moved)).isEqualTo(values.get(moved.body()));
      one.answerProbesWith(WELL);

      Await.until(
          "who still has the old cookie comes back",
          () -> get(client, COOKIE + "=" + values.get("1")).body().equals("1"));
    }
  }

  private static Map<String, String> valuesByMember(RawClient client) throws Exception {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      RawAnswer answer = client.get("/", "a");
      values.put(answer.body(), value(answer));
    }
    return values;
  }

  @Test
  void aMemberThatIsRemovedKeepsItsClientsUntilItsDrainTimeEnds() throws Exception {
    plan.site().drainTimeout(Duration.ofSeconds(4));
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      Map<String, String> values = valuesByMember(client);
      plan.site().withoutMembers().members(two, three);
      gateway.apply(plan);
      long removed = System.nanoTime();
      RawAnswer kept = get(client, COOKIE + "=" + values.get("1"));
      assertThat(kept.body()).isEqualTo("1");
      assertThat(setCookies(kept)).isEmpty();
      assertThat(client.get("/", "a").body()).isIn("2", "3");

      Await.until(
          "the drain time is over",
          () -> !get(client, COOKIE + "=" + values.get("1")).body().equals("1"));
      assertThat(Duration.ofNanos(System.nanoTime() - removed))
          .isGreaterThan(Duration.ofMillis(3_900));
      assertThat(setCookies(get(client, COOKIE + "=" + values.get("1")))).hasSize(2);
    }
  }

  @Test
  void aRequestWaitsForTheFirstProbeOfItsMember() throws Exception {
    String cookie;
    try (RunningGateway before = plan.start();
        RawClient client = before.connect()) {
      cookie = COOKIE + "=" + valuesByMember(client).get("1");
    }
    one.answerProbesWith(null);
    try (RunningGateway gateway = plan.startUnready();
        RawClient client = gateway.connect();
        RawClient other = gateway.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\nCookie: " + cookie + "\r\n\r\n");
      assertThat(other.get("/", "a").body()).isIn("2", "3");
      one.answerProbesWith(WELL);

      assertThat(client.readAnswer().body()).isEqualTo("1");
    }
  }

  @Test
  void theSettingsMayGiveTheCookieAnotherName() throws Exception {
    plan.site().affinity("Mine");
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.get("/", "a");

      assertThat(setCookies(answer).getFirst()).startsWith("Set-Cookie: Mine=");
      assertThat(setCookies(answer).getLast()).startsWith("Set-Cookie: MineCORS=");
      assertThat(get(client, "Mine=" + value(answer)).body()).isEqualTo(answer.body());
      assertThat(setCookies(get(client, "mine=" + value(answer)))).hasSize(2);
    }
  }

  @Test
  void aHandshakeGetsTheCookiesAndIsLedBackByThem() throws Exception {
    try (WebSocketMember left = WebSocketMember.start();
        WebSocketMember right = WebSocketMember.start()) {
      plan.site().withoutMembers().members(left.member(), right.member());
      try (RunningGateway gateway = plan.start()) {
        String head;
        try (RawClient client = gateway.connect()) {
          client.send(WebSocketEnd.handshake("/chat", ""));
          head = client.readHead();
        }
        RawAnswer first = new RawAnswer(head, "");
        assertThat(setCookies(first)).hasSize(2);
        TestMember chosen = left.member().requests().isEmpty() ? right.member() : left.member();
        String cookie = "Cookie: " + COOKIE + "=" + value(first) + "\r\n";
        for (int i = 2; i < 6; i++) {
          try (RawClient client = gateway.connect()) {
            client.send(WebSocketEnd.handshake("/chat", cookie));
            assertThat(setCookies(new RawAnswer(client.readHead(), ""))).isEmpty();
          }
          assertThat(chosen.requests()).hasSize(i);
        }
      }
    }
  }

  @Test
  void pathRulesWithOtherMembersNeedCookiesOfTheirOwn() throws Exception {
    plan.site().withoutMembers().members(one);
    plan.site("api").behindPaths().members(two).affinity(COOKIE);
    plan.site().path("/api/*", plan.site("api"));
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      RawAnswer root = client.get("/", "a");
      String cookie = "\r\nCookie: " + COOKIE + "=" + value(root) + "\r\n\r\n";
      RawAnswer api = client.ask("GET /api/ HTTP/1.1\r\nHost: a" + cookie);

      assertThat(api.body()).isEqualTo("2");
      assertThat(value(api)).isNotEqualTo(value(root));
    }
  }

  @Test
  void gatewaysWithOneKeyUnderstandEachOthersCookies() throws Exception {
    try (RunningGateway gateway = plan.start();
        RunningGateway same = plan.start();
        RunningGateway other = plan.affinityKey("another key of some length").start();
        RawClient client = gateway.connect();
        RawClient atSame = same.connect();
        RawClient atOther = other.connect()) {
      RawAnswer first = client.get("/", "a");
      String cookie = COOKIE + "=" + value(first);

      assertThat(get(atSame, cookie).body()).isEqualTo(first.body());
      assertThat(setCookies(get(atSame, cookie))).isEmpty();
      assertThat(setCookies(get(atOther, cookie))).hasSize(2);
    }
  }

  @Test
  void withoutAffinityThereIsNoCookie() throws Exception {
    String cookie;
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      cookie = COOKIE + "=" + value(client.get("/", "a"));
    }
    GatewayPlan off = GatewayPlan.before(one, two, three).affinityKey(KEY);
    try (RunningGateway gateway = off.start();
        RawClient client = gateway.connect()) {
      StringBuilder served = new StringBuilder();
      for (int i = 0; i < 3; i++) {
        RawAnswer answer = get(client, cookie);
        assertThat(setCookies(answer)).isEmpty();
        served.append(answer.body());
      }
      assertThat(served.toString()).isIn("123", "231", "312");
    }
  }

  @Test
  void anAnswerOfTheGatewaysOwnBindsNobody() throws Exception {
    plan.site().withoutMembers();
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.get("/", "a");

      assertThat(answer.status()).isEqualTo(502);
      assertThat(setCookies(answer)).isEmpty();
    }
  }
}
