package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.SubResource;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.fluent.ApplicationGatewaysClient;
import com.azure.resourcemanager.network.fluent.models.ApplicationGatewayInner;
import com.azure.resourcemanager.network.fluent.models.ApplicationGatewayRequestRoutingRuleInner;
import com.azure.resourcemanager.network.models.ApplicationGatewayBackendAddress;
import com.azure.resourcemanager.network.models.ApplicationGatewayBackendAddressPool;
import com.azure.resourcemanager.network.models.ApplicationGatewayBackendHttpSettings;
import com.azure.resourcemanager.network.models.ApplicationGatewayFrontendIpConfiguration;
import com.azure.resourcemanager.network.models.ApplicationGatewayFrontendPort;
import com.azure.resourcemanager.network.models.ApplicationGatewayHttpListener;
import com.azure.resourcemanager.network.models.ApplicationGatewayProtocol;
import com.azure.resourcemanager.network.models.ApplicationGatewayRequestRoutingRuleType;
import com.azure.resourcemanager.network.models.ApplicationGatewaySku;
import com.azure.resourcemanager.network.models.ApplicationGatewaySkuName;
import com.azure.resourcemanager.network.models.ApplicationGatewayTier;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Azure's SDK for Java makes, reads, changes and deletes a gateway. */
@Tag("foreign")
class JavaSdkTest {
  private static final String TENANT = "22222222-2222-2222-2222-222222222222";
  private static final String NAME = "java";

  @TempDir private Path folder;
  @AutoClose private final TestMember member = EchoingMember.start("member");
  @AutoClose private ArmServer server;
  private ApplicationGatewaysClient gateways;

  JavaSdkTest() throws Exception {}

  @BeforeEach
  void start() throws Exception {
    server = ArmServer.start(folder);
    String url = "https://localhost:" + server.port();
    SSLContext trusting = ArmServer.trusting(folder.resolve("management-ca.pem"));
    HttpClient http =
        new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(trusting))
            .build();
    TokenCredential credential =
        new ClientSecretCredentialBuilder()
            .tenantId(TENANT)
            .clientId("any")
            .clientSecret("any")
            .authorityHost(url)
            .disableInstanceDiscovery()
            .httpClient(http)
            .build();
    AzureEnvironment poort =
        new AzureEnvironment(
            Map.of(
                "resourceManagerEndpointUrl", url,
                "managementEndpointUrl", url,
                "activeDirectoryEndpointUrl", url));
    var profile = new AzureProfile(TENANT, "00000000-0000-0000-0000-000000000000", poort);
    gateways =
        NetworkManager.configure()
            .withHttpClient(http)
            .authenticate(credential, profile)
            .serviceClient()
            .getApplicationGateways();
  }

  private static SubResource part(String kind, String name) {
    return new SubResource().withId(ArmServer.gateway(NAME) + "/" + kind + "/" + name);
  }

  private ApplicationGatewayInner make() {
    ApplicationGatewayInner wanted =
        new ApplicationGatewayInner()
            .withSku(
                new ApplicationGatewaySku()
                    .withName(ApplicationGatewaySkuName.STANDARD_V2)
                    .withTier(ApplicationGatewayTier.STANDARD_V2)
                    .withCapacity(1))
            .withFrontendIpConfigurations(
                List.of(new ApplicationGatewayFrontendIpConfiguration().withName("fe")))
            .withFrontendPorts(
                List.of(new ApplicationGatewayFrontendPort().withName("p80").withPort(80)))
            .withBackendAddressPools(
                List.of(
                    new ApplicationGatewayBackendAddressPool()
                        .withName("pool")
                        .withBackendAddresses(
                            List.of(
                                new ApplicationGatewayBackendAddress()
                                    .withIpAddress("127.0.0.1")))))
            .withBackendHttpSettingsCollection(
                List.of(
                    new ApplicationGatewayBackendHttpSettings()
                        .withName("http")
                        .withPort(member.port())
                        .withProtocol(ApplicationGatewayProtocol.HTTP)
                        .withRequestTimeout(20)))
            .withHttpListeners(
                List.of(
                    new ApplicationGatewayHttpListener()
                        .withName("site")
                        .withFrontendIpConfiguration(part("frontendIPConfigurations", "fe"))
                        .withFrontendPort(part("frontendPorts", "p80"))
                        .withProtocol(ApplicationGatewayProtocol.HTTP)))
            .withRequestRoutingRules(
                List.of(
                    new ApplicationGatewayRequestRoutingRuleInner()
                        .withName("all")
                        .withPriority(10)
                        .withRuleType(ApplicationGatewayRequestRoutingRuleType.BASIC)
                        .withHttpListener(part("HTTPListeners", "site"))
                        .withBackendAddressPool(part("backendAddressPools", "pool"))
                        .withBackendHttpSettings(part("backendHttpSettingsCollection", "http"))));
    wanted.withLocation("westeurope");
    return gateways.createOrUpdate("poort", NAME, wanted);
  }

  private WebSocketClient open() {
    return WebSocketClient.open("ws://127.0.0.1:" + server.listener(NAME).getPort() + "/chat");
  }

  @Test
  void whatItMadeServesAndAChangeLosesNoSession() throws Exception {
    assertThat(make().provisioningState()).hasToString("Succeeded");
    assertThat(server.ask(NAME, "/x").body()).isEqualTo("member /x");
    try (WebSocketClient session = open()) {
      ApplicationGatewayInner read = gateways.getByResourceGroup("poort", NAME);
      read.backendHttpSettingsCollection().getFirst().withRequestTimeout(40);

      ApplicationGatewayInner changed = gateways.createOrUpdate("poort", NAME, read);

      assertThat(changed.backendHttpSettingsCollection().getFirst().requestTimeout()).isEqualTo(40);
      session.say("still here");
      assertThat(session.hear()).isEqualTo("member still here");
    }
  }

  @Test
  void itReadsTheMembersHealth() throws Exception {
    make();
    server.ask(NAME, "/");

    var pools = gateways.backendHealth("poort", NAME).backendAddressPools();

    var members = pools.getFirst().backendHttpSettingsCollection().getFirst().servers();
    assertThat(members.getFirst().health()).hasToString("Up");
  }

  @Test
  void whatItDeletedIsGone() {
    make();

    gateways.delete("poort", NAME);

    assertThatThrownBy(() -> gateways.getByResourceGroup("poort", NAME))
        .isInstanceOfSatisfying(
            ManagementException.class,
            error -> assertThat(error.getValue().getCode()).isEqualTo("ResourceNotFound"));
  }
}
