package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Requests that members see only when they are whole (ARM: enableRequestBuffering). */
class RequestBufferingTest {
  private static final String HEAD =
      "%s / HTTP/1.1\r\nHost: shop.test\r\nContent-Length: %d\r\n%s\r\n";

  @AutoClose
  private final TestMember member =
      TestMember.start(request -> request.answer(request.readBody().length() + " octets"));

  RequestBufferingTest() throws Exception {}

  private RunningGateway start() throws Exception {
    return GatewayPlan.before(member).bufferingRequests().start();
  }

  @Test
  void aMemberSeesNothingBeforeTheBodyIsWhole() throws Exception {
    try (RunningGateway gateway = start();
        RawClient client = gateway.connect()) {
      client.send(HEAD.formatted("POST", 6, "") + "abc");
      assertThat(client.isSilentFor(200)).isTrue();
      assertThat(member.requests()).isEmpty();
      client.send("def");

      assertThat(client.readAnswer().body()).isEqualTo("6 octets");
    }
  }

  @Test
  void aBodyInChunksIsWholeAtItsLast() throws Exception {
    try (RunningGateway gateway = start();
        RawClient client = gateway.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: shop.test\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
      assertThat(client.isSilentFor(200)).isTrue();
      assertThat(member.requests()).isEmpty();
      client.send("2\r\nde\r\n0\r\n\r\n");

      assertThat(client.readAnswer().status()).isEqualTo(200);
    }
  }

  @Test
  void aRequestWithoutABodyWaitsForNothing() throws Exception {
    try (RunningGateway gateway = start();
        RawClient client = gateway.connect()) {
      assertThat(client.get("/", "shop.test").body()).isEqualTo("0 octets");
    }
  }

  @Test
  void aBodyThatIsTooLongToKeepIsPassedOnAsItComes() throws Exception {
    int length = GatheredBody.MOST + 10;
    try (RunningGateway gateway = start();
        RawClient client = gateway.connect()) {
      client.send(HEAD.formatted("POST", length, "") + "x".repeat(length - 1));
      Await.until("the member has the head", () -> member.requests().size() == 1);
      client.send("x");

      assertThat(client.readAnswer().body()).isEqualTo(length + " octets");
    }
  }

  @Test
  void aGatewayThatKeepsAsMuchAsItMayPassesFurtherBodiesOnAsTheyCome() throws Exception {
    int length = GatheredBody.MOST;
    int clients = (int) (GatheringSpace.OF_GATEWAY / length) + 4;
    List<RawClient> waiting = new ArrayList<>();
    try (RunningGateway gateway = start()) {
      for (int i = 0; i < clients; i++) {
        RawClient client = gateway.connect();
        waiting.add(client);
        client.send(HEAD.formatted("POST", length, "") + "x".repeat(length - 1));
      }
      Await.until("a member has the head of one", () -> !member.requests().isEmpty());
      assertThat(member.requests()).hasSizeLessThan(clients);

      for (RawClient client : waiting) {
        client.send("x");
        assertThat(client.readAnswer().body()).isEqualTo(length + " octets");
      }
    } finally {
      for (RawClient client : waiting) client.close();
    }
  }

  @Test
  void aClientThatAsksWhetherToSendIsToldByTheGateway() throws Exception {
    try (RunningGateway gateway = start();
        RawClient client = gateway.connect()) {
      client.send(HEAD.formatted("POST", 3, "Expect: 100-continue\r\n"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
      assertThat(member.requests()).isEmpty();
      client.send("abc");

      assertThat(client.readAnswer().body()).isEqualTo("3 octets");
    }
  }

  @Test
  void aWholeBodyIsSentToAnotherMemberWhenOneFails() throws Exception {
    var asked = new AtomicInteger();
    try (TestMember failing =
            TestMember.start(
                request -> {
                  request.readBody();
                  asked.incrementAndGet();
                  request.wire().close();
                });
        RunningGateway gateway = GatewayPlan.before(failing, member).bufferingRequests().start()) {
      for (int i = 0; i < 2; i++) {
        try (RawClient client = gateway.connect()) {
          client.send(HEAD.formatted("PUT", 3, "") + "abc");

          assertThat(client.readAnswer().body()).isEqualTo("3 octets");
        }
      }
      assertThat(asked).hasPositiveValue();
    }
  }

  @Test
  void aClientThatLeavesInTheMiddleLeavesNothingBehind() throws Exception {
    try (RunningGateway gateway = start();
        RawClient client = gateway.connect()) {
      client.send(HEAD.formatted("POST", 6, "") + "abc");
      client.reset();
      try (RawClient next = gateway.connect()) {
        assertThat(next.get("/", "shop.test").status()).isEqualTo(200);
      }
    }
  }
}
