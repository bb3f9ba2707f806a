package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.Poort;
import dev.poort.control.BoundListener;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway has two frontends on port 80, a pool without members and one of a network interface,
 * and a certificate in a Key Vault.
 */
class BindCommandTest {
  @TempDir private Path folder;
  private Path gateway;
  private Path poortJson;

  @BeforeEach
  void writeTheGateway() throws Exception {
    gateway = folder.resolve("gateway.json");
    poortJson = folder.resolve("poort.json");
    try (InputStream shop = BindCommandTest.class.getResourceAsStream("/dev/poort/shop.json")) {
      if (shop == null) throw new AssertionError("no shop.json");
      Files.copy(shop, gateway);
    }
  }

  @Test
  void printsAPoortJsonWithEverythingOnThisMachine() {
    CommandResult bind = CommandResult.of("bind", gateway.toString());

    assertThat(bind.exitCode()).isZero();
    assertThat(bind.err()).isEqualTo("1 warning: see poort check\n");
    assertThat(bind.out())
        .isEqualTo(
            """
            {
              "bindings": {
                // Where each frontend listens.
                "frontends": {
                  "public": "127.0.0.1",
                  "private": "127.0.0.2"
                },
                // Which local port stands for a port in Azure; 0 lets the kernel choose.
                "ports": {
                  "80": 8080,
                  "443": 8443
                },
                // Who serves each pool: as many "host:port" as there are.
                "members": {
                  "web": ["127.0.0.1:5000"],
                  "api": ["127.0.0.1:5001"]
                },
                // Certificates that only Azure can read: put their files here, then uncomment them.
                "certificates": {
                  // az keyvault secret download --encoding base64 --id "https://shop.vault.azure.net/secrets/shop-tls" --file "shop-tls.pfx"
                  // "shop-tls": { "pfx": "shop-tls.pfx", "password": "" },
                }
              }
            }
            """);
  }

  @Test
  void givesSeveralGatewaysPlacesOfTheirOwn() throws Exception {
    String shop = Files.readString(gateway);
    int first =
        shop.lastIndexOf("    {\n      \"type\": \"Microsoft.Network/applicationGateways\"");
    String second = shop.substring(first, shop.lastIndexOf("  ]")).replace("\"shop\"", "\"shop2\"");
    Files.writeString(gateway, shop.replaceFirst("\"resources\": \\[", "$0\n" + second + ","));

    bindToFile();

    assertThat(poortJson)
        .content()
        .contains(
            "    \"gateways\": {\n      \"shop2\": {\n        // Where each frontend listens.\n")
        .contains("          \"80\": 8080,\n          \"443\": 8443\n")
        .contains("          \"80\": 8081,\n          \"443\": 8444\n")
        .contains("\"web\": [\"127.0.0.1:5000\"]")
        .contains("\"web\": [\"127.0.0.1:5002\"]");
    CommandResult check = check();
    assertThat(check.exitCode()).isZero();
    assertThat(check.out())
        .contains("shop: fine", "shop2: fine")
        .doesNotContain("has no members", "machines in Azure", "left out");
  }

  @Test
  void whatItWritesPassesTheCheckAndLeavesNothingToBindButCertificates() {
    bindToFile();

    CommandResult check = check();
    assertThat(check.exitCode()).isZero();
    assertThat(check.out())
        .doesNotContain("has no members", "machines in Azure", "both listen")
        .endsWith("; run will need 1 certificate\n");
  }

  @Test
  void whatItWritesServesOnceTheFilesOfItsCertificatesAreThere() throws Exception {
    bindToFile();
    TestCa ca = TestCa.create();
    ca.issue("localhost").writePfx(folder.resolve("shop-tls.pfx"), "");
    try (TestMember web = TestMember.answering("web");
        TestMember api = TestMember.answering("api")) {
      replace("// \"shop-tls\"", "\"shop-tls\"");
      // Tests take ports that the kernel chooses.
      replace(": 8080", ": 0");
      replace(": 8443", ": 0");
      replace(":5000", ":" + web.port());
      replace(":5001", ":" + api.port());

      try (Poort poort = Poort.start(gateway, poortJson);
          RawClient https =
              RawClient.connectTls(address(poort, "publicHttps"), ca.clientContext(), "localhost");
          RawClient http = RawClient.connect(address(poort, "publicHttp"));
          RawClient other = RawClient.connect(address(poort, "privateHttp"))) {
        assertThat(https.get("/", "localhost").body()).isEqualTo("web");
        assertThat(http.get("/", "localhost").body()).isEqualTo("web");
        assertThat(other.get("/", "localhost").body()).isEqualTo("api");
      }
    }
  }

