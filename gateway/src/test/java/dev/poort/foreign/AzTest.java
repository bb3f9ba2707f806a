package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Bindings;
import dev.poort.control.BoundListener;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.Await;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway with listeners on ports 80 and 443, bound to others here, that the Azure CLI alone has
 * made of nothing, one command after the other as a person's script does.
 */
@Tag("foreign")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class AzTest {
  private static final String HTTP = "appGatewayHttpListener";
  private static final String GW = " -g web --gateway-name gw ";

  private final TestMember shop;
  private final TestMember api;
  private final TestCa ca;
  private ArmServer server;
  private HttpClient http;
  private Az az;

  AzTest() throws Exception {
    shop = EchoingMember.start("shop");
    api = EchoingMember.start("api");
    ca = TestCa.create();
  }

  @BeforeAll
  void makeTheGateway(@TempDir Path folder) throws Exception {
    Map<String, String> frontends = Map.of("appGatewayFrontendIP", "127.0.0.1");
    Bindings bindings = new Bindings(frontends, Map.of(80, 0, 443, 0, 8080, 0), Map.of());
    Path kept = Files.createDirectory(folder.resolve("kept"));
    server = ArmServer.start(kept, bindings, store -> store);
    http = HttpClient.newBuilder().sslContext(ca.clientContext()).build();
    Path pfx = ca.issue("localhost").writePfx(folder.resolve("site.pfx"), "secret");
    Path root = folder.resolve("root.cer");
    Files.write(root, ca.certificate().getEncoded());
    String url = "https://localhost:" + server.port();
    az = Az.signIn(folder.resolve("az"), url, kept.resolve("management-ca.pem"), "any", "any");

    az.run("group create -n web -l westeurope");
    az.run(
        "network application-gateway create -g web -n gw --sku Standard_v2 --priority 10"
            + " --public-ip-address pip --vnet-name net --subnet default --servers 127.0.0.1"
            + " --http-settings-port "
            + shop.port());
    gateway("ssl-policy set", "--policy-type Predefined --name AppGwSslPolicy20220101");
    gateway("ssl-cert create", "-n site --cert-password secret --cert-file " + pfx);
    gateway("root-cert create", "-n ours --cert-file " + root);
    gateway("frontend-port create", "-n https --port 443");
    gateway("frontend-port create", "-n moved --port 8080");
    gateway("http-listener create", "-n https --frontend-port https --ssl-cert site");
    gateway("address-pool create", "-n api --servers 127.0.0.1");
    gateway("probe create", "-n alive --protocol Http --host localhost --path /alive");
    gateway("http-settings create", "-n api --probe alive --timeout 30 --port " + api.port());
    gateway("rewrite-rule set create", "-n marks");
    gateway(
        "rewrite-rule create",
        "--rule-set-name marks -n mark --sequence 100 --response-headers X-Gate=poort");
    gateway(
        "url-path-map create",
        "-n paths --rule-name api --paths /api/* --address-pool api --http-settings api"
            + " --rewrite-rule-set marks"
            + " --default-address-pool appGatewayBackendPool"
            + " --default-http-settings appGatewayBackendHttpSettings");
    gateway(
        "rule create",
        "-n https --http-listener https --rule-type PathBasedRouting --url-path-map paths"
            + " --priority 20 --address-pool appGatewayBackendPool"
            + " --http-settings appGatewayBackendHttpSettings");
    Await.until("the members are known", () -> server.gateways().all().getFirst().ready());
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    http.close();
    shop.close();
    api.close();
  }

  private void gateway(String group, String arguments) throws Exception {
    az.run("network application-gateway " + group + GW + arguments);
  }

  private String at(String scheme, String listener, String path) {
    BoundListener bound =
        server.gateways().all().getFirst().listeners().stream()
            .filter(each -> each.name().equals(listener))
            .findFirst()
            .orElseThrow();
    return "%s://localhost:%d%s".formatted(scheme, bound.address().getPort(), path);
  }

  private HttpResponse<String> get(String uri) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
  }

  @Test
  void requestsGoWhereItsRulesAndPathMapSay() throws Exception {
    assertThat(get(at("http", HTTP, "/api/x")).body()).isEqualTo("shop /api/x");
    assertThat(get(at("https", "https", "/cart")).body()).isEqualTo("shop /cart");

    HttpResponse<String> mapped = get(at("https", "https", "/api/x"));

    assertThat(mapped.body()).isEqualTo("api /api/x");
    assertThat(mapped.headers().firstValue("X-Gate")).hasValue("poort");
  }

  @Test
  void theProbeThatItMadeAsksTheMember() throws Exception {
    Await.until(
        "the probe asks",
        () -> api.probeHeads().stream().anyMatch(head -> head.startsWith("GET /alive ")));
  }

  @Test
  void itCarriesWsAndWssAndChangesUnderOpenSessionsLoseNone() throws Exception {
    try (WebSocketClient ws = WebSocketClient.open(at("ws", HTTP, "/chat"));
        WebSocketClient wss =
            WebSocketClient.open(at("wss", "https", "/api/chat"), ca.clientContext())) {
      List<String> changes =
          List.of(
              "address-pool create -n more --servers 127.0.0.1" + GW,
              "redirect-config create -n away --type Found --target-url https://poort.example/"
                  + GW,
              "update -g web -n gw --set tags.stage=two");
      for (String change : changes) {
        az.run("network application-gateway " + change.stripTrailing());

        ws.say("hello");
        wss.say("hello");
        assertThat(ws.hear()).isEqualTo("shop hello");
        assertThat(wss.hear()).isEqualTo("api hello");
      }
    }
  }

  @Test
  void itShowsTheMembersHealth() throws Exception {
    assertThat(az.run("network application-gateway show-backend-health -g web -n gw"))
        .contains("\"health\": \"Up\"");
  }

  /** az 2.45 gives each new rule a pool, which a redirect must not have, in Azure neither. */
  @Test
  void aRuleSendsItsClientsElsewhere() throws Exception {
    gateway("redirect-config create", "-n there --type Found --target-url https://poort.example/");
    gateway("http-listener create", "-n moved --frontend-port moved");
    gateway(
        "rule create",
        "-n moved --http-listener moved --priority 40 --address-pool appGatewayBackendPool"
            + " --http-settings appGatewayBackendHttpSettings");
    gateway(
        "rule update", "-n moved --redirect-config there --address-pool null --http-settings null");

    HttpResponse<String> answer = get(at("http", "moved", "/x"));

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).hasValue("https://poort.example/x");
  }

  @Test
  void networkInterfacesBecomeMembersOfItsPool() throws Exception {
    az.run(
        "network nic create -g web -n nic --vnet-name net --subnet default"
            + " --private-ip-address 127.0.0.1");
    gateway("address-pool create", "-n machines");
    az.run(
        "network nic ip-config address-pool add -g web --nic-name nic --gateway-name gw"
            + " --ip-config-name ipconfig1 --address-pool machines");
    gateway(
        "url-path-map rule create",
        "-n machines --path-map-name paths --paths /machines/* --address-pool machines"
            + " --http-settings api");
    Await.until("the member is known", () -> server.gateways().all().getFirst().ready());

    assertThat(get(at("https", "https", "/machines/x")).body()).isEqualTo("api /machines/x");
  }

  @Test
  void collectionsOfWhichItHasNothingAreListedAsEmpty() throws Exception {
    assertThat(az.run("network application-gateway ssl-profile list -o tsv" + GW.stripTrailing()))
        .isBlank();
  }

  @Test
  void aReferenceToNothingIsRefusedWithASentence() throws Exception {
    Az.Outcome ended =
        az.end("network application-gateway http-settings update" + GW + "-n api --probe nope");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("probes has no nope. Known here: alive");
  }

  @Test
  void anotherIsStoppedStartedAndDeleted() throws Exception {
    az.run(
        "network application-gateway create -g poort -n two -l westeurope --sku Standard_v2"
            + " --priority 1 --public-ip-address pip2 --servers 127.0.0.1 --http-settings-port "
            + shop.port());
    String id = ArmServer.gateway("two");

    az.run("network application-gateway stop -g poort -n two");
    assertThat(server.get(id).at("properties.operationalState")).isEqualTo("Stopped");
    az.run("network application-gateway start -g poort -n two");
    Await.until("two serves", () -> server.running("two").ready());
    assertThat(server.ask("two", "/x").body()).isEqualTo("shop /x");
    az.run("network application-gateway delete -g poort -n two");
    assertThat(az.end("network application-gateway show -g poort -n two").exitCode()).isEqualTo(3);
  }
}
