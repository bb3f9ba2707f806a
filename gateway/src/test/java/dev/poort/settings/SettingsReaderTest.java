package dev.poort.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.AffinityKey;
import dev.poort.config.Bindings;
import dev.poort.config.CertificateBinding;
import dev.poort.config.CertificateBinding.Password;
import dev.poort.config.HostAndPort;
import dev.poort.config.Limits;
import dev.poort.config.Placed;
import dev.poort.config.Settings;
import dev.poort.config.TransportKind;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import dev.poort.problem.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  private static final String CERTIFICATE = "\"bindings\": {\"certificates\": {\"c\": ";
  private static final String FILES =
      "Write { \"pfx\": \"file.pfx\" } or { \"certificate\": \"chain.pem\", \"key\": \"key.pem\" }";
  private static final Settings DEFAULTS =
      Settings.DEFAULT.withManagement(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));

  @Test
  void everyKeyIsRead() {
    Settings settings =
        settings(
            """
            { "management": "127.0.0.1:9000", // comments are allowed
              "AccessLog": "-",
              "transport": "NIO",
              "shutdownTimeoutSeconds": 5,
              "limits": {"headBytes": 1024, "urlBytes": 256, "bodyBytes": 0,
                "headTimeoutSeconds": 1, "idleTimeoutSeconds": 2},
              "bindings": {
                "frontends": { "appGatewayFrontendIP": "127.0.0.1", "v6": "[::1]" },
                "ports": { "80": 8080, "443": 0 },
                "members": { "ContosoServerPool": ["127.0.0.1:5000", "[::1]:5001", "::1", "a.b"],
                  "empty": [] },
                "gateways": { "Web": { "ports": { "80": 8081 } } } },
            }
            """);

    assertThat(settings.management())
        .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000));
    assertThat(settings.accessLog()).isEqualTo("-");
    assertThat(settings.transport()).isEqualTo(TransportKind.NIO);
    assertThat(settings.shutdownTimeout()).hasSeconds(5);
    assertThat(settings.limits())
        .isEqualTo(new Limits(1024, 256, 0, Duration.ofSeconds(1), Duration.ofSeconds(2)));
    assertThat(settings.bindings().frontends())
        .isEqualTo(Map.of("appgatewayfrontendip", "127.0.0.1", "v6", "::1"));
    assertThat(settings.bindings().ports()).isEqualTo(Map.of(80, 8080, 443, 0));
    assertThat(settings.bindings().members())
        .isEqualTo(
            Map.of(
                "contososerverpool",
                List.of(
                    new HostAndPort("127.0.0.1", 5000),
                    new HostAndPort("::1", 5001),
                    new HostAndPort("::1", 0),
                    new HostAndPort("a.b", 0)),
                "empty",
                List.of()));
    assertThat(settings.bindings().gateways())
        .isEqualTo(Map.of("web", new Bindings(Map.of(), Map.of(80, 8081), Map.of())));
  }

  @Test
  void certificatesAreFilesAtTheFolderOfTheFile(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("poort.json"),
            """
            {"bindings": {"certificates": {
              "Shop-Tls": {"pfx": "tls.pfx", "password": "geheim"},
              "api": {"certificate": "/etc/chain.pem", "key": "sub/key.pem", "passwordFile": "pw"},
              "open": {"PFX": "open.pfx", "password": null}}}}
            """);

    ReadResult<Settings> read = SettingsReader.read(file, DEFAULTS);
    assertThat(read.problems()).isEmpty();
    Settings settings = read.value();
    assertThat(settings).isNotNull();
    if (settings == null) return;
    assertThat(settings.bindings().certificates())
        .isEqualTo(
            Map.of(
                "shop-tls",
                CertificateBinding.pfx(folder.resolve("tls.pfx").toString(), "geheim"),
                "api",
                new CertificateBinding.Pem(
                    placed("/etc/chain.pem"),
                    placed(folder.resolve("sub/key.pem").toString()),
                    new Password.InFile(placed(folder.resolve("pw").toString()))),
                "open",
                new CertificateBinding.Pfx(placed(folder.resolve("open.pfx").toString()), null)));
  }

  private static Placed placed(String text) {
    return new Placed(text, Place.of("anywhere"));
  }

  @Test
  void whatIsNotSaidStaysAsItIs() {
    assertThat(settings("{}")).isEqualTo(DEFAULTS);
    assertThat(settings("{\"management\": null, \"limits\": {}, \"bindings\": {}}"))
        .isEqualTo(DEFAULTS);
  }

  @Test
  void nameServersHavePort53UnlessTheySayAnother() {
    assertThat(settings("{\"nameServers\": [\"10.0.0.53\", \"[::1]:5353\"]}").nameServers())
        .containsExactly(new HostAndPort("10.0.0.53", 53), new HostAndPort("::1", 5353));
  }

  @Test
  void theKeyOfAffinityCookiesIsATextOrAFileAtTheFolderOfTheFile(@TempDir Path folder)
      throws Exception {
    assertThat(settings("{\"affinityKey\": \"0123456789abcdef\"}").affinityKey())
        .isEqualTo(new AffinityKey("0123456789abcdef", null))
        .hasToString("AffinityKey[text]");
    Path file = folder.resolve("poort.json");
    Files.writeString(file, "{\"affinityKeyFile\": \"secret.key\"}");
    assertThat(SettingsReader.read(file, DEFAULTS).valueOrThrow().affinityKey())
        .isEqualTo(new AffinityKey(null, folder.resolve("secret.key").toString()));
  }

  @Test
  void managementMayBeOff() {
    assertThat(settings("{\"management\": \"off\"}").management()).isNull();
  }

  @Test
  void theKernelMayChooseTheManagementPort() {
    assertThat(settings("{\"management\": \"127.0.0.1:0\"}").management())
        .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    assertThat(settings("{\"management\": \"[::1]:0\"}").management())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
  }

  @Test
  void aManagementAddressThatOthersReachIsAWarning() {
    ReadResult<Settings> result = read("{\"management\": \"0.0.0.0:9000\"}");

    assertThat(result.value()).isNotNull();
    assertThat(result.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.WARNING);
              assertThat(problem.what())
                  .startsWith("the management address can be reached from other machines");
            });
  }

  @Test
  void anUnknownKeyIsAnErrorWithItsPlaceAndTheNearestKey() {
    assertThat(read("{\n  \"managment\": \"off\" }").problems())
        .containsExactly(
            Problem.error(
                "there is no setting managment",
                new Place("poort.json", 2, 3, "$.managment"),
                "Did you mean management?"));
    assertThat(errors("{\"limits\": {\"heads\": 1}, \"bindings\": {\"port\": {}}}"))
        .containsExactly(
            "there is no setting heads. Known here: headBytes, urlBytes, bodyBytes,"
                + " headTimeoutSeconds, idleTimeoutSeconds",
            "there is no setting port. Did you mean ports?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"management\": \"9000\"|management is no address with a port. Write \"127.0.0.1:9000\","
            + " or \"off\" for none",
        "\"management\": \"127.0.0.1:00\"|management is no address with a port. Write"
            + " \"127.0.0.1:9000\", or \"off\" for none",
        "\"management\": 9000|management is a number. Write a string",
        "\"accessLog\": \" \"|accessLog is no path. Write a path, \"-\" or \"off\"",
        "\"transport\": \"epol\"|transport knows no value epol. Did you mean epoll?",
        "\"shutdownTimeoutSeconds\": -1|shutdownTimeoutSeconds is -1. Write a whole number from 0"
            + " to 3600",
        "\"limits\": {\"headBytes\": 10}|headBytes is 10. Write a whole number from 1024 to 1048576",
        "\"limits\": {\"urlBytes\": 10}|urlBytes is 10. Write a whole number from 256 to 1048576",
        "\"limits\": {\"headTimeoutSeconds\": 0}|headTimeoutSeconds is 0. Write a whole number from"
            + " 1 to 3600",
        "\"limits\": 1|limits is a number. Write an object",
        "\"bindings\": {\"frontends\": {\"a\": \"127.0.0.1:80\"}}|127.0.0.1:80 is no local address."
            + " Write one without a port, such as \"127.0.0.1\": ports stand under bindings.ports",
        "\"bindings\": {\"ports\": {\"http\": 80}}|http is no port. Write a frontend port, such as"
            + " \"443\": 8443",
        "\"bindings\": {\"ports\": {\"80\": 65536}}|80 is 65536. Write a whole number from 0 to 65535",
        "\"bindings\": {\"members\": {\"a\": \"b:1\"}}|a is a string. Write an array",
        "\"bindings\": {\"members\": {\"a\": [\"b:\"]}}|b: is no host with a port. Write"
            + " \"127.0.0.1:5000\"",
        "\"bindings\": {\"members\": {\"a\": [\"[b]:1\"]}}|[b]:1 is no host with a port. Write"
            + " \"127.0.0.1:5000\"",
        "\"bindings\": {\"members\": {\"a\": [5000]}}|a[0] is a number. Write a string",
        "\"bindings\": {\"gateways\": {\"a\": []}}|a is an array. Write an object",
        "\"bindings\": {\"gateways\": {\"a\": {\"port\": {}}}}|there is no setting port. Did you mean"
            + " ports?",
        "\"bindings\": {\"gateways\": {\"a\": {\"ports\": {\"b\": 1}}}}|b is no port. Write a frontend"
            + " port, such as \"443\": 8443",
        "\"nameServers\": \"10.0.0.53\"|nameServers is a string. Write an array",
        "\"nameServers\": [\"dns.test\"]|dns.test is no address of a name server. Write"
            + " \"10.0.0.53\" or \"127.0.0.1:5353\"",
        "\"affinityKey\": \"short\"|affinityKey has 5 characters. Write at least 16, such as:"
            + " openssl rand -hex 32",
        "\"affinityKeyFile\": \" \"|affinityKeyFile is no path. Write a path",
        "\"affinityKey\": \"0123456789abcdef\", \"affinityKeyFile\": \"a\"|there are affinityKey"
            + " and affinityKeyFile. Keep one of them",
        CERTIFICATE + "\"a.pfx\"}}|c is a string. Write an object",
        CERTIFICATE
            + "{\"pxf\": \"a\", \"pfx\": \"b\"}}}|there is no setting pxf. Did you mean pfx?",
        CERTIFICATE + "{\"pfx\": \"\"}}}|pfx is no path. Write a path",
        CERTIFICATE + "{\"pfx\": 1}}}|pfx is a number. Write a string",
        CERTIFICATE + "{}}}|no file is named. " + FILES,
        CERTIFICATE + "{\"certificate\": \"a\"}}}|a certificate needs its key. " + FILES,
        CERTIFICATE + "{\"key\": \"a\"}}}|a key needs its certificate. " + FILES,
        CERTIFICATE
            + "{\"pfx\": \"a\", \"key\": \"b\"}}}|there are a PFX and PEM files. Keep one of them",
        CERTIFICATE
            + "{\"pfx\": \"a\", \"password\": \"b\", \"passwordFile\": \"c\"}}}"
            + "|there are password and passwordFile. Keep one of them"
      })
  void whatDoesNotFitIsAnError(String setting, String error) {
    assertThat(errors("{" + setting + "}")).containsExactly(error);
  }

  @Test
  void aFileThatIsNoObjectIsAnError() {
    assertThat(errors("[]")).containsExactly("the file is an array. Write an object");
  }

  @Test
  void aRelativeAccessLogStartsAtTheFolderOfTheFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("poort.json"), "{\"accessLog\": \"logs/a.log\"}");

    Settings settings = SettingsReader.read(file, DEFAULTS).value();
    assertThat(settings).isNotNull();
    if (settings == null) return;
    assertThat(settings.accessLog()).isEqualTo(folder.resolve("logs", "a.log").toString());
  }

  @Test
  void anAbsoluteAccessLogStaysAsItIs(@TempDir Path folder) {
    String log = folder.resolve("a.log").toString();

    assertThat(settings("{\"accessLog\": \"" + log + "\"}").accessLog()).isEqualTo(log);
    assertThat(settings("{\"accessLog\": \"OFF\"}").accessLog()).isEqualTo(Settings.NO_ACCESS_LOG);
  }

  @Test
  void aMissingFileIsAnError(@TempDir Path folder) {
    assertThat(SettingsReader.read(folder.resolve("poort.json"), DEFAULTS).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).isEqualTo("there is no such file"));
  }

  private static ReadResult<Settings> read(String text) {
    return SettingsReader.read("poort.json", text, DEFAULTS);
  }

  private static Settings settings(String text) {
    ReadResult<Settings> result = read(text);
    assertThat(result.problems()).isEmpty();
    Settings settings = result.value();
    if (settings == null) throw new AssertionError(text);
    return settings;
  }

  private static List<String> errors(String text) {
    ReadResult<Settings> result = read(text);
    assertThat(result.value()).isNull();
    return result.problems().stream()
        .map(problem -> problem.what() + ". " + problem.mend())
        .toList();
  }
}
