package dev.poort.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.config.Role;
import dev.poort.config.RoleAssignment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls are by Azure's names, and who may make them. */
class OperationTest {
  private static final String GROUP = "/subscriptions/S/resourceGroups/web";
  private static final String GATEWAYS = GROUP + "/providers/Microsoft.Network/applicationGateways";
  private static final String GATEWAY = GATEWAYS + "/gw";

  @ParameterizedTest
  @CsvSource({
    "GET, /subscriptions, Microsoft.Resources/subscriptions/read, /, LIST",
    "GET, /subscriptions/S, Microsoft.Resources/subscriptions/read, /subscriptions/S, LIST",
    "GET, /subscriptions/S/resourcegroups,"
        + " Microsoft.Resources/subscriptions/resourceGroups/read, /subscriptions/S, LIST",
    "PUT, /subscriptions/S/resourcegroups/web,"
        + " Microsoft.Resources/subscriptions/resourceGroups/write,"
        + " /subscriptions/S/resourcegroups/web, WRITE",
    "GET, " + GATEWAYS + ", Microsoft.Network/applicationGateways/read, " + GROUP + ", LIST",
    "GET, /subscriptions/S/providers/Microsoft.Network/applicationGateways,"
        + " Microsoft.Network/applicationGateways/read, /subscriptions/S, LIST",
    "GET, " + GATEWAY + ", Microsoft.Network/applicationGateways/read, " + GATEWAY + ", READ",
    "PUT, " + GATEWAY + ", Microsoft.Network/applicationGateways/write, " + GATEWAY + ", WRITE",
    "DELETE, " + GATEWAY + ", Microsoft.Network/applicationGateways/delete, " + GATEWAY + ", WRITE",
    "POST, "
        + GATEWAY
        + "/stop, Microsoft.Network/applicationGateways/stop/action, "
        + GATEWAY
        + ", WRITE",
    "POST, "
        + GATEWAY
        + "/backendhealth,"
        + " Microsoft.Network/applicationGateways/backendhealth/action, "
        + GATEWAY
        + ", READ",
    "PUT, "
        + GROUP
        + "/providers/Microsoft.Authorization/roleAssignments/x,"
        + " Microsoft.Authorization/roleAssignments/write, "
        + GROUP
        + "/providers/Microsoft.Authorization/roleAssignments/x, ASSIGN",
    "GET, /subscriptions/S/providers/Microsoft.Network, Microsoft.Resources/providers/read,"
        + " /subscriptions/S, LIST",
    "GET, "
        + GROUP
        + "/providers/Microsoft.Network//applicationGateways/gw,"
        + " Microsoft.Network/applicationGateways/read, "
        + GATEWAY
        + ", READ"
  })
  void aCallHasAzuresName(
      String method, String path, String action, String scope, Operation.Kind kind) {
    assertThat(Operation.of(method, path)).isEqualTo(new Operation(action, scope, kind));
  }

  private static Caller caller(RoleAssignment... roles) {
    return new Caller("bob", "b", Arrays.asList(roles));
  }

  private static boolean may(Caller caller, String method, String path) {
    return caller.may(Operation.of(method, path));
  }

  @Test
  void aReaderSeesAndChangesNothing() {
    Caller reader = caller(new RoleAssignment(Role.READER, "/"));

    assertThat(may(reader, "GET", GATEWAY)).isTrue();
    assertThat(may(reader, "POST", GATEWAY + "/backendhealth")).isTrue();
    assertThat(may(reader, "PUT", GATEWAY)).isFalse();
    assertThat(may(reader, "PATCH", GATEWAY)).isFalse();
    assertThat(may(reader, "DELETE", GATEWAY)).isFalse();
    assertThat(may(reader, "POST", GATEWAY + "/stop")).isFalse();
    assertThat(may(reader, "POST", GATEWAY + "/getBackendHealthOnDemand")).isFalse();
  }

  @Test
  void aContributorMayDoAllButSayWhoMayDoWhat() {
    Caller contributor = caller(new RoleAssignment(Role.CONTRIBUTOR, GROUP));
    String assignment = GROUP + "/providers/Microsoft.Authorization/roleAssignments/x";

    assertThat(may(contributor, "PUT", GATEWAY)).isTrue();
    assertThat(may(contributor, "DELETE", GROUP)).isTrue();
    assertThat(may(contributor, "PUT", assignment)).isFalse();
    assertThat(may(caller(new RoleAssignment(Role.OWNER, "/")), "PUT", assignment)).isTrue();
  }

  @Test
  void aRoleHoldsBeneathItsScopeInAnyLetterCase() {
    Caller bob = caller(new RoleAssignment(Role.CONTRIBUTOR, GROUP));

    assertThat(may(bob, "PUT", GATEWAY.toUpperCase(java.util.Locale.ROOT))).isTrue();
    assertThat(may(bob, "PUT", GATEWAY.replace("/web/", "/website/"))).isFalse();
    assertThat(may(bob, "PUT", "/subscriptions/S/resourceGroups/web%2Fx")).isFalse();
    assertThat(may(bob, "DELETE", "/subscriptions/S")).isFalse();
    assertThat(may(bob, "GET", "/subscriptions/S/resourceGroups/other")).isFalse();
  }

  @Test
  void listsAboveAScopeMayBeAskedForWhatIsVisible() {
    Caller bob = caller(new RoleAssignment(Role.READER, GATEWAY));

    for (String list :
        List.of(
            "/subscriptions", "/subscriptions/S", "/subscriptions/S/resourceGroups", GATEWAYS)) {
      assertThatCode(() -> bob.demand(Operation.of("GET", list))).doesNotThrowAnyException();
    }
    assertThat(bob.sees(GATEWAY)).isTrue();
    assertThat(bob.sees(GATEWAY + "2")).isFalse();
    assertThatThrownBy(() -> bob.demand(Operation.of("GET", "/subscriptions/T/resourceGroups")))
        .isInstanceOf(Denial.class);
  }

  @Test
  void whoMayNotIsToldSoInAzuresWords() {
    Caller bob = caller(new RoleAssignment(Role.READER, GROUP));

    assertThatThrownBy(() -> bob.demand(Operation.of("DELETE", GATEWAY)))
        .hasMessage(
            "The client 'bob' with object id 'b' does not have authorization to perform action"
                + " 'Microsoft.Network/applicationGateways/delete' over scope '"
                + GATEWAY
                + "' or the scope is invalid. If access was recently granted, please refresh your"
                + " credentials.");
  }
}
