package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Bindings;
import dev.poort.problem.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A template that deploys no gateway says why. */
class AbsentGatewaysTest {
  @TempDir private Path folder;

  private static String gateway(String more) {
    String comma = more.isEmpty() ? "" : ", ";
    return "{ \"type\": \"Microsoft.Network/applicationGateways\", \"name\": \"gw\""
        + comma
        + more
        + " }";
  }

  private static String deployment(String properties, String more) {
    return "{ \"type\": \"Microsoft.Resources/deployments\", \"name\": \"inner\", "
        + more
        + " \"properties\": { "
        + properties
        + " } }";
  }

  private static String template(String resources) {
    return """
    {
      "parameters": {
        "deploy": { "type": "bool", "defaultValue": false },
        "count": { "type": "int" }
      },
      "resources": [ %s ]
    }
    """
        .formatted(resources);
  }

  private List<String> problems(Purpose purpose, String resources, String... parameters)
      throws IOException {
    return problems(purpose, List.of(), resources, parameters);
  }

  /** Severity, what and trail of each problem. */
  private List<String> problems(
      Purpose purpose, List<String> gateways, String resources, String... parameters)
      throws IOException {
    Path file = Files.writeString(folder.resolve("t.json"), template(resources));
    GatewaySource source = new GatewaySource(file).with(parameters).only(gateways);
    return GatewayReader.read(source, Bindings.NONE, purpose).gateways().problems().stream()
        .map(
            problem ->
                (problem.severity() + ": " + problem.what() + problem.where().trail())
                    .replace(file.toString(), "t.json"))
        .toList();
  }

  @Test
  void aGatewayHasAConditionThatIsFalse() throws IOException {
    String resource = gateway("\"condition\": \"[parameters('deploy')]\"");

    assertThat(problems(Purpose.RUN, resource, "count=1"))
        .containsExactly(
            "ERROR: no gateway is deployed: the condition of the resource gw is false"
                + "[parameters('deploy') is false (t.json:3:49)]");
    assertThat(problems(Purpose.RUN, resource, "count=1", "deploy=true"))
        .noneMatch(problem -> problem.contains("no gateway is deployed"));
  }

  @Test
  void aGatewayIsOnlyNamed() throws IOException {
    assertThat(problems(Purpose.RUN, gateway("\"existing\": true"), "count=1"))
        .containsExactly(
            "ERROR: no gateway is deployed: the resource gw is only named, it is there already[]");
  }

  @Test
  void aGatewayIsCopiedZeroTimes() throws IOException {
    String resource =
        gateway("\"copy\": { \"name\": \"many\", \"count\": \"[parameters('count')]\" }");

    assertThat(problems(Purpose.RUN, resource, "count=0"))
        .containsExactly(
            "ERROR: no gateway is deployed: the copy many makes none: its count is 0[]");
  }

  @Test
  void aCheckGoesOnWithoutTheNumberOfCopies() throws IOException {
    String resource =
        gateway("\"copy\": { \"name\": \"many\", \"count\": \"[parameters('count')]\" }");

    assertThat(problems(Purpose.CHECK, resource))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem).startsWith("WARNING: "))
        .contains(
            "WARNING: no gateway is deployed: how many copies there are of many cannot be told:"
                + " parameters('count') has no value, run will need it[]");
  }

  @Test
  void aGatewayIsInADeploymentWithAConditionThatIsFalse() throws IOException {
    String inner = "\"template\": { \"resources\": [ " + gateway("") + " ] }";
    String resource = deployment(inner, "\"condition\": false,");

    assertThat(problems(Purpose.RUN, resource, "count=1"))
        .containsExactly(
            "ERROR: no gateway is deployed: the condition of the deployment inner is false[]");
  }

  @Test
  void aGatewayMayBeInALinkedTemplateThatIsNotHere() throws IOException {
    String link = "\"templateLink\": { \"uri\": \"https://example.com/gateway.json\" }";

    assertThat(problems(Purpose.RUN, deployment(link, ""), "count=1"))
        .contains(
            "ERROR: no gateway is deployed: the template of the deployment inner is not here:"
                + " https://example.com/gateway.json[]");
  }

  @Test
  void nothingSpeaksOfADeploymentThatHasNone() throws IOException {
    String resource = deployment("\"template\": { \"resources\": [] }", "\"condition\": false,");

    assertThat(problems(Purpose.RUN, resource, "count=1"))
        .containsExactly(
            "ERROR: none of the template's resources is of type"
                + " Microsoft.Network/applicationGateways[]");
  }

  @Test
  void aGatewayThatIsAskedForHasAConditionThatIsFalse() throws IOException {
    String resources =
        gateway("\"condition\": \"[parameters('deploy')]\"")
            + ", "
            + gateway("\"properties\": {}").replace("\"gw\"", "\"other\"");

    assertThat(problems(Purpose.RUN, List.of("GW"), resources, "count=1"))
        .containsExactly(
            "ERROR: the gateway GW is not deployed: the condition of the resource gw is false"
                + "[parameters('deploy') is false (t.json:3:49)]");
  }

  @Test
  void gatewaysWhoseNamesCannotBeToldAreNotSaidToShareOne() throws IOException {
    String two =
        gateway("\"condition\": true").replace("\"gw\"", "\"[reference('other').name]\"")
            + ", "
            + gateway("\"condition\": true").replace("\"gw\"", "\"[reference('more').name]\"");

    assertThat(problems(Purpose.RUN, two, "count=1"))
        .noneMatch(problem -> problem.contains("a second gateway"));
  }
}
