package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --parameters}, and what is said while a template lacks them. */
class ParametersOptionTest {
  private static final String TEMPLATE =
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {
          "gatewayName": { "type": "string", "metadata": { "description": "Its name." } },
          "port": { "type": "int", "metadata": { "description": "Where clients come in." } },
          "tags": { "type": "object", "defaultValue": {} }
        },
        "variables": {
          "id": "[resourceId('Microsoft.Network/applicationGateways', parameters('gatewayName'))]"
        },
        "resources": [
          {
            "type": "Microsoft.Network/applicationGateways",
            "apiVersion": "2023-09-01",
            "name": "[parameters('gatewayName')]",
            "tags": "[parameters('tags')]",
            "properties": {
              "frontendIPConfigurations": [ { "name": "ip" } ],
              "frontendPorts": [
                { "name": "http", "properties": { "port": "[parameters('port')]" } }
              ],
              "httpListeners": [
                {
                  "name": "web",
                  "properties": {
                    "protocol": "Http",
                    "frontendIPConfiguration": {
                      "id": "[concat(variables('id'), '/frontendIPConfigurations/ip')]"
                    },
                    "frontendPort": { "id": "[concat(variables('id'), '/frontendPorts/http')]" }
                  }
                }
              ],
              "backendAddressPools": [
                { "name": "pool", "properties": { "backendAddresses": [ { "fqdn": "a.b" } ] } }
              ],
              "backendHttpSettingsCollection": [
                { "name": "settings", "properties": { "port": 80, "protocol": "Http" } }
              ],
              "requestRoutingRules": [
                {
                  "name": "rule",
                  "properties": {
                    "ruleType": "Basic",
                    "priority": 1,
                    "httpListener": { "id": "[concat(variables('id'), '/httpListeners/web')]" },
                    "backendAddressPool": {
                      "id": "[concat(variables('id'), '/backendAddressPools/pool')]"
                    },
                    "backendHttpSettings": {
                      "id": "[concat(variables('id'), '/backendHttpSettingsCollection/settings')]"
                    }
                  }
                }
              ]
            }
          }
        ]
      }
      """;

  @TempDir Path folder;
  private Path template;

  @BeforeEach
  void writeTheTemplate() throws IOException {
    template = write("gateway.json", TEMPLATE);
  }

  @Test
  void everyFormOfAzIsTaken() throws IOException {
    String json = "{ \"gatewayName\": { \"value\": \"gw\" }, \"port\": { \"value\": 8080 } }";
    String file = write("p.json", "{ \"parameters\": " + json + " }").toString();
    Path name = write("name.txt", "gw\n");

    for (List<String> parameters :
        List.of(
            List.of("--parameters", file),
            List.of("--parameters", "@" + file),
            List.of("--parameters", json),
            List.of("--parameters", "gatewayName=gw", "port=8080"),
            List.of("-p", "gatewayName=gw", "-p", "port=8080"),
            List.of("-p", "gatewayName=@" + name, "port=8080", "tags={\"a\": \"b c\"}"),
            List.of("--parameters", file, "gatewayName=gw"))) {
      CommandResult check = check(parameters);
      assertThat(check.out()).isEqualTo("gw: fine, 1 listener, 1 rule, 1 pool; no warnings\n");
      assertThat(check.exitCode()).isZero();
    }
  }

  @Test
  void theLaterOneWins() throws IOException {
    String file = write("p.json", "{ \"gatewayName\": { \"value\": \"gw\" } }").toString();

    assertThat(check(List.of("-p", file, "port=1", "gatewayName=x=y z")).out())
        .startsWith("x=y z: fine");
    assertThat(check(List.of("-p", "gatewayName=x", "port=1", file)).out()).startsWith("gw: fine");
  }

  @Test
  void checkGoesOnWithoutThemAndSaysWhatRunWillNeed() {
    CommandResult check = check(List.of("-p", "port=8080"));

    assertThat(check.out())
        .isEqualTo(
            """
            %s:5:5: warning: run will need a value for the parameter gatewayName: Its name
                at $.parameters.gatewayName
                Give it: --parameters gatewayName=VALUE
            {gatewayName}: fine, 1 listener, 1 rule, 1 pool; 1 warning
            """
                .formatted(template));
    assertThat(check.exitCode()).isZero();
  }

  @Test
  void checkJudgesTheRestWithoutThem() throws IOException {
    Files.writeString(template, TEMPLATE.replace("/httpListeners/web", "/httpListeners/wbe"));

    CommandResult check = check(List.of());

    assertThat(check.out())
        .contains("run will need a value for the parameter gatewayName")
        .contains("run will need a value for the parameter port")
        .contains("error: httpListeners has no wbe")
        .contains("Did you mean web?")
        .endsWith("1 error, 2 warnings\n");
    assertThat(check.exitCode()).isEqualTo(1);
  }

  @Test
  void runNamesAllThatAreMissing() {
    CommandResult run = CommandResult.of("run", template.toString());

    assertThat(run.err())
        .contains("5:5: error: the parameter gatewayName has no value: Its name\n")
        .contains("Give it: --parameters gatewayName=VALUE\n")
        .contains("6:5: error: the parameter port has no value: Where clients come in\n")
        .endsWith("2 errors, no warnings; nothing was started\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void aWrongValueIsToldWithThePlaceWhereItWasGiven() throws IOException {
    Path file =
        write(
            "p.json",
            """
            {
              "gatewayName": { "value": "gw" },
              "port": { "value": 70000 }
            }
            """);

    assertThat(check(List.of("-p", file.toString())).out())
        .contains(": error: port is 70000\n")
        .contains("    parameters('port') is 70000 (" + file + ":3:22)\n")
        .contains("    Write a whole number from 1 to 65535\n");
    assertThat(check(List.of("-p", file.toString(), "port=0")).out())
        .contains("    parameters('port') is 0 (--parameters port)\n");
  }

  @Test
  void whatTheTemplateDoesNotKnowIsAnError() {
    CommandResult check = check(List.of("-p", "gatwayName=gw", "port=http"));

    assertThat(check.out())
        .contains(
            "--parameters gatwayName: error: the template has no parameter gatwayName."
                + " Did you mean gatewayName?\n")
        .contains(
            "--parameters port: error: parameters('port') is 'http', not of type int."
                + " Write a whole number without quotes\n");
    assertThat(check.exitCode()).isEqualTo(1);
  }

  @Test
  void aMissingFileIsAnError() {
    assertThat(check(List.of("-p", "none.json")).out())
        .contains(
            "none.json: error: there is no such file."
                + " Name a file of parameters, or write NAME=VALUE\n");
    assertThat(check(List.of("-p", "gatewayName=@none.txt")).out())
        .contains("error: none.txt: there is no such file. Check its name and folder\n");
  }

  @Test
  void whatAFileThatCannotBeReadMightGiveIsNotSaidToBeMissing() throws IOException {
    Path half = write("half.json", "{ \"parameters\": { \"port\": { \"value\"");

    assertThat(check(List.of("-p", "none.json")).out())
        .startsWith("none.json: error: there is no such file.")
        .hasLineCount(1);
    assertThat(check(List.of("-p", half.toString())).out())
        .contains("the file ends before its time")
        .doesNotContain("a value for the parameter");
  }

  @Test
  void aFileThatLiesBesideIsMentioned() throws IOException {
    Path file = write("gateway.parameters.json", "{ \"port\": { \"value\": 1 } }");

    assertThat(check(List.of()).err())
        .isEqualTo("not used: " + file + " (say --parameters to use it)\n");
    assertThat(check(List.of("-p", file.toString())).err()).isEmpty();
  }

  @Test
  void theJsonOfACheckTellsTheTrail() {
    assertThat(check(List.of("-p", "gatewayName=gw", "port=0", "--json")).out())
        .contains("\"trail\":[\"parameters('port') is 0 (--parameters port)\"],\"mend\":");
  }

  @Test
  void aCertificateOfAKeyVaultIsBound() throws IOException {
    Files.writeString(
        template,
        TEMPLATE
            .replace("\"tags\": {", "\"cert\": { \"type\": \"securestring\" },\n\"tags\": {")
            .replace(
                "\"Http\",\n",
                "\"Https\", \"sslCertificate\": { \"id\": \"sslCertificates/tls\" },\n")
            .replace(
                "\"httpListeners\": [",
                "\"sslCertificates\": [ { \"name\": \"tls\", \"properties\":"
                    + " { \"data\": \"[parameters('cert')]\" } } ], \"httpListeners\": ["));
    Path file =
        write(
            "p.json",
            """
            {
              "gatewayName": { "value": "gw" },
              "port": { "value": 443 },
              "cert": {
                "reference": { "keyVault": { "id": "/vaults/v" }, "secretName": "site" }
              }
            }
            """);

    String text = "parameters('cert') is the secret site of a Key Vault, which only Azure can read";
    String mend =
        "Bind it in poort.json:"
            + " \"bindings\": { \"certificates\": { \"tls\": { \"pfx\": \"tls.pfx\" } } }";
    CommandResult check = check(List.of("-p", file.toString()));
    assertThat(check.out()).contains("warning: " + text + ", run will need it\n", mend);
    assertThat(check.exitCode()).isZero();
    assertThat(CommandResult.of("run", template.toString(), "-p", file.toString()).err())
        .contains("error: " + text + "\n", mend);
  }

  private CommandResult check(List<String> parameters) {
    var arguments = new ArrayList<>(List.of("check", template.toString()));
    arguments.addAll(parameters);
    return CommandResult.of(arguments.toArray(String[]::new));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
