package dev.poort.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.arm.GatewaySource;
import dev.poort.config.Bindings;
import dev.poort.config.Settings;
import dev.poort.control.Configuration;
import dev.poort.control.ConfigurationFiles;
import dev.poort.control.Gateways;
import dev.poort.control.SharedParts;
import dev.poort.resourcemanager.ResourceManager;
import dev.poort.testkit.ArmBody;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.ArmServer.Reply;
import dev.poort.testkit.TestMember;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that serves a file shows its gateways as resources, and the file stays the truth. */
class ArmOfAFileTest {
  private static final String ID = ArmServer.gateway("gw");

  @TempDir Path folder;
  @AutoClose private final TestMember member = TestMember.answering("one");
  @AutoClose private final HttpClient http = HttpClient.newHttpClient();
  private Configuration configuration;
  private SharedParts shared;
  private Gateways gateways;
  private ResourceManager resources;
  private ManagementServer management;

  ArmOfAFileTest() throws Exception {}

  private Configuration read(String text) throws Exception {
    Path file = folder.resolve("gw.json");
    Files.writeString(file, text);
    Settings settings =
        Settings.DEFAULT.withBindings(
            new Bindings(Map.of("fe", "127.0.0.1"), Map.of(80, 0), Map.of()));
    return new ConfigurationFiles(new GatewaySource(file), null, settings).read();
  }

  @BeforeEach
  void start() throws Exception {
    configuration = read(ArmBody.of("gw", member.port()).toString());
    shared = SharedParts.open(Settings.DEFAULT);
    gateways = Gateways.start(shared, configuration.gateways(), configuration.settings());
    resources =
        ResourceManager.ofFile(gateways, configuration.evaluated(), configuration.settings());
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    management = ManagementServer.start(anyPort, gateways, null, resources, null);
  }

  @AfterEach
  void stop() {
    management.close();
    gateways.close(Duration.ofSeconds(3));
    shared.close();
  }

  private Reply send(String method, String path, String body) throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:"
                + management.address().getPort()
                + path
                + "?api-version=2024-05-01");
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    return new Reply(answer.statusCode(), answer.body(), answer);
  }

  @Test
  void itsGatewaysAreReadUnderTheStandardGroup() throws Exception {
    Reply shown = send("GET", ID, "");

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.at("properties.httpListeners.0.id")).isEqualTo(ID + "/httpListeners/l0");
    assertThat(shown.at("location")).isEqualTo("westeurope");
    assertThat(send("POST", ID + "/backendhealth", "").status()).isEqualTo(200);
  }

  @Test
  void aWriteIsRefusedAndSaysWhatToDo() throws Exception {
    Reply refused = send("PUT", ID, ArmBody.of("gw", 1).toString());

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.at("error.code")).isEqualTo("GatewaysOfAFile");
    assertThat(refused.at("error.message")).contains("change the file", "run poort without one");
    assertThat(send("DELETE", ID, "").status()).isEqualTo(409);
    assertThat(send("POST", ID + "/stop", "").status()).isEqualTo(409);
  }

  @Test
  void whatTheFileSaysNowIsShown() throws Exception {
    String before = send("GET", ID, "").at("properties.resourceGuid");

    String changed =
        ArmBody.of("gw", member.port()).toString().replace("\"capacity\": 2", "\"capacity\": 9");
    resources.show(read(changed).evaluated());

    assertThat(send("GET", ID, "").at("properties.sku.capacity")).isEqualTo("9");
    assertThat(send("GET", ID, "").at("properties.resourceGuid")).isEqualTo(before);
  }
}
