package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.Machine;
import dev.poort.config.Protocol;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pools and HTTP settings. */
class BackendsTest {
  private static final String NO_ADDRESS =
      " is neither a name nor an IP address. Write one alone: the port stands in the HTTP settings";

  @Test
  void membersAreNamesAndAddressesInTheFilesOrder() {
    var file =
        pool(
            """
        "backendAddresses": [{"fqdn": "api.contoso.com"}, {"IpAddress": "10.0.0.4"},
          {"ipAddress": "2001:db8::1", "fqdn": null}, {"fqdn": "10.0.0.5", "ipAddress": ""}]""");

    assertThat(file.read().problems()).isEmpty();
    assertThat(file.gateway().backendAddressPools().getFirst().backendAddresses())
        .containsExactly("api.contoso.com", "10.0.0.4", "2001:db8::1", "10.0.0.5");
  }

  @Test
  void aPoolMayBeEmpty() {
    assertThat(pool("").gateway().backendAddressPools().getFirst().backendAddresses()).isEmpty();
  }

  @Test
  void aNetworkInterfaceGoesByItsName() {
    var file =
        pool(
            """
        "backendIPConfigurations": [
          {"id": "/s/providers/Microsoft.Network/networkInterfaces/nic1/ipConfigurations/c"},
          {"id": "/s/virtualMachines/0/NetworkInterfaces/nic2/ipConfigurations/c"}]""");

    assertThat(file.read().problems()).isEmpty();
    BackendAddressPool pool = file.gateway().backendAddressPools().getFirst();
    assertThat(pool.backendAddresses()).isEmpty();
    assertThat(pool.machines())
        .containsExactly(
            new Machine(Machine.Kind.NETWORK_INTERFACE, "nic1"),
            new Machine(Machine.Kind.NETWORK_INTERFACE, "nic2"));
  }

  @Test
  void theMachinesOfAScaleSetAreOneByItsName() {
    String id = "/s/virtualMachineScaleSets/web/virtualMachines/%d/networkInterfaces/nic/x/c";
    var file =
        pool(
            "\"backendIPConfigurations\": [{\"id\": \"%s\"}, {\"id\": \"%s\"}]"
                .formatted(id.formatted(0), id.formatted(1)));

    assertThat(file.gateway().backendAddressPools().getFirst().machines())
        .containsExactly(new Machine(Machine.Kind.SCALE_SET, "web"));
  }

  @Test
  void anIpConfigurationThatNamesNoInterfaceIsAnError() {
    assertThat(pool("\"backendIPConfigurations\": [{\"id\": \"/x/ipConfigurations/c\"}]").errors())
        .singleElement()
        .asString()
        .startsWith("no network interface is named here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|a member has no address. Give it fqdn or ipAddress",
        "{\"fqdn\":\"a\",\"ipAddress\":\"10.0.0.4\"}|a member has fqdn and ipAddress. Keep one of them",
        "{\"ipAddress\":\"10.0.4\"}|10.0.4" + NO_ADDRESS,
        "{\"fqdn\":\"a:80\"}|a:80" + NO_ADDRESS,
        "{\"fqdn\":\"http://a\"}|http://a" + NO_ADDRESS
      })
  void aMemberThatIsNoneIsAnError(String member, String error) {
    assertThat(pool("\"backendAddresses\": [" + member + "]").errors()).containsExactly(error);
  }

  @Test
  void aNameWhereAnIpAddressBelongsIsTakenForAnFqdn() {
    var file = pool("\"backendAddresses\": [{\"ipAddress\": \"backend1\"}]");

    assertThat(file.gateway().backendAddressPools().getFirst().backendAddresses())
        .containsExactly("backend1");
    assertThat(file.warnings())
        .containsExactly(
            "backend1 is no IP address, it is taken for an fqdn."
                + " Write it as fqdn: Azure refuses it here");
  }

  @Test
  void aMemberThatStandsTwiceCountsOnce() {
    var file = pool("\"backendAddresses\": [{\"fqdn\": \"a\"}, {\"fqdn\": \"a\"}]");

    assertThat(file.warnings())
        .containsExactly("a is in the pool twice, it counts once. Take one out");
    assertThat(file.gateway().backendAddressPools().getFirst().backendAddresses())
        .containsExactly("a");
  }

