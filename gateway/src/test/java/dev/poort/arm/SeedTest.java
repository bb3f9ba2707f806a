package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Protocol;
import dev.poort.config.Settings;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import dev.poort.problem.Severity;
import dev.poort.settings.BindingsCheck;
import dev.poort.settings.Places;
import dev.poort.settings.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The two fragments of Microsoft's page on WebSocket, as they stand there. */
class SeedTest {
  private static final Path EXAMPLE = Path.of("..", "examples", "seed");

  @Test
  void theExampleHoldsTheFragmentsLetterForLetter() throws IOException {
    String gateway = Files.readString(EXAMPLE.resolve("gateway.json"));

    assertThat(gateway).contains(fragment("httpListeners").strip());
    assertThat(gateway).contains(fragment("requestRoutingRules").strip());
  }

  @Test
  void theExampleLoads() {
    ReadResult<List<ApplicationGateway>> result =
        GatewayReader.read(EXAMPLE.resolve("gateway.json"));
    ApplicationGateway gateway = ArmFile.gateway(result);

    assertThat(gateway.httpListeners())
        .satisfiesExactly(
            https -> {
              assertThat(https.name()).isEqualTo("appGatewayHttpsListener");
              assertThat(https.protocol()).isEqualTo(Protocol.HTTPS);
              assertThat(https.frontendPort().port()).isEqualTo(443);
              assertThat(https.sslCertificate()).isNotNull();
            },
            http -> {
              assertThat(http.name()).isEqualTo("appGatewayHttpListener");
              assertThat(http.protocol()).isEqualTo(Protocol.HTTP);
              assertThat(http.frontendPort().port()).isEqualTo(80);
            });
    assertThat(gateway.requestRoutingRules())
        .extracting(rule -> rule.name() + " " + rule.httpListener().name())
        .containsExactly(
            "<ruleName1> appGatewayHttpsListener", "<ruleName2> appGatewayHttpListener");
  }

  @Test
  void eachIdThatIsReadOtherwiseThanItStandsIsAWarning() {
    ReadResult<List<ApplicationGateway>> result =
        GatewayReader.read(EXAMPLE.resolve("gateway.json"));

    assertThat(result.problems()).hasSize(11);
    assertThat(ArmFile.shown(result, Severity.WARNING))
        .hasSize(11)
        .allMatch(text -> text.startsWith("stray characters or an unclosed brace in the id"));
  }

  @Test
  void theFragmentsAloneAreReadAndSayWhatIsMissing() throws IOException {
    ReadResult<List<ApplicationGateway>> result =
        GatewayReader.read(
            "seed.json", fragment("httpListeners") + fragment("requestRoutingRules"));

    assertThat(ArmFile.shown(result, Severity.WARNING))
        .first()
        .asString()
        .startsWith("members without braces around them were read as an object");
    assertThat(ArmFile.shown(result, Severity.ERROR))
        .contains(
            "frontendPorts has no appGatewayFrontendPort443. Add it there",
            "backendAddressPools has no ContosoServerPool. Add it there")
        .allMatch(text -> text.endsWith(". Add it there"));
  }

  @Test
  void theSettingsOfTheExampleFitItsGateway() {
    ApplicationGateway gateway =
        ArmFile.gateway(GatewayReader.read(EXAMPLE.resolve("gateway.json")));
    ReadResult<Settings> settings =
        SettingsReader.read(EXAMPLE.resolve("poort.json"), Settings.DEFAULT);

    assertThat(settings.problems()).isEmpty();
    Settings read = settings.value();
    assertThat(read).isNotNull();
    if (read == null) return;
    assertThat(
            BindingsCheck.check(
                List.of(gateway),
                false,
                read.bindings(),
                Set.of(),
                Places.of(Place.of("poort.json"))))
        .isEmpty();
    assertThat(Problem.anyError(settings.problems())).isFalse();
  }

  private static String fragment(String name) throws IOException {
    try (InputStream in = SeedTest.class.getResourceAsStream("seed-" + name + ".json")) {
      if (in == null) throw new AssertionError("no fragment " + name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
