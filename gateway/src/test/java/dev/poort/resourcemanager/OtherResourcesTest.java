package dev.poort.resourcemanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Bindings;
import dev.poort.testkit.ArmBody;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.ArmServer.Reply;
import dev.poort.testkit.TestMember;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies around gateways: subscriptions, groups, networks, addresses. */
class OtherResourcesTest {
  private static final String SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111";
  private static final String NETWORK = "/providers/Microsoft.Network";

  @TempDir Path folder;
  @AutoClose private final TestMember member = TestMember.answering("one");
  private ArmServer server;

  OtherResourcesTest() throws Exception {}

  @BeforeEach
  void start() throws Exception {
    server = ArmServer.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void aGroupIsMadeInAnySubscriptionAsAzWritesIt() throws Exception {
    String group = SUBSCRIPTION + "/resourcegroups/web";

    Reply made = server.put(group, "{\"location\": \"westus\"}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("id")).isEqualTo(SUBSCRIPTION + "/resourceGroups/web");
    assertThat(made.at("properties.provisioningState")).isEqualTo("Succeeded");
    assertThat(server.send("HEAD", group, "").status()).isEqualTo(204);
    assertThat(server.send("HEAD", group + "x", "").status()).isEqualTo(404);
    assertThat(server.get(SUBSCRIPTION + "/resourcegroups").at("value.0.name")).isEqualTo("web");
    assertThat(server.get("/subscriptions").text())
        .contains("11111111-1111-1111-1111-111111111111");
  }

  @Test
  void aGroupThatIsDeletedTakesItsGatewaysWithIt() throws Exception {
    String group = SUBSCRIPTION + "/resourceGroups/web";
    server.put(group, "{\"location\": \"westus\"}");
    server.put(
        group + NETWORK + "/applicationGateways/gw", ArmBody.of("gw", member.port()).toString());
    assertThat(server.gateways().all()).hasSize(1);

    assertThat(server.delete(group).status()).isEqualTo(200);

    assertThat(server.gateways().all()).isEmpty();
    assertThat(server.get(group + NETWORK + "/applicationGateways/gw").status()).isEqualTo(404);
  }

  @Test
  void aNetworkShowsItsSubnetsWithIdsAndOneCanBePutByItself() throws Exception {
    String network = ArmServer.GROUP + NETWORK + "/virtualNetworks/v";
    Reply made =
        server.put(
            network,
            """
            {"properties": {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
              "subnets": [{"name": "default", "properties": {"addressPrefix": "10.0.0.0/24"}}]}}
            """);

    Reply subnet =
        server.put(
            network + "/subnets/apps", "{\"properties\": {\"addressPrefix\": \"10.0.1.0/24\"}}");

    assertThat(made.at("location")).isEqualTo("westeurope");
    assertThat(made.at("properties.subnets.0.id")).isEqualTo(network + "/subnets/default");
    assertThat(subnet.status()).isEqualTo(201);
    assertThat(subnet.at("id")).isEqualTo(network + "/subnets/apps");
    assertThat(server.get(network).at("properties.subnets.1.name")).isEqualTo("apps");
    assertThat(server.delete(network + "/subnets/apps").status()).isEqualTo(200);
    assertThat(server.get(network + "/subnets").text()).doesNotContain("apps");
  }

  @Test
  void aPublicIpShowsWhereItsFrontendIsOnThisMachine() throws Exception {
    server.close();
    var bindings = new Bindings(Map.of("fe", "127.0.0.2"), Map.of(80, 0), Map.of());
    server = ArmServer.start(folder, bindings, store -> store);
    String ip = ArmServer.GROUP + NETWORK + "/publicIPAddresses/ip";
    server.put(ip, "{\"sku\": {\"name\": \"Standard\"}, \"properties\": {}}");
    assertThat(server.get(ip).at("properties.ipAddress")).isEqualTo("127.0.0.1");

    server.put(
        ArmServer.gateway("gw"),
        ArmBody.of("gw", member.port())
            .toString()
            .replace(
                "{\"privateIPAddress\": \"10.0.0.4\"}",
                "{\"publicIPAddress\": {\"id\": \"%s\"}}".formatted(ip)));

    assertThat(server.get(ip).at("properties.ipAddress")).isEqualTo("127.0.0.2");
  }

  @Test
  void theAddressOfANetworkInterfaceMakesItAMember() throws Exception {
    String gateway = ArmServer.gateway("gw");
    server.put(gateway, ArmBody.of("gw", member.port()).withoutMembers().toString());
    assertThat(server.ask("gw", "/").statusCode()).isEqualTo(502);
    String nic = ArmServer.GROUP + NETWORK + "/networkInterfaces/nic";

    server.put(
        nic,
        """
        {"properties": {"ipConfigurations": [{"name": "ip", "properties": {
          "privateIPAddress": "127.0.0.1", "applicationGatewayBackendAddressPools": [
            {"id": "%s/backendAddressPools/pool"}]}}]}}
        """
            .formatted(gateway));

    assertThat(server.ask("gw", "/").body()).isEqualTo("one");
    server.delete(nic);
    assertThat(server.ask("gw", "/").statusCode()).isEqualTo(502);
  }

  @Test
  void azFindsResourcesByAFilter() throws Exception {
    server.put(ArmServer.GROUP + NETWORK + "/virtualNetworks/v", "{\"properties\": {}}");
    server.put(ArmServer.GROUP + NETWORK + "/publicIPAddresses/v", "{\"properties\": {}}");
    String subscription = ArmServer.GROUP.replaceAll("/resourceGroups.*", "");
    String filter =
        "?$filter=resourceGroup eq 'POORT' and name eq '%s' and resourceType eq"
            + " 'Microsoft.Network/virtualNetworks'";

    Reply found = server.get(subscription + "/resources" + filter.formatted("v"));

    assertThat(found.at("value.0.type")).isEqualTo("Microsoft.Network/virtualNetworks");
    assertThat(found.at("value.1")).isEqualTo("absent");
    assertThat(server.get(subscription + "/resources" + filter.formatted("None")).text())
        .isEqualTo("{\"value\":[]}");
  }

  @Test
  void emptySegmentsOfAzResourceAreDropped() throws Exception {
    server.put(ArmServer.gateway("gw"), ArmBody.of("gw", member.port()).toString());

    String path = ArmServer.GROUP + NETWORK + "//applicationGateways/gw";

    assertThat(server.get(path).status()).isEqualTo(200);
  }

  @Test
  void providersAreRegisteredAndNameTheirTypes() throws Exception {
    Reply provider = server.get(SUBSCRIPTION + NETWORK);

    assertThat(provider.at("registrationState")).isEqualTo("Registered");
    assertThat(provider.text()).contains("\"resourceType\":\"applicationGateways\"", "2022-05-01");
    assertThat(server.post(SUBSCRIPTION + NETWORK + "/register", "").at("namespace"))
        .isEqualTo("Microsoft.Network");
    assertThat(server.get(SUBSCRIPTION + "/locations").text()).contains("\"westeurope\"");
    assertThat(server.get("/tenants").at("value.0.tenantId")).hasSize(36);
  }

  @Test
  void theChoicesOfAGatewayAreListed() throws Exception {
    String of = SUBSCRIPTION + NETWORK + "/applicationGatewayAvailable";
    String policies = of + "SslOptions/default/predefinedPolicies";

    assertThat(server.get(of + "SslOptions/default").at("properties.defaultPolicy"))
        .isEqualTo("AppGwSslPolicy20220101");
    assertThat(server.get(policies + "/AppGwSslPolicy20170401").at("properties.minProtocolVersion"))
        .isEqualTo("TLSv1_1");
    assertThat(server.get(policies).at("value.4.name")).isEqualTo("AppGwSslPolicy20220101S");
    assertThat(server.get(policies + "/none").status()).isEqualTo(404);
    assertThat(server.get(of + "ServerVariables").text())
        .startsWith("[\"")
        .contains("\"client_ip\"");
    assertThat(server.get(of + "RequestHeaders").text()).contains("\"User-Agent\"");
    assertThat(server.get(of + "ResponseHeaders").text()).contains("\"Set-Cookie\"");
    assertThat(server.get(of + "WafRuleSets").text()).isEqualTo("{\"value\":[]}");
  }

  @Test
  void whatAnotherResourceUsesIsDeletedAfterIt() throws Exception {
    String network = ArmServer.GROUP + NETWORK + "/virtualNetworks/v";
    String address = ArmServer.GROUP + NETWORK + "/publicIPAddresses/ip";
    String nic = ArmServer.GROUP + NETWORK + "/networkInterfaces/nic";
    String machine = ArmServer.GROUP + "/providers/Microsoft.Compute/virtualMachines/vm";
    server.put(
        network, "{\"properties\": {\"subnets\": [{\"name\": \"apps\"}, {\"name\": \"free\"}]}}");
    server.put(address, "{}");
    server.put(
        nic,
        """
        {"properties": {"ipConfigurations": [{"name": "one", "properties": {
          "subnet": {"id": "%s/subnets/apps"}, "publicIPAddress": {"id": "%s"}}}]}}
        """
            .formatted(network, address));
    server.put(
        machine,
        "{\"properties\": {\"networkProfile\": {\"networkInterfaces\": [{\"id\": \"%s\"}]}}}"
            .formatted(nic));

    Reply subnet = server.delete(network + "/subnets/apps");

    assertThat(subnet.status()).isEqualTo(400);
    assertThat(subnet.at("error.code")).isEqualTo("InUseSubnetCannotBeDeleted");
    assertThat(subnet.at("error.message")).contains(nic);
    assertThat(server.delete(network).at("error.code")).isEqualTo("InUseSubnetCannotBeDeleted");
    assertThat(server.delete(address).at("error.code")).isEqualTo("PublicIPAddressCannotBeDeleted");
    assertThat(server.delete(nic).at("error.code")).isEqualTo("NicInUse");
    assertThat(server.delete(network + "/subnets/free").status()).isEqualTo(200);
    for (String each : new String[] {machine, nic, address, network}) {
      assertThat(server.delete(each).status()).isEqualTo(200);
    }
  }
}
