package dev.poort.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.arm.GatewayReader;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.HostAndPort;
import dev.poort.config.Settings;
import dev.poort.control.Gateways;
import dev.poort.control.SharedParts;
import dev.poort.demo.DemoBackend;
import dev.poort.demo.DemoFiles;
import dev.poort.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementServerTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private DemoBackend backend;
  private ServerSocket silentMember;
  private ApplicationGateway configuration;
  private SharedParts shared;
  private Gateways gateways;
  private ManagementServer management;

  @BeforeEach
  void start() throws Exception {
    backend = DemoBackend.start(1);
    silentMember = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Path file = DemoFiles.write(folder, backend.ports()).gateway();
    configuration = GatewayReader.read(file).valueOrThrow().getFirst();
    shared = SharedParts.open(Settings.DEFAULT);
    gateways = startGateway(backend.ports().getFirst());
    management = ManagementServer.start(ANY_PORT, gateways);
  }

  @AfterEach
  void stop() throws Exception {
    http.close();
    management.close();
    gateways.close(Duration.ZERO);
    shared.close();
    backend.close();
    silentMember.close();
  }

  @Test
  void saysThatTheProcessIsAlive() throws Exception {
    HttpResponse<String> health = get("/health");

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(health.body()).contains("\"status\" : \"alive\"", "\"accessLogDropped\" : 0");
  }

  /** What it held of them would be found by the leak detection. */
  @Test
  void requestsThatComeWhileItClosesEndWithTheirConnections() throws Exception {
    InetSocketAddress address = management.address();
    byte[] request =
        "POST /members/none/drain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"
            .getBytes(StandardCharsets.US_ASCII);
    List<Thread> clients = new ArrayList<>();
    CountDownLatch connected = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      clients.add(
          Thread.startVirtualThread(
              () -> {
                try (Socket client = new Socket(address.getAddress(), address.getPort())) {
                  connected.countDown();
                  byte[] answer = new byte[4096];
                  do {
                    client.getOutputStream().write(request);
                  } while (client.getInputStream().read(answer) >= 0);
                } catch (IOException _) {
                  // reset: it has ended, too
                }
              }));
    }
    connected.await();

    management.close();

    for (Thread client : clients) assertThat(client.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void isReadyOnceTheMembersHaveAnsweredTheirFirstProbes() throws Exception {
    Await.until("it is ready", () -> get("/ready").statusCode() == 200);

    assertThat(get("/ready").body()).contains("\"ready\" : true", "\"waitingFor\" : [ ]");
  }

  @Test
  void saysForWhomItWaitsWhileItIsNotReady() throws Exception {
    try (Gateways waiting = startGateway(silentMember.getLocalPort());
        ManagementServer itsManagement = ManagementServer.start(ANY_PORT, waiting)) {
      HttpResponse<String> ready = get(itsManagement, "/ready");

      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body())
          .contains("\"ready\" : false")
          .contains("first probe of 127.0.0.1:" + silentMember.getLocalPort())
          .contains("chatMembers, chatSettings");
    }
  }

  @Test
  void showsHealthInTheShapeOfAzure() throws Exception {
    Await.until("it is ready", () -> get("/ready").statusCode() == 200);

    assertThat(get("/backendhealth").body().replaceAll("\\s", ""))
        .isEqualTo(
            """
            {"backendAddressPools":[{
              "backendAddressPool":{"id":"backendAddressPools/chatMembers","name":"chatMembers"},
              "backendHttpSettingsCollection":[{
                "backendHttpSettings":{
                  "id":"backendHttpSettingsCollection/chatSettings","name":"chatSettings"},
                "servers":[{
                  "address":"127.0.0.1",
                  "port":%d,
                  "health":"Up",
                  "healthProbeLog":"Success. Received 200 status code."}]}]}]}
            """
                .formatted(backend.ports().getFirst())
                .replaceAll("\\s", ""));
  }

  @Test
  void showsTheAppliedGatewayAsArmThatReadsBackAsTheSame() throws Exception {
    ApplicationGateway clear = withoutHttps(configuration);
    gateways.apply(List.of(clear), gateways.settings());

    String shown = get("/config").body();

    assertThat(GatewayReader.read("config", shown).valueOrThrow()).containsExactly(clear);
  }

  @Test
  void showsPathMapsRedirectsAndOverridesToo() throws Exception {
    String text =
        """
        {"name": "shop", "properties": {
          "frontendIPConfigurations": [{"name": "frontend"}],
          "frontendPorts": [{"name": "http", "port": 80}],
          "httpListeners": [
            {"name": "web", "protocol": "Http", "frontendPort": {"id": "frontendPorts/http"},
              "frontendIPConfiguration": {"id": "frontendIPConfigurations/frontend"}},
            {"name": "old", "protocol": "Http", "frontendPort": {"id": "frontendPorts/http"},
              "frontendIPConfiguration": {"id": "frontendIPConfigurations/frontend"},
              "hostName": "old.test"}],
          "backendAddressPools": [{"name": "chatMembers"}],
          "backendHttpSettingsCollection": [
            {"name": "settings", "port": 80, "protocol": "Http", "path": "/v2/"}],
          "redirectConfigurations": [
            {"name": "toWeb", "redirectType": "Permanent", "includePath": false,
              "targetListener": {"id": "httpListeners/web"}},
            {"name": "away", "redirectType": "SeeOther", "targetUrl": "https://contoso.com/a?b"}],
          "urlPathMaps": [
            {"name": "paths",
              "defaultBackendAddressPool": {"id": "backendAddressPools/chatMembers"},
              "defaultBackendHttpSettings": {"id": "backendHttpSettingsCollection/settings"},
              "pathRules": [
                {"name": "away", "paths": ["/away", "/away/*"],
                  "redirectConfiguration": {"id": "redirectConfigurations/away"}},
                {"name": "chat", "paths": ["/chat*"],
                  "backendAddressPool": {"id": "backendAddressPools/chatMembers"},
                  "backendHttpSettings": {"id": "backendHttpSettingsCollection/settings"}}]},
            {"name": "elsewhere",
              "defaultRedirectConfiguration": {"id": "redirectConfigurations/away"}}],
          "requestRoutingRules": [
            {"name": "web", "ruleType": "PathBasedRouting", "priority": 1,
              "httpListener": {"id": "httpListeners/web"},
              "urlPathMap": {"id": "urlPathMaps/paths"}},
            {"name": "old", "ruleType": "Basic", "priority": 2,
              "httpListener": {"id": "httpListeners/old"},
              "redirectConfiguration": {"id": "redirectConfigurations/toWeb"}}]}}
        """;
    ApplicationGateway shop = GatewayReader.read("shop", text).valueOrThrow().getFirst();
    gateways.apply(List.of(shop), gateways.settings());

    assertThat(GatewayReader.read("config", get("/config").body()).valueOrThrow())
        .containsExactly(shop);
  }

  @Test
  void neverShowsAKeyOrAPassword() throws Exception {
    assertThat(get("/config").body())
        .contains("\"publicCertData\"")
        .doesNotContain("\"data\"", "password");
  }

  @Test
  void namesWhatThereIsWhenAskedForWhatThereIsNot() throws Exception {
    HttpResponse<String> none = get("/helth");

    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("\"code\" : \"NotFound\"", "/health", "/backendhealth");
  }

  @Test
  void allowsReadingOnly() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(uri(management, "/config"))
            .POST(BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> refused = http.send(post, BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD");
    assertThat(refused.body()).contains("MethodNotAllowed");
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    String answer = raw("HEAD /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .contains("content-length: 51")
        .endsWith("\r\n\r\n");
  }

  @Test
  void turnsAwayARequestForAStrangersName() throws Exception {
    assertThat(raw("GET /config HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421 ")
        .doesNotContain("publicCertData");
  }

  @Test
  void turnsAwayAHostWhosePortIsNone() throws Exception {
    assertThat(raw("GET /config HTTP/1.1\r\nHost: localhost:1\"x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421 ");
  }

  @Test
  void turnsAwayWhatIsNotHttp() throws Exception {
    assertThat(raw("hello\r\n\r\n")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void takesABoundedNumberOfConnections() throws Exception {
    List<Socket> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < 2_100; i++) {
        Socket socket =
            new Socket(management.address().getAddress(), management.address().getPort());
        socket.setSoTimeout(10_000);
        crowd.add(socket);
      }

      assertThat(crowd.getLast().getInputStream().read()).isEqualTo(-1);
    } finally {
      for (Socket socket : crowd) socket.close();
    }
    Await.until(
        "it answers again",
        () -> raw("GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n").startsWith("HTTP/1.1 200"));
  }

  @Test
  void saysWhenItsAddressIsTaken() {
    assertThatThrownBy(() -> ManagementServer.start(management.address(), gateways))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use");
  }

  private Gateways startGateway(int memberPort) throws IOException {
    Bindings bindings =
        new Bindings(
            Map.of("frontend", "127.0.0.1"),
            Map.of(80, 0, 443, 0),
            Map.of("chatMembers", List.of(new HostAndPort("127.0.0.1", memberPort))));
    return Gateways.start(shared, List.of(configuration), Settings.DEFAULT.withBindings(bindings));
  }

  private static ApplicationGateway withoutHttps(ApplicationGateway all) {
    return new ApplicationGateway(
        all.name(),
        all.frontendIpConfigurations(),
        all.frontendPorts(),
        List.of(),
        all.httpListeners().stream().filter(it -> !it.protocol().secure()).toList(),
        all.backendAddressPools(),
        all.backendHttpSettingsCollection(),
        all.probes(),
        all.redirectConfigurations(),
        all.urlPathMaps(),
        all.requestRoutingRules().stream()
            .filter(it -> !it.httpListener().protocol().secure())
            .toList());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return get(management, path);
  }

  private HttpResponse<String> get(ManagementServer server, String path) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(server, path)).build(), BodyHandlers.ofString());
  }

  private static URI uri(ManagementServer server, String path) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
  }

  private String raw(String request) throws IOException {
    InetSocketAddress address = management.address();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