  @Test
  void writesOverAFileOnlyWhenItIsForced() throws Exception {
    Files.writeString(poortJson, "{}");

    CommandResult refused = bind("--output", poortJson.toString());
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err())
        .isEqualTo(poortJson + " is there already (say --force to write over it)\n");
    assertThat(poortJson).hasContent("{}");

    assertThat(bind("--output", poortJson.toString(), "--force").exitCode()).isZero();
    assertThat(poortJson).content().contains("\"127.0.0.1:5000\"");
  }

  @Test
  void saysWhenTheFileCannotBeWritten() {
    Path nowhere = folder.resolve("none").resolve("poort.json");

    CommandResult refused = bind("--output", nowhere.toString());
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err()).isEqualTo(nowhere + " cannot be written: there is no such folder\n");
  }

  @Test
  void writesOnlyWhatTheSettingsDoNotBind() throws Exception {
    Files.writeString(
        poortJson,
        """
        {"bindings": {
          "frontends": {"public": "127.0.0.1"}, "ports": {"80": 0, "443": 0},
          "members": {"api": ["127.0.0.1:5000"]},
          "certificates": {"shop-tls": {"pfx": "shop-tls.pfx"}}}}
        """);
    TestCa.create().issue("localhost").writePfx(folder.resolve("shop-tls.pfx"), "");

    CommandResult bind = bind("--settings", poortJson.toString());
    assertThat(bind.out().replaceAll("//.*", "").replaceAll("\\s", ""))
        .isEqualTo(
            "{\"bindings\":{\"frontends\":{\"private\":\"127.0.0.1\"},"
                + "\"members\":{\"web\":[\"127.0.0.1:5001\"]}}}");
  }

  @Test
  void saysWhenEverythingIsBound() throws Exception {
    bindToFile();
    replace("// \"shop-tls\"", "\"shop-tls\"");
    TestCa.create().issue("localhost").writePfx(folder.resolve("shop-tls.pfx"), "");

    CommandResult bind = bind("--settings", poortJson.toString());
    assertThat(bind.exitCode()).isZero();
    assertThat(bind.out()).isEmpty();
    assertThat(bind.err()).isEqualTo("everything is bound already\n");
  }

  @Test
  void neverWritesWhatSettingsLackOverThem() {
    bindToFile();
    String roundabout = folder.resolve("x").resolve("..").resolve("poort.json").toString();

    CommandResult bind =
        bind("--settings", poortJson.toString(), "--output", roundabout, "--force");
    assertThat(bind.exitCode()).isEqualTo(2);
  }

  @Test
  void refusesAGatewayWithErrors() throws Exception {
    Files.writeString(
        gateway, Files.readString(gateway).replace("\"port\": 443", "\"port\": 70000"));

    CommandResult bind = bind("--output", poortJson.toString());
    assertThat(bind.exitCode()).isEqualTo(1);
    assertThat(bind.err()).contains("port is 70000").endsWith("; nothing was written\n");
    assertThat(poortJson).doesNotExist();
  }

  private void bindToFile() {
    assertThat(bind("--output", poortJson.toString()).exitCode()).isZero();
  }

  private CommandResult bind(String option, String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "bind";
    args[1] = gateway.toString();
    args[2] = option;
    System.arraycopy(more, 0, args, 3, more.length);
    return CommandResult.of(args);
  }

  private CommandResult check() {
    return CommandResult.of("check", gateway.toString(), "--settings", poortJson.toString());
  }

  private static InetSocketAddress address(Poort poort, String listener) {
    return poort.listeners().stream()
        .filter(bound -> bound.name().equals(listener))
        .map(BoundListener::address)
        .findFirst()
        .orElseThrow();
  }

  private void replace(String old, String fresh) throws Exception {
    String text = Files.readString(poortJson);
    assertThat(text).contains(old);
    Files.writeString(poortJson, text.replace(old, fresh));
  }
}
