package dev.poort.resourcemanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.ArmBody;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.ArmServer.Reply;
import dev.poort.testkit.Await;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketClient;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway as a resource of Azure Resource Manager. */
class GatewayResourceTest {
  private static final String ID = ArmServer.gateway("gw");

  @TempDir Path folder;
  @AutoClose private final TestMember member = TestMember.answering("one");
  private ArmServer server;

  GatewayResourceTest() throws Exception {}

  @BeforeEach
  void start() throws Exception {
    server = ArmServer.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private ArmBody body() {
    return ArmBody.of("gw", member.port());
  }

  @Test
  void whatIsPutServesWhenTheAnswerIsThere() throws Exception {
    Reply made = server.put(ID, body().toString());

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("properties.provisioningState")).isEqualTo("Succeeded");
    assertThat(made.at("properties.operationalState")).isEqualTo("Running");
    assertThat(made.response().headers().map())
        .containsKey("etag")
        .doesNotContainKeys("azure-asyncoperation", "location", "retry-after");
    assertThat(server.ask("gw", "/").body()).isEqualTo("one");
  }

  @Test
  void aSecondPutAnswers200AndChangesWhatServes() throws Exception {
    server.put(ID, body().toString());
    try (TestMember other = TestMember.answering("two")) {
      Reply changed = server.put(ID, ArmBody.of("gw", other.port()).toString());

      assertThat(changed.status()).isEqualTo(200);
      assertThat(server.ask("gw", "/").body()).isEqualTo("two");
    }
  }

  @Test
  void everyPartHasAnIdATypeAnEtagAndAState() throws Exception {
    Reply made = server.put(ID, body().toString());

    assertThat(made.at("id")).isEqualTo(ID);
    assertThat(made.at("type")).isEqualTo("Microsoft.Network/applicationGateways");
    assertThat(made.at("properties.httpListeners.0.id")).isEqualTo(ID + "/httpListeners/l0");
    assertThat(made.at("properties.httpListeners.0.type"))
        .isEqualTo("Microsoft.Network/applicationGateways/httpListeners");
    assertThat(made.at("properties.httpListeners.0.etag")).isEqualTo(made.at("etag"));
    assertThat(made.at("properties.httpListeners.0.properties.provisioningState"))
        .isEqualTo("Succeeded");
    assertThat(made.at("properties.resourceGuid")).hasSize(36);
  }

