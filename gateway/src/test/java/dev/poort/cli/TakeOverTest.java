package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.demo.DemoBackend;
import dev.poort.demo.DemoFiles;
import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process takes over from another: two real ones, and clients that never stop. */
@EnabledOnOs(OS.LINUX)
class TakeOverTest {
  private static final Pattern HTTP = Pattern.compile("\"url\":\"http://127\\.0\\.0\\.1:(\\d+)\"");
  private static final Pattern HTTPS =
      Pattern.compile("\"url\":\"https://127\\.0\\.0\\.1:(\\d+)\"");
  private static final Pattern MANAGEMENT =
      Pattern.compile("\"management\":\"http://(127\\.0\\.0\\.1:(\\d+))\"");
  private static final int PAUSE_MILLIS = 10;

  @TempDir Path folder;
  private DemoBackend backend;
  private DemoFiles files;
  private Path nextSettings;
  private String http = "";
  private String management = "";

  @BeforeEach
  void start() throws Exception {
    backend = DemoBackend.start(2);
    files = DemoFiles.write(folder, backend.ports());
    nextSettings = folder.resolve("next.json");
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  /** Starts the first process, and writes what the next one is to be started with. */
  private PoortProcess first(String transport) throws Exception {
    String settings =
        Files.readString(files.settings())
            .replace("\"bindings\"", "\"transport\": \"" + transport + "\", \"bindings\"");
    Files.writeString(files.settings(), with(settings, "127.0.0.1:0"));
    PoortProcess first =
        PoortProcess.start(
            "run", files.gateway().toString(), "--settings", files.settings().toString(), "--json");
    String said = first.awaitLine("{");
    http = group(HTTP, said);
    management = group(MANAGEMENT, said);
    String ports = "\"80\": %s, \"443\": %s".formatted(http, group(HTTPS, said));
    Files.writeString(
        nextSettings, with(settings, management).replace("\"80\": 0, \"443\": 0", ports));
    return first;
  }

  private static String with(String settings, String management) {
    return settings.replace("\"bindings\"", "\"management\": \"" + management + "\", \"bindings\"");
  }

  private PoortProcess next(String... more) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of(
                "run",
                files.gateway().toString(),
                "--settings",
                nextSettings.toString(),
                "--take-over"));
    args.addAll(List.of(more));
    return PoortProcess.start(args.toArray(String[]::new));
  }

  private static String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(http));
  }

  private WebSocketEnd open() throws Exception {
    RawClient connection = RawClient.connect(address());
    connection.send(WebSocketEnd.handshake("/echo", ""));
    return WebSocketEnd.agreed(connection);
  }

  private static void talk(WebSocketEnd session) throws Exception {
    session.sendText("hello");
    assertThat(session.read().text()).isEqualTo("hello");
  }

  /** Comes a hundred times a second, each time with a new connection and a whole session. */
  private int comeAgain(AtomicBoolean goOn) throws Exception {
    int times = 0;
    while (goOn.get()) {
      try (WebSocketEnd session = open()) {
        talk(session);
        session.sendClose(1000, "");
        assertThat(session.readClose().closeCode()).isEqualTo(1000);
      }
      times++;
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return times;
  }

  /** Asks over one connection until an answer says that it is the last there. */
  private int keepAlive(AtomicBoolean goOn) throws Exception {
    int times = 0;
    while (goOn.get()) {
      try (RawClient client = RawClient.connect(address())) {
        boolean last = false;
        while (goOn.get() && !last) {
          RawAnswer answer = client.get("/health", "localhost");
          assertThat(answer.status()).isEqualTo(200);
          last = answer.head().contains("Connection: close");
          times++;
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
      }
    }
    return times;
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "epoll"})
  void nobodyIsRefusedOrCutAndSessionsLiveOnInTheOldProcess(String transport) throws Exception {
    AtomicBoolean goOn = new AtomicBoolean(true);
    try (PoortProcess old = first(transport);
        WebSocketEnd longLived = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> clients = new ArrayList<>();
      for (Callable<Integer> client : clients(goOn)) clients.add(threads.submit(client));
      try (PoortProcess fresh = next()) {
        fresh.awaitLine("Took over from process ");
        old.awaitLine("Handed over to a new process; ");
        talk(longLived);
        Await.until("the fresh one serves", () -> served(fresh) > 0);
        longLived.sendClose(1000, "");
        assertThat(longLived.readClose().closeCode()).isEqualTo(1000);

        assertThat(old.awaitExit()).isZero();
        goOn.set(false);
        for (Future<Integer> client : clients) assertThat(client.get()).isGreaterThan(50);
        fresh.terminate();
        assertThat(fresh.awaitExit()).isZero();
      } finally {
        goOn.set(false);
      }
    }
  }

  private List<Callable<Integer>> clients(AtomicBoolean goOn) {
    return List.of(
        () -> comeAgain(goOn), () -> comeAgain(goOn), () -> keepAlive(goOn), () -> keepAlive(goOn));
  }

  /** How many sessions the process at the management address has opened so far. */
  private int served(PoortProcess fresh) {
    assertThat(fresh.seen()).isNotEmpty();
    CommandResult sessions = CommandResult.of("sessions", "--management", management);
    assertThat(sessions.exitCode()).isZero();
    return Integer.parseInt(sessions.out().replaceAll("(?s).*open, (\\d+) opened.*", "$1"));
  }

  @Test
  void theOldProcessServesOnWhenTheNewOneFails() throws Exception {
    try (PoortProcess old = first("auto");
        WebSocketEnd session = open()) {
      // A port that neither has, and that this one will not get.
      try (var taken = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        String settings = Files.readString(nextSettings);
        Files.writeString(
            nextSettings,
            settings.replaceFirst("\"443\": \\d+", "\"443\": " + taken.getLocalPort()));
        try (PoortProcess fresh = next()) {
          fresh.awaitLine("taken");
          assertThat(fresh.awaitExit()).isEqualTo(3);
        }
      }
      talk(session);
      for (int i = 0; i < 20; i++) {
        try (WebSocketEnd other = open()) {
          talk(other);
        }
      }
      assertThat(served(old)).isEqualTo(21);
      old.terminate();
      assertThat(old.awaitExit()).isZero();
    }
  }

  /** In one test, as each process takes seconds to start. */
  @Test
  void oneAfterTheOtherTakesOverAndItsSessionsLeaveInTheirTimeOrAtASignal() throws Exception {
    try (PoortProcess old = first("auto");
        WebSocketEnd leaving = open();
        PoortProcess fresh = next("--drain-seconds", "1")) {
      fresh.awaitLine("Took over from process ");
      assertLast(leaving, 1012, "the gateway was handed over");
      assertThat(old.awaitExit()).isZero();

      try (WebSocketEnd staying = open();
          PoortProcess third = next("--drain-seconds", "3600")) {
        third.awaitLine("Took over from process ");
        fresh.awaitLine("Handed over");
        talk(staying);
        fresh.terminate();
        assertLast(staying, 1001, "the gateway is shutting down");
        assertThat(fresh.awaitExit()).isZero();
        try (WebSocketEnd session = open()) {
          talk(session);
        }
      }
    }
  }

  private static void assertLast(WebSocketEnd session, int code, String reason) throws Exception {
    Frame close = session.readClose();
    assertThat(close.closeCode()).isEqualTo(code);
    assertThat(close.closeReason()).isEqualTo(reason);
    session.sendClose(code, "");
  }

  @Test
  void saysWhenThereIsNobodyToTakeOverFrom() throws Exception {
    management = "127.0.0.1:" + TestMember.unusedPort();
    Files.writeString(nextSettings, with(Files.readString(files.settings()), management));
    try (PoortProcess fresh = next()) {
      fresh.awaitLine("nothing answers at " + management);
      assertThat(fresh.awaitExit()).isEqualTo(3);
    }
  }
}
