package dev.poort.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.BalancingOptions;
import dev.poort.config.KeepAliveOptions;
import dev.poort.config.LoadDistributionPolicy.Algorithm;
import dev.poort.config.SessionLimits;
import dev.poort.control.GatewaySessions;
import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.Frames;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.Site;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Walks the table of docs/closes.md: every row is brought about and heard on both sides. */
class ClosesTest {
  private static final Path PAGE = Path.of("..", "docs", "closes.md");

  /** A row: the codes are empty where that side gets no frame of the gateway's. */
  private record Row(String cause, String toClient, String toMember, String text, String log) {
    static Row of(String line) {
      String[] cells = line.replace("`", "").split("\\|", -1);
      assertThat(cells).as(line).hasSize(8);
      assertThat(cells[6]).as("when: " + line).isNotBlank();
      return new Row(
          cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip(), cells[5].strip());
    }
  }

  private static List<Row> rows() throws Exception {
    return Files.readAllLines(PAGE).stream()
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .map(Row::of)
        .toList();
  }

  @Test
  void everyCauseHasItsRowInTheOrderOfTheCatalogue() throws Exception {
    assertThat(rows())
        .extracting(Row::cause)
        .containsExactlyElementsOf(
            Arrays.stream(CloseCause.values()).map(ClosesTest::name).toList());
  }

  private static Row row(CloseCause cause) throws Exception {
    return rows().stream().filter(row -> row.cause().equals(name(cause))).findFirst().orElseThrow();
  }

  private static String name(CloseCause cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @ParameterizedTest
  @EnumSource(CloseCause.class)
  void bothSidesHearWhatTheRowSays(CloseCause cause) throws Exception {
    try (OpenSession session = OpenSession.start(plan -> prepare(plan.site(), cause))) {
      assertBothSidesHear(cause, session);
    }
  }

  @ParameterizedTest
  @EnumSource(CloseCause.class)
  void bothSidesHearTheSameWhenTheClientSpeaksHttp2(CloseCause cause) throws Exception {
    try (OpenSession session = OpenSession.startHttp2(plan -> prepare(plan.site(), cause))) {
      assertBothSidesHear(cause, session);
    }
  }

  private static void assertBothSidesHear(CloseCause cause, OpenSession session) throws Exception {
    Row row = row(cause);
    CompletableFuture<?> begun = bringAbout(cause, session);
    assertHears(session.client(), row.toClient(), row);
    assertHears(session.served(), row.toMember(), row);
    begun.get();

    session.awaitNoSession();
    assertThat(session.gateway().awaitLog(1).getFirst())
        .contains("\"closeReason\":\"" + row.log() + "\"");
  }

  private static void prepare(Site site, CloseCause cause) {
    Duration second = Duration.ofSeconds(1);
    switch (cause) {
      case IDLE -> site.requestTimeout(second);
      case CLIENT_UNRESPONSIVE ->
          site.keepAlive(new KeepAliveOptions(second, null, second, /* countsAsTraffic= */ false));
      case MEMBER_UNRESPONSIVE ->
          site.keepAlive(new KeepAliveOptions(null, second, second, /* countsAsTraffic= */ false));
      case MESSAGE_TOO_BIG -> site.sessionLimits(messages(0, 1000));
      case MESSAGE_RATE -> site.sessionLimits(messages(1, 0));
      case CLIENT_PROTOCOL_ERROR, MEMBER_PROTOCOL_ERROR -> site.validateFrames();
      case REBALANCED -> site.balancing(new BalancingOptions(false, Duration.ZERO, 10));
      default -> {}
    }
  }

  private static SessionLimits messages(int perSecond, long bytes) {
    return new SessionLimits(0, 0, 0, 0, perSecond, bytes, 0);
  }

  /** Two sessions on one member are one too many once there is another. */
  private static CompletableFuture<?> rebalance(OpenSession session) throws Exception {
    WebSocketEnd second = WebSocketEnd.open(session.gateway().connect());
    WebSocketMember joins = WebSocketMember.start();
    session.plan().site().members(joins.member());
    session.apply();
    return CompletableFuture.runAsync(
        () -> {
          try (second;
              joins) {
            Await.until("one is left", () -> session.gateway().gateway().sessions().size() == 1);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static CompletableFuture<?> bringAbout(CloseCause cause, OpenSession session)
      throws Exception {
    switch (cause) {
      case IDLE -> {}
      case CLIENT_UNRESPONSIVE ->
          assertThat(session.client().read().opcode()).isEqualTo(Frames.PING);
      case MEMBER_UNRESPONSIVE ->
          assertThat(session.served().read().opcode()).isEqualTo(Frames.PING);
      case LISTENER_REMOVED -> {
        session.plan().remove("site");
        session.plan().site("other").port(8080);
        session.apply();
      }
      case MEMBER_REMOVED -> {
        session.plan().site().withoutMembers();
        session.apply();
      }
      case RULE_REMOVED -> {
        Site elsewhere = session.plan().site("elsewhere").behindPaths();
        Site site = session.plan().site().distributes(Algorithm.ROUND_ROBIN).share(elsewhere, 1);
        Site keeper = session.plan().site("keeper").port(8080);
        keeper.distributes(Algorithm.ROUND_ROBIN).share(site, 1);
        session.apply();
      }
      case MEMBER_DRAINED -> session.gateway().gateway().drain("127.0.0.1", null, Duration.ZERO);
      case REBALANCED -> {
        return rebalance(session);
      }
      case HANDED_OVER -> {
        return CompletableFuture.runAsync(
            () -> session.gateway().gateways().handOver(Duration.ZERO));
      }
      case SHUTDOWN -> {
        return CompletableFuture.runAsync(
            () -> session.gateway().gateways().close(Duration.ofSeconds(10)));
      }
      case OPERATOR -> assertThat(close(session)).isTrue();
      case MEMBER_LOST -> session.served().wire().halfClose();
      case CLIENT_LOST -> session.client().wire().halfClose();
      case MESSAGE_TOO_BIG -> session.client().send(Frames.BINARY, new byte[1001]);
      case MESSAGE_RATE -> {
        session.client().sendText("one");
        session.client().sendText("two");
        assertThat(session.served().read().text()).isEqualTo("one");
      }
      case CLIENT_PROTOCOL_ERROR -> session.client().sendFrame(Frames.FIN | 0x3, new byte[0]);
      case MEMBER_PROTOCOL_ERROR -> session.served().sendFrame(Frames.FIN | 0x3, new byte[0]);
      case INTERNAL -> sessions(session).onEach(ClosesTest::fail);
    }
    return CompletableFuture.completedFuture(null);
  }

  private static boolean close(OpenSession session) {
    return session.gateway().gateway().closeSession(session.facts().id(), null, null);
  }

  private static Sessions sessions(OpenSession session) {
    return GatewaySessions.of(session.gateway().gateway());
  }

  private static void fail(Tunnel tunnel) {
    tunnel.side(true).failed(new IllegalStateException("made by a test"));
  }

  /** A side hears the gateway and answers; where the row says nothing, the other side's answer. */
  private static void assertHears(WebSocketEnd side, String code, Row row) throws Exception {
    if (code.isEmpty()) return;
    Frame close = side.readClose();
    assertThat(close.closeCode()).isEqualTo(Integer.parseInt(code));
    assertThat(close.closeReason()).startsWith(row.text());
    side.sendClose(close.closeCode(), "");
  }
}