  @Test
  void settingsAreReadWhole() {
    var file =
        new ArmFile()
            .with(
                "backendHttpSettingsCollection",
                """
                [{"name": "settings", "properties": {"port": "8443", "protocol": "https",
                  "requestTimeout": 86400, "hostName": "api.contoso.com",
                  "pickHostNameFromBackendAddress": false, "path": "/override/",
                  "connectionDraining": {"enabled": true, "drainTimeoutInSec": 60}}}]""");

    assertThat(file.read().problems()).isEmpty();
    assertThat(file.gateway().backendHttpSettingsCollection())
        .containsExactly(
            new BackendHttpSettings(
                "settings",
                8443,
                Protocol.HTTPS,
                Duration.ofDays(1),
                "api.contoso.com",
                false,
                "/override/",
                null,
                Duration.ofSeconds(60)));
  }

  @Test
  void whatTheFileDoesNotSayIsAsAzureHasIt() {
    BackendHttpSettings settings =
        new ArmFile().gateway().backendHttpSettingsCollection().getFirst();

    assertThat(settings.requestTimeout()).hasSeconds(30);
    assertThat(settings.drainTimeout()).hasSeconds(30);
    assertThat(settings.hostName()).isNull();
    assertThat(settings.pickHostNameFromBackendAddress()).isFalse();
    assertThat(settings.path()).isNull();
    assertThat(settings.probe()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          override/ | the path does not begin with /. Begin it with /
          /a?b=c    | the path holds ? or #. Write a path alone
          /a b      | the path holds a character that a request cannot. Write it percent-encoded
          """)
  void aPathThatNoRequestCouldHaveIsAnError(String path, String error) {
    assertThat(new ArmFile().withSettings("\"path\": \"" + path + "\"").errors())
        .containsExactly(error);
  }

  @Test
  void drainingThatIsNotEnabledHasNoTime() {
    var file =
        new ArmFile()
            .withSettings("\"connectionDraining\": {\"enabled\": false, \"drainTimeoutInSec\": 0}");

    assertThat(file.read().problems()).isEmpty();
    assertThat(file.gateway().backendHttpSettingsCollection().getFirst().drainTimeout())
        .hasSeconds(30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"requestTimeout\": 0|requestTimeout is 0. Write a whole number from 1 to 86400",
        "\"requestTimeout\": 86401|requestTimeout is 86401. Write a whole number from 1 to 86400",
        "\"requestTimeout\": {}|requestTimeout is an object. Write a whole number from 1 to 86400",
        "\"connectionDraining\": {\"enabled\": true, \"drainTimeoutInSec\": 3601}"
            + "|drainTimeoutInSec is 3601. Write a whole number from 1 to 3600",
        "\"hostName\": \"a b\"|a b is no host name. Write a name without a port",
        "\"hostName\": \"a\", \"pickHostNameFromBackendAddress\": true"
            + "|there are hostName and pickHostNameFromBackendAddress. Keep one of them",
        "\"pickHostNameFromBackendAddress\": 2"
            + "|pickHostNameFromBackendAddress is a number. Write true or false",
        "\"probe\": {\"id\": \"/x/probes/none\"}|probes has no none. Add it there"
      })
  void aSettingThatDoesNotFitIsAnError(String setting, String error) {
    assertThat(new ArmFile().withSettings(setting).errors()).containsExactly(error);
  }

  @Test
  void portAndProtocolAreNeeded() {
    assertThat(
            new ArmFile()
                .with("backendHttpSettingsCollection", "[{\"name\": \"settings\"}]")
                .errors())
        .containsExactly(
            "settings of backendHttpSettingsCollection needs port. Give it port",
            "settings of backendHttpSettingsCollection needs protocol. Give it protocol");
  }

  @Test
  void aFrontendHasAnAddressOfItsNetwork() {
    var file =
        new ArmFile()
            .with(
                "frontendIPConfigurations",
                "[{\"name\": \"public\", \"properties\": {\"privateIPAddress\": \"10.0.0.1\"}}]");

    assertThat(file.gateway().frontendIpConfigurations().getFirst().privateIpAddress())
        .isEqualTo("10.0.0.1");
    file.with(
        "frontendIPConfigurations",
        "[{\"name\": \"public\", \"properties\": {\"privateIPAddress\": \"10.0.0\"}}]");
    assertThat(file.errors()).containsExactly("10.0.0 is no IP address. Write one, or none");
  }

  private static ArmFile pool(String properties) {
    return new ArmFile()
        .with(
            "backendAddressPools", "[{\"name\": \"pool\", \"properties\": {" + properties + "}}]");
  }
}
