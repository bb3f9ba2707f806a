package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.demo.DemoFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  @TempDir Path folder;
  private Path gateway;
  private Path settings;

  @BeforeEach
  void writeAFineConfiguration() throws Exception {
    DemoFiles files = DemoFiles.write(folder, List.of(5000, 5001));
    gateway = files.gateway();
    settings = files.settings();
  }

  @Test
  void findsNothingWrongWithAFineFile() {
    CommandResult check = CommandResult.of("check", gateway.toString());

    assertThat(check.exitCode()).isZero();
    assertThat(check.out()).contains("demo: fine, 2 listeners, 2 rules, 1 pool;");
  }

  @Test
  void saysWhereAnErrorIsAndWhatMendsIt() throws Exception {
    replace("httpListeners/httpListener", "httpListeners/httpListenr");

    CommandResult check = CommandResult.of("check", gateway.toString());

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out())
        .contains(gateway + ":" + lineOf("httpListenr") + ":", ": error: ", "httpListenr")
        .contains("at $.properties.requestRoutingRules[0].properties.httpListener")
        .contains("httpListener")
        .endsWith("1 error, no warnings\n");
  }

  @Test
  void passesWarningsAlone() throws Exception {
    replace("\"requestTimeout\": 120", "\"requestTimeout\": 120, \"sniNaam\": \"a.test\"");

    CommandResult check = CommandResult.of("check", gateway.toString());

    assertThat(check.exitCode()).isZero();
    assertThat(check.out()).contains(": warning: ").doesNotContain("error");
  }

  @Test
  void judgesTheSettingsToo() throws Exception {
    Files.writeString(settings, "{ \"bindngs\": {} }");

    CommandResult check =
        CommandResult.of("check", gateway.toString(), "--settings", settings.toString());

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out()).contains(settings + ":1:", "bindngs", "bindings");
  }

  @Test
  void saysOnWhichLineABindingFitsNothing() throws Exception {
    Files.writeString(
        settings,
        """
        { "bindings": {
          "members": { "chatMembers": [], "api.contoso.com": [] },
          "trustedCertificates": {
            "root": "root.pem" } } }
        """);

    CommandResult check =
        CommandResult.of("check", gateway.toString(), "--settings", settings.toString());

    assertThat(check.out())
        .contains(settings + ":2:35: warning: bindings.members: the gateway has no api.contoso.com")
        .contains(
            settings + ":4:5: warning: bindings.trustedCertificates: the gateway has no root");
  }

  @Test
  void reportsBindingsThatFitNothing() throws Exception {
    Files.writeString(settings, "{ \"bindings\": { \"members\": { \"chatMembrs\": [] } } }");

    CommandResult check =
        CommandResult.of("check", gateway.toString(), "--settings", settings.toString());

    assertThat(check.out()).contains("chatmembrs", "chatMembers");
  }

  @Test
  void writesTheProblemsAsJson() throws Exception {
    replace("\"port\": 443", "\"port\": 70000");

    CommandResult check = CommandResult.of("check", gateway.toString(), "--json");

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out())
        .startsWith("[{\"severity\":\"error\",\"what\":\"")
        .contains("\"line\":" + lineOf("70000") + ",\"column\":")
        .contains("\"path\":\"$.properties.frontendPorts[1].properties.port\"")
        .endsWith("}]\n");
  }

  @Test
  void passesAGatewayWhoseCertificateIsInAKeyVaultAndSaysWhatRunWillNeed() throws Exception {
    replace("\"data\": \"[^\"]*\",", "");
    replace("\"password\": \"[^\"]*\"", "\"keyVaultSecretId\": \"https://v/secrets/tls\"");

    CommandResult check = CommandResult.of("check", gateway.toString());

    assertThat(check.exitCode()).isZero();
    assertThat(check.out())
        .contains("warning: only Azure can read a certificate in a Key Vault, run will need it")
        .contains("Bind it in poort.json: \"bindings\": { \"certificates\": { ")
        .endsWith(
            "demo: fine, 2 listeners, 2 rules, 1 pool; 1 warning; run will need 1 certificate\n");
    assertThat(CommandResult.of("run", gateway.toString()).err())
        .contains("error: only Azure can read a certificate in a Key Vault\n");
  }

  @Test
  void warnsOfAPoolThatNobodyServesWithoutAnySettings() throws Exception {
    replace("\"backendAddresses\": \\[[^]]*]", "\"backendAddresses\": []");

    assertThat(CommandResult.of("check", gateway.toString()).out())
        .startsWith(
            gateway
                + ":"
                + (lineOf("\"chatMembers\"") - 1)
                + ":7: warning: chatMembers has no members, it answers 502\n"
                + "    at $.properties.backendAddressPools[0]\n"
                + "    Bind it in poort.json: \"bindings\": { \"members\": { \"chatMembers\": [\"127.0.0.1:5000\"] } }\n");
  }

  @Test
  void writesAnEmptyArrayWhenNothingIsWrong() {
    assertThat(CommandResult.of("check", gateway.toString(), "--json").out()).endsWith("]\n");
  }

  @Test
  void callsAFileThatIsNotThereWrongInput() {
    Path none = folder.resolve("none.json");

    CommandResult check = CommandResult.of("check", none.toString());

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.err()).isEmpty();
    assertThat(check.out())
        .isEqualTo(none + ": error: there is no such file. Check its name and folder\n");
  }

  @Test
  void saysHowAFileInBicepIsBuilt() throws Exception {
    Path bicep = Files.writeString(folder.resolve("main.bicep"), "param location string\n");
    Path given = Files.writeString(folder.resolve("main.bicepparam"), "using 'main.bicep'\n");

    assertThat(CommandResult.of("check", bicep.toString()).out())
        .isEqualTo(
            bicep
                + ": error: this is Bicep, not JSON. Build it: az bicep build --file "
                + bicep
                + "\n");
    assertThat(CommandResult.of("check", given.toString()).out())
        .isEqualTo(
            given
                + ": error: this is a file of parameters in Bicep. Build it: az bicep build-params"
                + " --file "
                + given
                + ". Then give it after the template: --parameters FILE\n");
    assertThat(CommandResult.of("check", folder.resolve("none.bicep").toString()).out())
        .contains("there is no such file");
  }

  @Test
  void writesAFileThatIsNotThereAsJsonToo() {
    Path none = folder.resolve("none.json");

    CommandResult check = CommandResult.of("check", none.toString(), "--json");

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out())
        .startsWith("[{\"severity\":\"error\",\"what\":\"there is no such file\",\"file\":\"")
        .endsWith("}]\n");
  }

  private void replace(String old, String fresh) throws Exception {
    String text = Files.readString(gateway);
    assertThat(text).containsPattern(old);
    Files.writeString(gateway, text.replaceFirst(old, fresh));
  }

  private int lineOf(String text) throws Exception {
    List<String> lines = Files.readAllLines(gateway);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) return i + 1;
    }
    throw new AssertionError(text);
  }
}
