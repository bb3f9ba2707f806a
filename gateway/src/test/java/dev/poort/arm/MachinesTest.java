package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Machine;
import dev.poort.problem.ReadResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Machines that stand beside the gateway in a template and say themselves which pool they are in.
 */
class MachinesTest {
  private static final Machine NIC = new Machine(Machine.Kind.NETWORK_INTERFACE, "nic1");
  private static final Machine SCALE_SET = new Machine(Machine.Kind.SCALE_SET, "web");

  @Test
  void aNetworkInterfaceIsAMemberOfThePoolThatItNames() {
    assertThat(machines(networkInterface("nic1", pool("gateway", "pool")))).containsExactly(NIC);
  }

  @Test
  void aScaleSetIsOneMemberOfThePoolThatItsProfileNames() {
    String scaleSet =
        """
        {"type": "Microsoft.Compute/virtualMachineScaleSets", "name": "web", "properties": {
          "virtualMachineProfile": {"networkProfile": {"networkInterfaceConfigurations": [
            {"name": "nic", "properties": {"ipConfigurations": [{"name": "c", "properties": {
              "ApplicationGatewayBackendAddressPools": [%s]}}]}}]}}}}"""
            .formatted(pool("gateway", "pool"));

    assertThat(machines(scaleSet)).containsExactly(SCALE_SET);
  }

  @Test
  void machinesJoinTheMembersThatStandInThePool() {
    ReadResult<List<ApplicationGateway>> read =
        read(new ArmFile().text(), networkInterface("nic1", pool("gateway", "pool")));

    BackendAddressPool pool = ArmFile.gateway(read).backendAddressPools().getFirst();
    assertThat(pool.members()).containsExactly("api.contoso.com", "nic1");
  }

  @Test
  void namesAreComparedInAnyLetterCase() {
    assertThat(machines(networkInterface("nic1", pool("GATEWAY", "Pool")))).containsExactly(NIC);
  }

  @Test
  void aMachineOfAnotherGatewayOrPoolIsNoMember() {
    assertThat(machines(networkInterface("nic1", pool("other", "pool")))).isEmpty();
    assertThat(machines(networkInterface("nic1", pool("gateway", "other")))).isEmpty();
  }

  @Test
  void aMachineInANestedDeploymentIsFound() {
    String nested =
        """
        {"type": "Microsoft.Resources/deployments", "name": "vms", "properties": {"template": {
          "resources": [%s]}}}"""
            .formatted(networkInterface("nic1", pool("gateway", "pool")));

    assertThat(machines(nested)).containsExactly(NIC);
  }

  private static String networkInterface(String name, String pool) {
    return """
    {"type": "microsoft.network/networkInterfaces", "name": "%s", "properties": {
      "ipConfigurations": [{"name": "c", "properties": {
        "applicationGatewayBackendAddressPools": [%s]}}]}}"""
        .formatted(name, pool);
  }

  private static String pool(String gateway, String pool) {
    return "{\"id\": \"/s/providers/Microsoft.Network/applicationGateways/%s/backendAddressPools/%s\"}"
        .formatted(gateway, pool);
  }

  private static List<Machine> machines(String resource) {
    return ArmFile.gateway(read(resource, new ArmFile().text()))
        .backendAddressPools()
        .getFirst()
        .machines();
  }

  private static ReadResult<List<ApplicationGateway>> read(String... resources) {
    String template = "{\"resources\": [" + String.join(",", resources) + "]}";
    return GatewayReader.read("template.json", template);
  }
}
