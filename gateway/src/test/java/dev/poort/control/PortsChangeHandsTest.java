package dev.poort.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.RunningGateways;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.Wire.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A bound port may pass on in a change, and nobody finds it closed in between. */
class PortsChangeHandsTest {
  @AutoClose private final TestMember one = TestMember.answering("one");
  @AutoClose private final TestMember two = TestMember.answering("two");
  private final int first = TestMember.unusedPort();
  private final int second = TestMember.unusedPort();
  private final GatewayPlan web = GatewayPlan.before(one).named("web");
  private final GatewayPlan api = GatewayPlan.before(two).named("api");

  PortsChangeHandsTest() throws Exception {}

  @Test
  void fromAGatewayThatGoesToOneThatComes() throws Exception {
    GatewayPlan stays = GatewayPlan.before(one).named("stays");
    web.site().localPort(first);
    api.site().localPort(first);
    try (RunningGateways gateways = RunningGateways.start(stays, web);
        RawClient former = connect(first)) {
      assertThat(former.get("/", "a").body()).isEqualTo("one");
      gateways.apply(stays, api);

      assertThat(answerAt(first)).isEqualTo("two");
      assertThat(former.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  @Test
  void betweenTwoGatewaysThatExchangeThem() throws Exception {
    web.site().localPort(first);
    api.site().localPort(second);
    try (RunningGateways gateways = RunningGateways.start(web, api)) {
      web.site().localPort(second);
      api.site().localPort(first);
      gateways.apply(web, api);
      assertThat(answerAt(first)).isEqualTo("two");
      assertThat(answerAt(second)).isEqualTo("one");
    }
  }

  @Test
  void betweenTwoPortsOfOneGateway() throws Exception {
    web.site().localPort(first);
    web.site("more").members(two).port(81).localPort(second);
    try (RunningGateway gateway = web.start()) {
      web.site().localPort(second);
      web.site("more").localPort(first);
      gateway.apply(web);
      assertThat(answerAt(first)).isEqualTo("two");
      assertThat(answerAt(second)).isEqualTo("one");
    }
  }

  @Test
  void fromClearTextToTls() throws Exception {
    TestCa ca = TestCa.create();
    web.site().localPort(first);
    api.site().certificate(ca.issue("localhost")).localPort(first);
    try (RunningGateways gateways = RunningGateways.start(web)) {
      GatewayPlan more = GatewayPlan.before(one).named("more");
      gateways.apply(more, api);
      try (RawClient client =
          RawClient.connectTls(gateways.address("api"), ca.clientContext(), "localhost")) {
        assertThat(client.get("/", "a").body()).isEqualTo("two");
      }
    }
  }

  @Test
  void withoutAMomentInWhichNobodyListens() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    GatewayPlan stays = GatewayPlan.before(one).named("stays");
    web.site().localPort(first);
    api.site().localPort(first);
    try (RunningGateways gateways = RunningGateways.start(stays, web)) {
      var served = CompletableFuture.supplyAsync(() -> countConnections(stop));
      for (int i = 0; i < 20; i++) gateways.apply(stays, i % 2 == 0 ? api : web);
      stop.set(true);
      assertThat(served.get()).isPositive();
    }
  }

  /** Connects again and again; none may be refused. */
  private int countConnections(AtomicBoolean stop) {
    int count = 0;
    try {
      for (; !stop.get() || count == 0; count++) connect(first).close();
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void notWhenTheChangeFails() throws Exception {
    GatewayPlan stays = GatewayPlan.before(one).named("stays");
    web.site().localPort(first);
    api.site().localPort(first);
    try (RunningGateways gateways = RunningGateways.start(stays, web);
        var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      api.site("taken").members(two).port(82).localPort(taken.getLocalPort());
      assertThatThrownBy(() -> gateways.apply(stays, api)).isInstanceOf(ListenException.class);
      assertThat(answerAt(first)).isEqualTo("one");
    }
  }

  private static String answerAt(int port) throws Exception {
    try (RawClient client = connect(port)) {
      return client.get("/", "a").body();
    }
  }

  private static RawClient connect(int port) throws IOException {
    return RawClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }
}
