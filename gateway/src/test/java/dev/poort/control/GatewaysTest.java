package dev.poort.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.config.Settings;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateways;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.Wire.End;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several gateways in one process: what concerns one leaves the others alone. */
class GatewaysTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  @TempDir private Path folder;
  private final CountDownLatch go = new CountDownLatch(1);
  @AutoClose private final TestMember one = TestMember.answering("one");
  @AutoClose private final TestMember two = TestMember.answering("two");

  @AutoClose
  private final TestMember slow =
      TestMember.start(
          request -> {
            go.await();
            request.answer("slow");
          });

  private final GatewayPlan web = GatewayPlan.before(one).named("web");
  private final GatewayPlan api = GatewayPlan.before(two).named("api");

  GatewaysTest() throws Exception {}

  @Test
  void serveSideBySideEachWithPartsOfItsOwn() throws Exception {
    try (RunningGateways gateways = RunningGateways.start(web, api)) {
      assertServes(gateways, "web", "one");
      assertServes(gateways, "api", "two");
      assertThat(gateways.gateways().configurations()).containsExactly(web.config(), api.config());
    }
  }

  @Test
  void writeOneAccessLogThatSaysWhoServed() throws Exception {
    Path log = folder.resolve("access.log");
    Settings settings = Settings.DEFAULT.withAccessLog(log.toString());
    try (RunningGateways gateways = RunningGateways.start(settings, web, api)) {
      assertServes(gateways, "web", "one");
      assertServes(gateways, "api", "two");
      try (RawClient client = gateways.connect("api")) {
        client.ask("no HTTP\r\n\r\n");
      }
      Await.until("three lines are written", () -> Files.readAllLines(log).size() == 3);
    }
    assertThat(Files.readAllLines(log))
        .map(
            line -> line.replaceAll(".*\"resourceId\":\"(.*?)\".*\"httpStatus\":(\\d+).*", "$1 $2"))
        .containsExactly(
            "applicationGateways/web 200",
            "applicationGateways/api 200",
            "applicationGateways/api 400");
  }

  @Test
  void areFoundByNameInAnyLetterCase() throws Exception {
    try (RunningGateways gateways = RunningGateways.start(web, api)) {
      assertThat(gateways.gateways().get("WEB")).isSameAs(gateways.gateway("web"));
      assertThat(gateways.gateways().get("chat")).isNull();
    }
  }

  @Test
  void areReadyWhenAllOfThemAre() throws Exception {
    two.answerProbesWith(null);
    try (RunningGateways gateways = RunningGateways.start(web)) {
      gateways.apply(web, api);
      Await.until("the probe has come", () -> two.probes() > 0);
      assertThat(gateways.gateway("web").ready()).isTrue();
      assertThat(gateways.gateways().ready()).isFalse();
    }
  }

  @Test
  void aChangeSaysWhomItConcerns() throws Exception {
    GatewayPlan chat = GatewayPlan.before(one).named("chat");
    try (RunningGateways gateways = RunningGateways.start(web, api)) {
      assertThat(gateways.apply(web, api))
          .isEqualTo(new Difference(List.of(), List.of(), List.of()));
      api.site().members(one);
      assertThat(gateways.apply(api, chat))
          .isEqualTo(new Difference(List.of("chat"), List.of("api"), List.of("web")));
      assertThat(gateways.gateways().configurations()).containsExactly(api.config(), chat.config());
    }
  }

  @Test
  void aChangeOfOneTouchesNoConnectionOfAnother() throws Exception {
    GatewayPlan chat = GatewayPlan.before(two).named("chat");
    try (RunningGateways gateways = RunningGateways.start(web, api);
        RawClient client = gateways.connect("web")) {
      InetSocketAddress address = gateways.address("web");
      client.get("/", "a");
      api.site().withoutMembers().members(one);
      gateways.apply(chat, api, web);
      gateways.apply(web);

      assertThat(client.get("/", "a").body()).isEqualTo("one");
      assertThat(gateways.address("web")).isEqualTo(address);
    }
  }

  @Test
  void oneThatIsAddedServes() throws Exception {
    try (RunningGateways gateways = RunningGateways.start(web)) {
      gateways.apply(web, api);
      assertServes(gateways, "api", "two");
      assertServes(gateways, "web", "one");
    }
  }

  @Test
  void oneThatIsRemovedTakesNoMoreClientsAndFinishesItsRequests() throws Exception {
    api.site().withoutMembers().members(slow);
    try (RunningGateways gateways = RunningGateways.start(web, api);
        RawClient works = gateways.connect("api");
        RawClient rests = gateways.connect("api")) {
      InetSocketAddress removed = gateways.address("api");
      works.send(GET);
      Await.until("the member has the request", () -> slow.requests().size() == 1);
      gateways.apply(web);

      assertThatThrownBy(() -> RawClient.connect(removed)).isInstanceOf(ConnectException.class);
      assertThat(rests.awaitEnd()).isEqualTo(End.CLOSED);
      go.countDown();
      RawAnswer answer = works.readAnswer();
      assertThat(answer.body()).isEqualTo("slow");
      assertThat(answer.field("Connection")).isEqualTo("close");
      works.halfClose();
      Await.until("its member is let go", () -> slow.openConnections() == 0);
    }
  }

  @Test
  void whenAPortOfOneIsTakenNothingChangesForAny() throws Exception {
    GatewayPlan chat = GatewayPlan.before(one).named("chat");
    int fine = TestMember.unusedPort();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RunningGateways gateways = RunningGateways.start(web, api)) {
      var before = gateways.gateways().configurations();
      web.site().withoutMembers().members(two);
      chat.site("fine").members(one).port(81).localPort(fine);
      chat.site("taken").members(one).port(82).localPort(taken.getLocalPort());

      assertThatThrownBy(() -> gateways.apply(web, chat))
          .isInstanceOf(ListenException.class)
          .hasMessage("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": the port is taken");
      assertThat(gateways.gateways().configurations()).isEqualTo(before);
      assertServes(gateways, "web", "one");
      assertServes(gateways, "api", "two");
      InetSocketAddress undone = new InetSocketAddress(InetAddress.getLoopbackAddress(), fine);
      assertThatThrownBy(() -> RawClient.connect(undone)).isInstanceOf(ConnectException.class);
    }
  }

  private static void assertServes(RunningGateways gateways, String name, String body)
      throws Exception {
    try (RawClient client = gateways.connect(name)) {
      assertThat(client.get("/", "a").body()).isEqualTo(body);
    }
  }
}
