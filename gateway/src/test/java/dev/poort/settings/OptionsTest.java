package dev.poort.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.BackendOptions;
import dev.poort.config.KeepAliveOptions;
import dev.poort.config.ListenerOptions;
import dev.poort.config.Options;
import dev.poort.config.Settings;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What poort.json adds to listeners and HTTP settings by their names. */
class OptionsTest {
  private static ReadResult<Settings> read(String text) {
    return SettingsReader.read("poort.json", text, Settings.DEFAULT);
  }

  @Test
  void namesAreReadInAnyLetterCase() {
    ReadResult<Settings> read =
        read(
            """
            { "httpListeners": { "Front": { "h2c": true } },
              "backendHttpSettings": { "Grpc": { "http2": true }, "plain": {} } }
            """);

    assertThat(read.problems()).isEmpty();
    assertThat(read.value())
        .extracting(Settings::options)
        .isEqualTo(
            new Options(
                Map.of("front", new ListenerOptions(true)),
                Map.of("grpc", new BackendOptions(true, null), "plain", BackendOptions.DEFAULT)));
  }

  @Test
  void withoutThemNothingIsAdded() {
    assertThat(read("{}").value()).extracting(Settings::options).isEqualTo(Options.NONE);
  }

  @Test
  void keepAliveIsReadWithItsDefaults() {
    ReadResult<Settings> read =
        read(
            """
            { "backendHttpSettings": {
                "chat": { "keepAlive": { "clientSeconds": 30 } },
                "feed": { "keepAlive": { "clientSeconds": 25, "memberSeconds": 20,
                                         "timeoutSeconds": 5, "countsAsTraffic": true } } } }
            """);

    assertThat(read.problems()).isEmpty();
    var settings = read.value() == null ? Settings.DEFAULT : read.value();
    assertThat(settings.options().backendHttpSettings())
        .containsEntry(
            "chat",
            new BackendOptions(
                false,
                new KeepAliveOptions(seconds(30), null, seconds(10), /* countsAsTraffic= */ false)))
        .containsEntry(
            "feed",
            new BackendOptions(
                false,
                new KeepAliveOptions(
                    seconds(25), seconds(20), seconds(5), /* countsAsTraffic= */ true)));
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void keepAliveThatIsOutOfItsRangeIsAnError() {
    assertThat(
            read("{ \"backendHttpSettings\": { \"a\": { \"keepAlive\": { \"clientSeconds\": 0 } } } }")
                .problems())
        .extracting(Problem::toString)
        .hasSize(1);
  }

  @Test
  void anUnknownOptionIsAnErrorThatNamesTheNearest() {
    assertThat(read("{ \"backendHttpSettings\": { \"a\": { \"htp2\": true } } }").problems())
        .extracting(Problem::toString)
        .allMatch(problem -> problem.contains("there is no setting htp2"))
        .hasSize(1);
  }

  @Test
  void aNameThatNoGatewayHasIsAWarning() {
    Options options = new Options(Map.of("listener1", new ListenerOptions(true)), Map.of());
    var gateway = TestGateway.named("one").listening("front", 80).get();

    assertThat(OptionsCheck.check(List.of(gateway), false, options, "poort.json"))
        .extracting(Problem::toString)
        .allMatch(problem -> problem.contains("httpListeners: no gateway has listener1"))
        .hasSize(1);
    assertThat(OptionsCheck.check(List.of(gateway), true, options, "poort.json")).isEmpty();
  }
}
