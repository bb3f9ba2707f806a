package dev.poort.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * {@code dedicatedBackendConnection}: a connection to a member for each connection of a client, as
 * members need it that authenticate connections and not requests.
 */
class DedicatedConnectionsTest {
  private static final String HELLO = "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: NTLM ";

  private final Map<Integer, String> users = new ConcurrentHashMap<>();
  @AutoClose private final TestMember member = TestMember.start(this::authenticate);
  private final GatewayPlan plan = GatewayPlan.before(member);

  DedicatedConnectionsTest() throws Exception {
    plan.site().dedicatedConnections();
  }

  /** Once a connection has said who it is, it need not say so again. */
  private void authenticate(MemberRequest request) throws Exception {
    String who = request.field("Authorization");
    if (who != null) users.put(request.connection(), who.substring("NTLM ".length()));
    String user = users.get(request.connection());
    if (user != null) {
      request.answer(user);
    } else {
      request.send("HTTP/1.1 401 Who\r\nWWW-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n");
    }
  }

  @Test
  void aClientKeepsTheConnectionOnWhichItHasSaidWhoItIs() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient anna = gateway.connect();
        RawClient bert = gateway.connect()) {
      assertThat(anna.get("/", "a").status()).isEqualTo(401);
      assertThat(anna.ask(HELLO + "anna\r\n\r\n").body()).isEqualTo("anna");
      assertThat(bert.ask(HELLO + "bert\r\n\r\n").body()).isEqualTo("bert");
      for (int i = 0; i < 3; i++) {
        assertThat(anna.get("/", "a").body()).isEqualTo("anna");
        assertThat(bert.get("/", "a").body()).isEqualTo("bert");
      }
      assertThat(member.connections()).isEqualTo(2);
    }
  }

  @Test
  void nobodyElseGetsTheConnectionOfAClientThatIsGone() throws Exception {
    try (RunningGateway gateway = plan.start()) {
      try (RawClient anna = gateway.connect()) {
        assertThat(anna.ask(HELLO + "anna\r\n\r\n").body()).isEqualTo("anna");
      }
      try (RawClient stranger = gateway.connect()) {
        assertThat(stranger.get("/", "a").status()).isEqualTo(401);
      }
    }
  }

  @Test
  void theConnectionEndsWithTheClients() throws Exception {
    try (RunningGateway gateway = plan.start()) {
      try (RawClient anna = gateway.connect()) {
        anna.ask(HELLO + "anna\r\n\r\n");
        assertThat(member.connections()).isEqualTo(1);
      }
      Await.until("it is closed", () -> member.openConnections() == 0);
    }
  }

  @Test
  void withoutItClientsShareConnections() throws Exception {
    GatewayPlan shared = GatewayPlan.before(member);
    try (RunningGateway gateway = shared.start()) {
      for (int i = 0; i < 20; i++) {
        try (RawClient client = gateway.connect()) {
          client.get("/", "a");
        }
      }
      assertThat(member.connections()).isLessThan(20);
    }
  }

  @Test
  void aClientStaysWithTheMemberThatKnowsIt() throws Exception {
    try (TestMember other = TestMember.start(this::authenticate)) {
      plan.site().members(other);
      try (RunningGateway gateway = plan.start();
          RawClient anna = gateway.connect()) {
        anna.ask(HELLO + "anna\r\n\r\n");
        for (int i = 0; i < 6; i++) assertThat(anna.get("/", "a").body()).isEqualTo("anna");
        assertThat(member.connections() + other.connections()).isEqualTo(1);
      }
    }
  }

  @Test
  void aMemberThatClosesTheConnectionHasItOpenedAnew() throws Exception {
    try (TestMember closing =
        TestMember.start(
            request ->
                request.send(
                    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))) {
      plan.site().withoutMembers().members(closing);
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        for (int i = 0; i < 3; i++) {
          RawAnswer answer = client.get("/", "a");
          assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(closing.connections()).isEqualTo(3);
      }
    }
  }
}