  @Test
  void namesInAnyLetterCaseAndNumbersInStringsAreGivenBackAsArmHasThem() throws Exception {
    String mixed =
        body()
            .toString()
            .replace("\"backendAddresses\"", "\"BackendAddresses\"")
            .replace("{\"port\": 80}", "{\"Port\": \"80\"}")
            .replace("\"protocol\": \"Http\"", "\"Protocol\": \"http\"")
            .replace("\"frontendPort\": {\"id\"", "\"FrontendPort\": {\"Id\"");

    Reply made = server.put(ID, mixed);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text())
        .contains("\"backendAddresses\":[", "\"port\":80}", "\"protocol\":\"Http\"")
        .contains("\"frontendPort\":{\"id\":")
        .doesNotContain("\"BackendAddresses\"", "\"Port\"", "\"Protocol\"");
    assertThat(server.ask("gw", "/").body()).isEqualTo("one");
  }

  @Test
  void whatClientsLeaveOutHasAzuresDefaults() throws Exception {
    Reply made = server.put(ID, body().toString().replace(", \"protocol\": \"Http\"}}]", "}}]"));

    String settings = "properties.backendHttpSettingsCollection.0.properties.";
    assertThat(made.at(settings + "protocol")).isEqualTo("Http");
    assertThat(made.at(settings + "cookieBasedAffinity")).isEqualTo("Disabled");
    assertThat(made.at(settings + "requestTimeout")).isEqualTo("30");
    assertThat(made.at("properties.requestRoutingRules.0.properties.ruleType")).isEqualTo("Basic");
  }

  @Test
  void aGetThatIsPutBackChangesNothing() throws Exception {
    Reply made = server.put(ID, body().toString());

    Reply again = server.put(ID, server.get(ID).text());

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text()).isEqualTo(made.text());
  }

  @Test
  void aPartIsReadByItsIdInAnyLetterCase() throws Exception {
    server.put(ID, body().toString());

    Reply listener =
        server.get(ID.replace("resourceGroups", "RESOURCEGROUPS") + "/HTTPListeners/L0");

    assertThat(listener.status()).isEqualTo(200);
    assertThat(listener.at("name")).isEqualTo("l0");
    assertThat(server.get(ID + "/httpListeners").at("value.0.name")).isEqualTo("l0");
    assertThat(server.get(ID + "/httpListeners/nope").at("error.code"))
        .isEqualTo("ResourceNotFound");
  }

  @Test
  void aStoppedGatewayListensNoMoreUntilItIsStarted() throws Exception {
    server.put(ID, body().toString());
    int port = server.listener("gw").getPort();

    assertThat(server.post(ID + "/stop", "").status()).isEqualTo(200);

    assertThat(server.get(ID).at("properties.operationalState")).isEqualTo("Stopped");
    assertThat(refuses(port)).isTrue();
    assertThat(server.post(ID + "/backendhealth", "").status()).isEqualTo(409);
    assertThat(server.post(ID + "/start", "").status()).isEqualTo(200);
    assertThat(server.get(ID).at("properties.operationalState")).isEqualTo("Running");
    assertThat(server.ask("gw", "/").body()).isEqualTo("one");
  }

  private static boolean refuses(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  @Test
  void patchChangesTagsAlone() throws Exception {
    server.put(ID, body().toString());

    Reply patched = server.send("PATCH", ID, "{\"tags\": {\"team\": \"web\"}}");

    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.at("tags.team")).isEqualTo("web");
    assertThat(patched.at("tags.made")).isEqualTo("absent");
    assertThat(server.ask("gw", "/").body()).isEqualTo("one");
  }

  @Test
  void aDeletedGatewayIsGoneAndDeletingAgainIsNoError() throws Exception {
    server.put(ID, body().toString());
    int port = server.listener("gw").getPort();

    assertThat(server.delete(ID).status()).isEqualTo(200);

    assertThat(server.get(ID).status()).isEqualTo(404);
    assertThat(refuses(port)).isTrue();
    assertThat(server.delete(ID).status()).isEqualTo(204);
  }

  @Test
  void allThatWasPutServesAfterARestart() throws Exception {
    Reply made = server.put(ID, body().toString());
    server.put(ArmServer.gateway("idle"), ArmBody.of("idle", member.port()).toString());
    server.post(ArmServer.gateway("idle") + "/stop", "");
    server.close();

    server = ArmServer.start(folder);

    assertThat(server.get(ID).text()).isEqualTo(made.text());
    assertThat(server.ask("gw", "/").body()).isEqualTo("one");
    assertThat(server.running("idle").listeners()).isEmpty();
  }

  @Test
  void sessionsStayOpenWhilePutsChangeWhatDoesNotConcernThem() throws Exception {
    try (WebSocketMember chat = WebSocketMember.start()) {
      ArmBody body = ArmBody.of("gw", chat.member().port());
      server.put(ID, body.toString());
      Await.until("its member is known", () -> server.running("gw").ready());
      String uri = "ws://127.0.0.1:" + server.listener("gw").getPort() + "/chat";
      try (WebSocketClient client = WebSocketClient.open(uri);
          WebSocketEnd end = chat.next()) {
        for (int i = 0; i < 20; i++) {
          String changed = body.toString().replace("\"here\"", "\"time " + i + "\"");
          String rules = changed.replace("\"capacity\": 2", "\"capacity\": " + (i + 3));
          assertThat(server.put(ID, rules).status()).isEqualTo(200);
        }
        server.put(ID, body.with("\"enableHttp2\": true").toString());

        end.sendText("still here");
        assertThat(client.hear()).isEqualTo("still here");
      }
    }
  }

  @Test
  void gatewaysAreListedByGroupAndBySubscription() throws Exception {
    server.put(ID, body().toString());
    String type = "/providers/Microsoft.Network/applicationGateways";

    Reply group = server.get(ArmServer.GROUP + type);
    Reply subscription = server.get(ArmServer.GROUP.replaceAll("/resourceGroups.*", "") + type);

    assertThat(group.at("value.0.id")).isEqualTo(ID);
    assertThat(subscription.text()).isEqualTo(group.text());
    assertThat(server.get(ArmServer.GROUP.replace("poort", "other") + type).at("error.code"))
        .isEqualTo("ResourceGroupNotFound");
  }

  @Test
  void membersHealthIsThatOfItsProbesAndOfOneMadeNow() throws Exception {
    server.put(ID, body().toString());
    server.ask("gw", "/");

    Reply health = server.post(ID + "/backendhealth", "");
    int before = member.probes();
    Reply now =
        server.post(
            ID + "/getBackendHealthOnDemand",
            "{\"protocol\": \"Http\", \"path\": \"/now\", \"timeout\": 5,"
                + " \"pickHostNameFromBackendHttpSettings\": true}");

    String server0 = "backendAddressPools.0.backendHttpSettingsCollection.0.servers.0.";
    assertThat(health.at("backendAddressPools.0.backendAddressPool.id"))
        .isEqualTo(ID + "/backendAddressPools/pool");
    assertThat(health.at(server0 + "address")).isEqualTo("127.0.0.1");
    assertThat(health.at(server0 + "health")).isEqualTo("Up");
    assertThat(now.status()).isEqualTo(200);
    assertThat(now.at("backendHealthHttpSettings.servers.0.health")).isEqualTo("Up");
    assertThat(member.probes()).isGreaterThan(before);
    assertThat(member.probeHeads().getLast()).startsWith("GET /now ");
  }

  @Test
  void everythingWrongIsSaidAtOnceAndWhatServedGoesOn() throws Exception {
    server.put(ID, body().toString());
    String wrong =
        body()
            .toString()
            .replace("/httpListeners/l0", "/httpListeners/nope")
            .replace("\"port\": 80}", "\"port\": 99999}");

    Reply refused = server.put(ID, wrong);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("error.code")).isEqualTo("InvalidRequestContent");
    assertThat(refused.text())
        .contains("\"target\":\"$.properties.frontendPorts[0].properties.port\"")
        .contains("\"target\":\"$.properties.requestRoutingRules[0].properties.httpListener.id\"");
    assertThat(refused.at("error.details.1.code")).isEqualTo("InvalidRequestContent");
    assertThat(server.ask("gw", "/").body()).isEqualTo("one");
  }

  @Test
  void aBodyThatIsNoJsonIsRefusedWithItsPlace() throws Exception {
    Reply refused = server.put(ID, "{\"location\": }");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("error.target")).startsWith("$");
  }

  @Test
  void aGroupMustBeThere() throws Exception {
    String elsewhere = ID.replace("/poort/", "/nowhere/");

    Reply refused = server.put(elsewhere, body().toString());

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.at("error.code")).isEqualTo("ResourceGroupNotFound");
  }
}
