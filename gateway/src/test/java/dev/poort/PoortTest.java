package dev.poort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.config.Bindings;
import dev.poort.config.HostAndPort;
import dev.poort.config.Settings;
import dev.poort.control.BoundListener;
import dev.poort.control.ListenException;
import dev.poort.demo.DemoBackend;
import dev.poort.demo.DemoFiles;
import dev.poort.problem.InvalidConfigurationException;
import dev.poort.telemetry.Health;
import dev.poort.telemetry.Session;
import dev.poort.testkit.Await;
import dev.poort.testkit.WebSocketClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoortTest {
  @TempDir Path folder;
  private DemoBackend backend;
  private Path armFile;

  @BeforeEach
  void start() throws Exception {
    backend = DemoBackend.start(2);
    armFile = DemoFiles.write(folder, backend.ports()).gateway();
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void servesAFileAsSoonAsItHasStarted() throws Exception {
    try (Poort poort = Poort.start(armFile, settings())) {
      assertThat(get(poort, "/health")).isEqualTo("well\n");
    }
  }

  @Test
  void startsFromBothFilesAsTheCommandDoes() throws Exception {
    try (Poort poort = Poort.start(armFile, folder.resolve("poort.json"))) {
      assertThat(get(poort, "/health")).isEqualTo("well\n");
    }
  }

  @Test
  void startsTheOneOfSeveralGatewaysThatIsNamed() throws Exception {
    writeTwoGateways();

    try (Poort poort = Poort.start(armFile, "OTHER", settings())) {
      assertThat(get(poort, "/health")).isEqualTo("well\n");
      poort.apply(armFile);
      assertThat(get(poort, "/health")).isEqualTo("well\n");
    }
  }

  @Test
  void startsTheOneThatIsNamedFromBothFiles() throws Exception {
    writeTwoGateways();

    try (Poort poort = Poort.start(armFile, "other", folder.resolve("poort.json"))) {
      assertThat(get(poort, "/health")).isEqualTo("well\n");
    }
  }

  @Test
  void refusesAFileOfSeveralGatewaysUntilOneIsNamed() throws Exception {
    writeTwoGateways();

    assertThatThrownBy(() -> Poort.start(armFile, settings()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("there are 2 gateways: demo, other");
    assertThatThrownBy(() -> Poort.start(armFile, folder.resolve("poort.json")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("there are 2 gateways: demo, other");
    assertThatThrownBy(() -> Poort.start(armFile, "third", settings()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("there is no gateway third among demo, other");
  }

  @Test
  void knowsItsListenersAndTheirPorts() throws Exception {
    try (Poort poort = Poort.start(armFile, settings())) {
      assertThat(poort.listeners())
          .extracting(BoundListener::name)
          .containsExactly("httpListener", "httpsListener");
      assertThat(poort.port("HTTPLISTENER")).isPositive().isNotEqualTo(80);
      assertThatThrownBy(() -> poort.port("ftpListener"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("httpsListener");
    }
  }

  @Test
  void refusesAFileWithErrorsAndReportsThemAll() throws Exception {
    edit("\"port\": 443", "\"port\": 0");
    edit("\"requestTimeout\": 120", "\"requestTimeout\": 0");

    assertThatThrownBy(() -> Poort.start(armFile, settings()))
        .isInstanceOfSatisfying(
            InvalidConfigurationException.class,
            invalid -> assertThat(invalid.problems()).hasSize(2));
  }

  @Test
  void saysWhichAddressItCannotListenOn() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Settings taken = settings(Map.of(80, other.getLocalPort(), 443, 0));

      assertThatThrownBy(() -> Poort.start(armFile, taken))
          .isInstanceOfSatisfying(
              ListenException.class,
              refused -> assertThat(refused.address().getPort()).isEqualTo(other.getLocalPort()));
    }
  }

  @Test
  void appliesAnotherFileWithoutTouchingSessions() throws Exception {
    try (Poort poort = Poort.start(armFile, settings());
        WebSocketClient client = WebSocketClient.open(ws(poort, "/echo"))) {
      int port = poort.port("httpListener");
      edit("\"requestTimeout\": 120", "\"requestTimeout\": 60");

      poort.apply(armFile);

      client.say("still here");
      assertThat(client.hear()).isEqualTo("still here");
      assertThat(poort.port("httpListener")).isEqualTo(port);
    }
  }

  @Test
  void keepsServingWhenAnotherFileHasErrors() throws Exception {
    try (Poort poort = Poort.start(armFile, settings())) {
      edit("\"requestTimeout\": 120", "\"requestTimeout\": 0");

      assertThatThrownBy(() -> poort.apply(armFile))
          .isInstanceOf(InvalidConfigurationException.class);
      assertThat(get(poort, "/health")).isEqualTo("well\n");
    }
  }

  @Test
  void listsOpenSessions() throws Exception {
    try (Poort poort = Poort.start(armFile, settings());
        WebSocketClient client = WebSocketClient.open(ws(poort, "/echo?room=1"))) {
      client.say("hello");
      client.hear();

      assertThat(poort.sessions())
          .singleElement()
          .returns("httpListener", Session::listener)
          .returns("/echo?room=1", Session::target);
    }
  }

  @Test
  void knowsTheHealthOfEveryMember() throws Exception {
    try (Poort poort = Poort.start(armFile, settings())) {
      Await.until(
          "every member is up",
          () ->
              poort.backendHealth().backendAddressPools().stream()
                  .flatMap(pool -> pool.backendHttpSettingsCollection().stream())
                  .flatMap(settings -> settings.servers().stream())
                  .allMatch(server -> server.health() == Health.UP));
    }
  }

  @Test
  void tellsSessionsWhenItCloses() throws Exception {
    Poort poort = Poort.start(armFile, settings());
    try (poort;
        WebSocketClient client = WebSocketClient.open(ws(poort, "/echo"))) {
      boolean clean = poort.close(Duration.ofSeconds(5));

      assertThat(client.hear()).startsWith("close 1001 ");
      assertThat(clean).isTrue();
    }
  }

  @Test
  void answersOnAManagementAddressWhenTheSettingsHaveOne() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (Poort poort = Poort.start(armFile, settings().withManagement(any))) {
      InetSocketAddress chosen = Objects.requireNonNull(poort.management());
      assertThat(get("http://127.0.0.1:" + chosen.getPort() + "/health")).contains("alive");
    }
  }

  @Test
  void runsBesideAnotherGatewayInTheSameProcess() throws Exception {
    try (Poort other = Poort.start(armFile, settings())) {
      Poort.start(armFile, settings()).close();

      assertThat(get(other, "/health")).isEqualTo("well\n");
    }
  }

  private void writeTwoGateways() throws Exception {
    String one = Files.readString(armFile);
    String other = one.replace("\"demo\"", "\"other\"");
    assertThat(other).isNotEqualTo(one);
    Files.writeString(armFile, "[" + one + "," + other + "]");
  }

  private Settings settings() {
    return settings(Map.of(80, 0, 443, 0));
  }

  private Settings settings(Map<Integer, Integer> ports) {
    List<HostAndPort> members =
        backend.ports().stream().map(port -> new HostAndPort("127.0.0.1", port)).toList();
    return Settings.DEFAULT.withBindings(
        new Bindings(Map.of("frontend", "127.0.0.1"), ports, Map.of("chatMembers", members)));
  }

  private void edit(String old, String fresh) throws Exception {
    String text = Files.readString(armFile);
    assertThat(text).contains(old);
    Files.writeString(armFile, text.replace(old, fresh));
  }

  private static String get(Poort poort, String path) throws Exception {
    return get("http://127.0.0.1:" + poort.port("httpListener") + path);
  }

  private static String get(String uri) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }

  private static String ws(Poort poort, String path) {
    return "ws://127.0.0.1:" + poort.port("httpListener") + path;
  }
}
