package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.ArmBody;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code poort apply}, {@code poort diff} and {@code poort get} against a running instance. */
class ApplyCommandTest {
  private static final String SHOP =
      "Microsoft.Network/applicationGateways/shop in the group poort";

  @TempDir Path folder;
  @AutoClose private final TestMember member = TestMember.answering("one");
  private ArmServer server;

  ApplyCommandTest() throws Exception {}

  @BeforeEach
  void start() throws Exception {
    server = ArmServer.start(folder.resolve("store"));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private CommandResult poort(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--management";
    all[args.length + 1] = "127.0.0.1:" + server.port();
    return CommandResult.of(all);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String gateway(String text) throws IOException {
    return file("gateway.json", text);
  }

  private ArmBody shop() {
    return ArmBody.of("shop", member.port());
  }

  /** A bare gateway says its name itself. */
  private static String named(String name, Object body) {
    return "{\"name\": \"" + name + "\", " + body.toString().strip().substring(1);
  }

  private String template() {
    return """
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"name": {"type": "string"}, "units": {"type": "int", "defaultValue": 2}},
      "resources": [
        {"type": "Microsoft.Network/publicIPAddresses", "apiVersion": "2024-05-01",
         "name": "ip", "location": "westeurope", "properties": {}},
        {"type": "Microsoft.Network/applicationGateways", "apiVersion": "2024-05-01",
         "name": "[parameters('name')]", %s
      ]
    }
    """
        .formatted(
            shop()
                .toString()
                .strip()
                .substring(1)
                .replace("\"capacity\": 2", "\"capacity\": \"[parameters('units')]\""));
  }

  @Test
  void whatAGatewaysFileSaysServesWhenTheCommandEnds() throws Exception {
    CommandResult applied = poort("apply", gateway(named("shop", shop())));

    assertThat(applied.exitCode()).as(applied.err()).isZero();
    assertThat(applied.out())
        .startsWith("+ " + SHOP + "\n")
        .contains(
            "\n  + tags: {\"made\":\"here\"}\n",
            "\n  + properties.frontendPorts[p80]: {\"port\":80}\n",
            "\"frontendPort\":{\"id\":\".../frontendPorts/p80\"}")
        .endsWith("\napplied " + folder.resolve("gateway.json") + ": version 1\n");
    assertThat(server.ask("shop", "/").body()).isEqualTo("one");
  }

  @Test
  void whatIsAsTheFileSaysIsNoChange() throws Exception {
    String file = gateway(named("shop", shop()));
    poort("apply", file);

    CommandResult again = poort("apply", file);

    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).isEqualTo(file + ": nothing changes\n");
    assertThat(poort("apply", file, "--json").out())
        .isEqualTo("{\"changed\":false,\"changes\":[]}\n");
  }

  @Test
  void diffNamesEachPropertyThatIsAnotherAndChangesNothing() throws Exception {
    poort("apply", gateway(named("shop", shop())));
    String changed =
        named("shop", shop().listeners(2))
            .replace("\"capacity\": 2", "\"capacity\": 5")
            .replace("\"made\": \"here\"", "\"kept\": \"there\"");
    String file = file("changed.json", changed);

    CommandResult diff = poort("diff", file);

    assertThat(diff.exitCode()).isEqualTo(1);
    assertThat(diff.out())
        .startsWith("~ " + SHOP + "\n")
        .contains(
            "\n  - tags.made: \"here\"\n",
            "\n  + tags.kept: \"there\"\n",
            "\n  ~ properties.sku.capacity: 2 -> 5\n",
            "\n  + properties.httpListeners[l0].properties.hostName: \"host0.test\"\n",
            "\n  + properties.httpListeners[l1]: {");
    assertThat(poort("history").out()).contains("\n1 ").doesNotContain("\n2 ");
    assertThat(poort("apply", file).out()).contains("  ~ properties.sku.capacity: 2 -> 5\n");
    CommandResult same = poort("diff", file);
    assertThat(same.exitCode()).isZero();
    assertThat(same.out()).isEmpty();
  }

  @Test
  void diffIsInColourWhereThatIsWanted() throws Exception {
    poort("apply", gateway(named("shop", shop())));
    String file = gateway(named("shop", shop()).replace("\"capacity\": 2", "\"capacity\": 5"));

    assertThat(poort("diff", file, "--color", "always").out())
        .contains("\u001b[33m  ~ properties.sku.capacity: 2 -> 5\u001b[0m\n");
    assertThat(poort("diff", file).out()).doesNotContain("\u001b");
    assertThat(poort("diff", file, "--json").out())
        .startsWith("{\"changes\":[{\"resourceId\":\"" + ArmServer.gateway("shop") + "\"")
        .contains(
            "{\"path\":\"properties.sku.capacity\",\"propertyChangeType\":\"Modify\",\"before\":2,"
                + "\"after\":5}");
  }

  @Test
  void aTemplateIsOneDeploymentWithItsParameters() throws Exception {
    String file = file("web.json", template());
    CommandResult diff = poort("diff", file, "-p", "name=shop", "units=3");
    CommandResult applied = poort("apply", file, "-p", "name=shop", "units=3");

    assertThat(diff.exitCode()).as(diff.err()).isEqualTo(1);
    assertThat(diff.out())
        .contains("+ " + SHOP, "+ Microsoft.Network/publicIPAddresses/ip in the group poort");
    assertThat(applied.exitCode()).as(applied.err()).isZero();
    assertThat(applied.out())
        .contains("+ " + SHOP, "+ Microsoft.Network/publicIPAddresses/ip", "\"capacity\":3")
        .doesNotContain("deployments/web")
        .endsWith("applied " + file + ": version 1\n");
    assertThat(server.ask("shop", "/").body()).isEqualTo("one");
    assertThat(poort("apply", file, "-p", "name=shop", "units=3").out())
        .isEqualTo(file + ": nothing changes\n");
  }

  @Test
  void completeRemovesWhatTheTemplateDoesNotName() throws Exception {
    server.put(ArmServer.GROUP + "/providers/Microsoft.Network/publicIPAddresses/old", "{}");

    CommandResult applied = poort("apply", gateway(named("shop", shop())), "--mode", "Complete");

    assertThat(applied.exitCode()).as(applied.err()).isZero();
    assertThat(applied.out())
        .contains("+ " + SHOP, "- Microsoft.Network/publicIPAddresses/old in the group poort\n");
  }

  @Test
  void severalGatewaysOfAListAreOneChange() throws Exception {
    String list =
        "[%s, %s]"
            .formatted(
                typed(named("shop", shop())),
                typed(named("other", ArmBody.of("other", member.port()))));

    CommandResult applied = poort("apply", gateway(list));

    assertThat(applied.exitCode()).as(applied.err()).isZero();
    assertThat(applied.out())
        .contains("+ " + SHOP, "applicationGateways/other in", ": version 1\n");
    assertThat(server.ask("shop", "/").body()).isEqualTo("one");
    assertThat(server.ask("other", "/").body()).isEqualTo("one");
  }

  private static String typed(String gateway) {
    return "{\"type\": \"Microsoft.Network/applicationGateways\", " + gateway.substring(1);
  }

  @Test
  void anExpressionOutsideOfATemplateIsLeftOut() throws Exception {
    String file = gateway(named("shop", shop()).replace("\"here\"", "\"[concat('a')]\""));

    assertThat(poort("diff", file).out()).contains("+ tags: {}");
    assertThat(poort("apply", file).exitCode()).isZero();
    CommandResult same = poort("diff", file);
    assertThat(same.exitCode()).as(same.out() + same.err()).isZero();
  }

  @Test
  void secretsAreNeverShownThoughTheirChangeIs() throws Exception {
    String first = TestCa.create().issue("localhost").pfx("hush-1");
    String second = TestCa.create().issue("localhost").pfx("hush-2");
    String properties = "{\"data\": \"%s\", \"password\": \"%s\"}";
    ArmBody body = shop().certificate(properties.formatted(first, "hush-1"));
    CommandResult applied = poort("apply", gateway(named("shop", body)));
    ArmBody other = shop().certificate(properties.formatted(second, "hush-2"));
    String file = gateway(named("shop", other));
    CommandResult diff = poort("diff", file);
    poort("apply", file);

    assertThat(applied.exitCode()).as(applied.err()).isZero();
    assertThat(applied.out())
        .contains(
            "properties.sslCertificates[cert]: {\"data\":\"*******\",\"password\":\"*******\"}");
    assertThat(diff.out())
        .contains(
            "  ~ properties.sslCertificates[cert].properties.data: \"*******\" -> \"*******\"\n",
            "  ~ properties.sslCertificates[cert].properties.password: \"*******\" -> \"*******\"\n");
    for (String shown :
        new String[] {
          applied.out(),
          diff.out(),
          poort("diff", file, "--json").out(),
          poort("show", "2", "--json").out(),
          poort("get", "shop").out()
        }) {
      assertThat(shown)
          .doesNotContain("hush-1", "hush-2", first.substring(0, 40), second.substring(0, 40));
    }
    String got = file("got.json", poort("get", "shop").out());
    CommandResult same = poort("diff", got);
    assertThat(same.out() + same.err()).isEmpty();
  }

  @Test
  void allThatIsWrongIsSaidWithItsPlaceInTheFile() throws Exception {
    String file = gateway(named("shop", shop().port(99_999)).replace("\"Http\"", "\"Htp\""));

    CommandResult applied = poort("apply", file);
    CommandResult diff = poort("diff", file);

    assertThat(applied.exitCode()).isEqualTo(1);
    assertThat(applied.err())
        .contains(file + ":", "error: port is 99999", "Htp", "nothing was sent");
    assertThat(diff.exitCode()).isEqualTo(2);
    assertThat(diff.err()).isEqualTo(applied.err());
    assertThat(server.get(ArmServer.gateway("shop")).status()).isEqualTo(404);
  }

  @Test
  void whatTheInstanceRefusesIsSaidInItsWords() throws Exception {
    String file = file("web.json", template());

    CommandResult missing = poort("apply", file);
    CommandResult group = poort("apply", file, "-g", "none", "-p", "name=shop");

    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("parameter", "name");
    assertThat(group.exitCode()).isEqualTo(1);
    assertThat(group.err()).isEqualTo("the resource group none could not be found\n");
    assertThat(poort("apply", folder.resolve("no.json").toString()).exitCode()).isEqualTo(1);
    assertThat(poort("apply").exitCode()).isEqualTo(2);
  }

  @Test
  void whatTheInstanceFindsWrongIsSaidOfTheFiles() throws Exception {
    String text =
        template()
            .replace("\"parameters\": {", "\"parameters\": {\"port\": {\"type\": \"int\"}, ")
            .replace("\"port\": 80", "\"port\": \"[parameters('port')]\"");
    String file = file("web.json", text);
    String parameters = file("p.json", "{\n  \"port\": {\"value\": 99999}\n}");

    CommandResult applied = poort("apply", file, "-p", "name=shop", parameters);
    CommandResult given = poort("diff", file, "-p", "name=shop", "port=x", "nme=1");

    assertThat(applied.exitCode()).isEqualTo(1);
    assertThat(applied.err())
        .containsPattern("^" + file + ":\\d+:\\d+: error: port is 99999; parameters\\('port'\\) is")
        .contains(
            " ("
                + parameters
                + ":2:21). Write a whole number from 1 to 65535\n"
                + "    at $.resources[1].properties.frontendPorts[0].properties.port\n")
        .endsWith("1 error; nothing was changed\n");
    assertThat(given.exitCode()).isEqualTo(2);
    assertThat(given.err())
        .contains(
            "--parameters port: error: parameters('port') is 'x', not of type int",
            "--parameters nme: error: the template has no parameter nme")
        .doesNotContain("$.properties.parameters");
  }

  @Test
  void newPartsNameEachOtherShortly() throws Exception {
    CommandResult diff = poort("diff", gateway(named("shop", shop())));

    assertThat(diff.out())
        .contains("\"frontendPort\":{\"id\":\".../frontendPorts/p80\"}")
        .doesNotContain("provisioningState", "...\n");
  }

  @Test
  void aGatewayGoesWhereItsOwnIdIsUnlessAGroupIsNamed() throws Exception {
    String web = ArmServer.GROUP.replace("/poort", "/web");
    server.put(web, "{\"location\": \"westeurope\"}");
    String file =
        gateway(
            "{\"id\": \"%s/providers/Microsoft.Network/applicationGateways/shop\", %s"
                .formatted(web, named("shop", shop()).substring(1)));

    CommandResult applied = poort("apply", file);

    assertThat(applied.out()).contains("applicationGateways/shop in the group web\n");
    assertThat(poort("get", "shop").out()).contains(web + "/providers/");
    assertThat(poort("diff", file, "-g", "poort").out()).contains("+ " + SHOP);
  }

  @Test
  void getPrintsOneOrAllAsArmHasThem() throws Exception {
    poort("apply", gateway(named("shop", shop())));

    CommandResult all = poort("get", "--json");

    assertThat(all.out()).startsWith("[{\"id\":\"" + ArmServer.gateway("shop")).hasLineCount(1);
    assertThat(poort("get", "SHOP").out()).startsWith("{\n  \"id\": \"");
    assertThat(poort("get", ArmServer.gateway("shop") + "/frontendPorts/p80").out())
        .contains("\"port\": 80");
    assertThat(poort("get", "shp").err()).isEqualTo("there is no gateway shp among shop\n");
    assertThat(poort("get", "shp").exitCode()).isEqualTo(1);
    assertThat(poort("get", ArmServer.gateway("no")).err()).contains("could not be found");
    assertThat(poort("get", "//evil.example/").exitCode()).isEqualTo(2);
  }
}
