package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Probe;
import dev.poort.config.ProbeMatch;
import dev.poort.config.ProbeMatch.StatusRange;
import dev.poort.config.Protocol;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbesTest {
  private static final String LEAST = "\"protocol\": \"Http\", \"host\": \"a\"";

  @Test
  void aProbeIsReadWhole() {
    var file =
        new ArmFile()
            .withProbe(
                """
                "Protocol": "Https", "Host": "api.contoso.com", "Path": "/health?deep=1",
                "Interval": "10", "Timeout": 5, "UnhealthyThreshold": 2, "port": 8443,
                "MinServers": 0, "Match": {"statusCodes": ["200-299", "404", 418], "body": "ok"}""");

    assertThat(file.read().problems()).isEmpty();
    assertThat(file.gateway().backendHttpSettingsCollection().getFirst().probe())
        .isEqualTo(
            new Probe(
                "probe",
                Protocol.HTTPS,
                "api.contoso.com",
                false,
                "/health?deep=1",
                8443,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                2,
                new ProbeMatch(
                    List.of(
                        new StatusRange(200, 299),
                        new StatusRange(404, 404),
                        new StatusRange(418, 418)),
                    "ok")));
  }

  @Test
  void whatTheFileDoesNotSayIsAsAzureHasIt() {
    assertThat(new ArmFile().withProbe(LEAST).gateway().probes().getFirst())
        .isEqualTo(
            new Probe(
                "probe",
                Protocol.HTTP,
                "a",
                false,
                "/",
                null,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                3,
                ProbeMatch.DEFAULT));
  }

  @Test
  void aShortIntervalShortensTheDefaultTimeout() {
    assertThat(new ArmFile().withProbe(LEAST + ", \"interval\": 5").gateway().probes().getFirst())
        .satisfies(probe -> assertThat(probe.timeout()).hasSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "{\"statusCodes\": []}", "{\"body\": \"\"}"})
  void anEmptyMatchIsTheDefaultOne(String match) {
    assertThat(
            new ArmFile()
                .withProbe(LEAST + ", \"match\": " + match)
                .gateway()
                .probes()
                .getFirst()
                .match())
        .isEqualTo(ProbeMatch.DEFAULT);
  }

  @Test
  void theHostIsGivenOrPicked() {
    assertThat(new ArmFile().withProbe("\"protocol\": \"Http\"").errors())
        .containsExactly(
            "the probe has no host. Give it host, or pickHostNameFromBackendHttpSettings: true");
    assertThat(
            new ArmFile()
                .withProbe(LEAST + ", \"pickHostNameFromBackendHttpSettings\": true")
                .errors())
        .containsExactly(
            "there are host and pickHostNameFromBackendHttpSettings. Keep one of them");

    var picked =
        new ArmFile()
            .withProbe(
                "\"protocol\": \"Http\", \"host\": \"\","
                    + " \"pickHostNameFromBackendHttpSettings\": \"true\"");
    assertThat(picked.read().problems()).isEmpty();
    assertThat(picked.gateway().probes().getFirst().host()).isNull();
    assertThat(picked.gateway().probes().getFirst().pickHostNameFromBackendHttpSettings()).isTrue();
  }

  @Test
  void aProbeThatNeitherHasNorPicksAHostIsAnError() {
    assertThat(
            new ArmFile()
                .withProbe("\"protocol\": \"Http\", \"pickHostNameFromBackendHttpSettings\": false")
                .errors())
        .hasSize(1);
  }

  @Test
  void aTimeoutAboveTheIntervalIsAWarning() {
    var file = new ArmFile().withProbe(LEAST + ", \"interval\": 5, \"timeout\": 6");

    assertThat(file.gateway().probes().getFirst().timeout()).hasSeconds(6);
    assertThat(file.warnings())
        .containsExactly(
            "the time-out of 6 s is above the interval of 5 s: the next question waits for it."
                + " Make the interval longer or the time-out shorter");
  }

  @ParameterizedTest
  @CsvSource({
    "interval, 0, 86400",
    "interval, 86401, 86400",
    "timeout, 0, 86400",
    "unhealthyThreshold, 0, 20",
    "unhealthyThreshold, 21, 20",
    "port, 0, 65535",
    "port, 65536, 65535"
  })
  void aNumberOutOfRangeIsAnError(String property, int value, int max) {
    assertThat(new ArmFile().withProbe(LEAST + ", \"" + property + "\": " + value).errors())
        .containsExactly(property + " is " + value + ". Write a whole number from 1 to " + max);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2xx\"",
        "\"99\"",
        "\"300-200\"",
        "\"200-\"",
        "\"\"",
        "1000",
        "true",
        "\"200,\""
      })
  void statusCodesThatAreNoneAreErrors(String codes) {
    assertThat(
            new ArmFile()
                .withProbe(LEAST + ", \"match\": {\"statusCodes\": [" + codes + "]}")
                .errors())
        .singleElement()
        .asString()
        .endsWith("Write them as \"404\" or \"200-399\", from 100 to 999");
  }

  @Test
  void aBodyIsBounded() {
    String longest = "x".repeat(4090);

    assertThat(body(longest).read().problems()).isEmpty();
    assertThat(body(longest + "x").errors())
        .containsExactly("the body to match has 4091 characters. Write at most 4090");
  }

  @Test
  void aPathBeginsWithASlashAndCanBeRequested() {
    assertThat(new ArmFile().withProbe(LEAST + ", \"path\": \"health\"").errors())
        .containsExactly("the path does not begin with /. Begin it with /");
    assertThat(new ArmFile().withProbe(LEAST + ", \"path\": \"/a b\"").errors())
        .containsExactly(
            "the path holds a character that a request cannot. Write it percent-encoded");
  }

  @Test
  void aHostIsWellFormed() {
    assertThat(new ArmFile().withProbe("\"protocol\": \"Http\", \"host\": \"a:80\"").errors())
        .containsExactly("a:80 is no host. Write a name or an IP address, without a port");
  }

  private static ArmFile body(String body) {
    return new ArmFile().withProbe(LEAST + ", \"match\": {\"body\": \"" + body + "\"}");
  }
}
