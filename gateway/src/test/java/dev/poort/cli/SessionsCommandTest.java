package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.KeepAliveOptions;
import dev.poort.management.ManagementServer;
import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.Frames;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.WebSocketEnd;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code poort sessions} and {@code poort close} against a running gateway. */
class SessionsCommandTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private OpenSession session;
  private ManagementServer management;

  @BeforeEach
  void start() throws Exception {
    session = OpenSession.start();
    management = ManagementServer.start(ANY_PORT, session.gateway().gateways());
  }

  @AfterEach
  void stop() throws Exception {
    management.close();
    session.close();
  }

  private String address() {
    return "127.0.0.1:" + management.address().getPort();
  }

  private CommandResult poort(String... args) {
    String[] all = java.util.Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--management";
    all[args.length + 1] = address();
    return CommandResult.of(all);
  }

  @Test
  void showsOpenSessionsAsATable() throws Exception {
    session.client().sendText("hello");
    session.served().read();
    CommandResult shown = poort("sessions");

    assertThat(shown.exitCode()).isZero();
    List<String> lines = shown.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("ID ").contains("CLIENT", "MEMBER", "STATE", "IDLE");
    assertThat(lines.get(1))
        .startsWith(session.facts().id())
        .contains(" site ", session.facts().member(), " open ", " -/- ", " 1/0 ", " 11/0 ")
        .endsWith("/chat");
    assertThat(lines.get(2)).isEqualTo("1 open, 1 opened");
  }

  @Test
  void showsOnlyWhatIsAskedFor() {
    assertThat(poort("sessions", "--listener", "other").out()).isEqualTo("1 open, 1 opened\n");
    assertThat(poort("sessions", "--client", "127.0.0.1").out()).contains(session.facts().id());
    assertThat(poort("sessions", "--limit", "0").out())
        .isEqualTo("and 1 more; --limit shows more at a time\n1 open, 1 opened\n");
    CommandResult unknown = poort("sessions", "--gateway", "none");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("no gateway none");
  }

  @Test
  void writesJsonForPrograms() {
    assertThat(poort("sessions", "--json").out())
        .startsWith("{")
        .contains("\"id\" : \"" + session.facts().id() + "\"", "\"recentlyClosed\" : [ ]");
  }

  @Test
  void watchesUntilTheInstanceIsGone() throws Exception {
    StringWriter out = new StringWriter();
    String address = address();
    CompletableFuture<Integer> watching =
        CompletableFuture.supplyAsync(
            () ->
                Main.execute(
                    new PrintWriter(out, true),
                    new PrintWriter(new StringWriter()),
                    "sessions",
                    "--watch",
                    "1",
                    "--management",
                    address));
    Await.until(
        "it has been shown twice", () -> out.toString().split("1 open, 1 opened", -1).length > 2);
    management.close();

    assertThat(watching.get()).isEqualTo(3);
  }

  @Test
  void closesASessionAndShowsItAmongTheClosed() throws Exception {
    String id = session.facts().id();
    CommandResult closed = poort("close", id, "--code", "4001", "--reason", "log in again");

    assertThat(closed.exitCode()).isZero();
    assertThat(closed.out()).isEqualTo("session " + id + " is being closed\n");
    for (WebSocketEnd side : List.of(session.client(), session.served())) {
      Frame close = side.readClose();
      assertThat(close.closeCode()).isEqualTo(4001);
      assertThat(close.closeReason()).isEqualTo("log in again");
      side.sendClose(4001, "");
    }
    session.awaitNoSession();
    assertThat(poort("sessions").out()).isEqualTo("0 open, 1 opened; closed: operator 1\n");
    assertThat(poort("sessions", "--closed").out())
        .contains(id, " gateway ", " 4001 ", " operator\n");
    CommandResult again = poort("close", id);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).isEqualTo("no session " + id + " is open\n");
  }

  @Test
  void saysWhatIsWrongWithACode() {
    CommandResult wrong = poort("close", session.facts().id(), "--code", "1006");

    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).startsWith("1006 is no close code that may be sent");
  }

  @Test
  void saysWhenNothingAnswers() {
    String address = address();
    management.close();
    CommandResult refused = CommandResult.of("sessions", "--management", address);

    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err()).startsWith("nothing answers at " + address);
    assertThat(CommandResult.of("close", "a", "--management", "here").exitCode()).isEqualTo(2);
  }

  @Test
  void showsHowLongASideTookToAnswerThePing() throws Exception {
    Duration often = Duration.ofMillis(100);
    var options =
        new KeepAliveOptions(often, null, Duration.ofSeconds(10), /* countsAsTraffic= */ false);
    session.plan().site().keepAlive(options);
    session.apply();
    try (RawClient connection = session.gateway().connect()) {
      WebSocketEnd second = WebSocketEnd.open(connection);
      second.send(Frames.PONG, second.read().payload());

      Await.until(
          "it is shown",
          () -> poort("sessions").out().lines().toList().get(2).matches(".* [0-9.]+ms/- .*"));
      assertThat(poort("sessions", "--json").out())
          .containsPattern("\"clientPingMillis\" : [0-9.]+")
          .containsPattern("\"clientPingAnswered\" : \"20[-0-9T:.]+Z\"");
      assertThat(poort("sessions", "--json").out()).doesNotContain("memberPingMillis");
    }
  }

  @Test
  void setsNumbersAndTimesShort() {
    assertThat(SessionsTable.count(9_999)).isEqualTo("9999");
    assertThat(SessionsTable.count(12_345)).isEqualTo("12.3k");
    assertThat(SessionsTable.count(4_500_000)).isEqualTo("4.5M");
    assertThat(SessionsTable.age(4.23)).isEqualTo("4.2s");
    assertThat(SessionsTable.age(723)).isEqualTo("12m03s");
    assertThat(SessionsTable.age(18_420)).isEqualTo("5h07m");
    assertThat(SessionsTable.age(273_700)).isEqualTo("3d04h");
  }
}
