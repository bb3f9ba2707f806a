package dev.poort.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.BackendOptions;
import dev.poort.config.BalancingOptions;
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
                Map.of(
                    "grpc",
                    new BackendOptions(true, BalancingOptions.DEFAULT),
                    "plain",
                    BackendOptions.DEFAULT)));
  }

  @Test
  void howMembersShareRequestsAndSessionsIsRead() {
    String grpc =
        "\"balancing\": \"LeastConnections\", \"slowStartSeconds\": 30, \"rebalancePerSecond\": 20";
    ReadResult<Settings> read = read("{ \"backendHttpSettings\": { \"chat\": { " + grpc + " } } }");

    assertThat(read.problems()).isEmpty();
    assertThat(read.value())
        .extracting(settings -> settings.options().backendHttpSettings())
        .isEqualTo(
            Map.of(
                "chat",
                new BackendOptions(false, new BalancingOptions(true, Duration.ofSeconds(30), 20))));
  }

  @Test
  void anUnknownBalancingIsAnErrorThatNamesTheKnown() {
    String json = "{ \"backendHttpSettings\": { \"chat\": { \"balancing\": \"random\" } } }";

    assertThat(read(json).problems())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .contains("there is no balancing random", "Write roundRobin or leastConnections");
  }

  @Test
  void withoutThemNothingIsAdded() {
    assertThat(read("{}").value()).extracting(Settings::options).isEqualTo(Options.NONE);
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
