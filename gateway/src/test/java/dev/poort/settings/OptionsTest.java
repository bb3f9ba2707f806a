package dev.poort.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.AllowedOrigin;
import dev.poort.config.BackendOptions;
import dev.poort.config.BalancingOptions;
import dev.poort.config.KeepAliveOptions;
import dev.poort.config.ListenerOptions;
import dev.poort.config.Options;
import dev.poort.config.SessionLimits;
import dev.poort.config.Settings;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                Map.of("front", new ListenerOptions(true, SessionLimits.NONE, List.of())),
                Map.of("grpc", with(null, true, false), "plain", BackendOptions.DEFAULT)));
  }

  @Test
  void howMembersShareRequestsAndSessionsIsRead() {
    String grpc =
        "\"balancing\": \"LeastConnections\", \"slowStartSeconds\": 30, \"rebalancePerSecond\": 20";
    ReadResult<Settings> read = read("{ \"backendHttpSettings\": { \"chat\": { " + grpc + " } } }");

    assertThat(read.problems()).isEmpty();
    assertThat(read.value())
        .extracting(settings -> settings.options().backendHttpSettings().values().iterator().next())
        .extracting(BackendOptions::balancing)
        .isEqualTo(new BalancingOptions(true, Duration.ofSeconds(30), 20));
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
            with(
                new KeepAliveOptions(seconds(30), null, seconds(10), /* countsAsTraffic= */ false),
                false,
                false))
        .containsEntry(
            "feed",
            with(
                new KeepAliveOptions(
                    seconds(25), seconds(20), seconds(5), /* countsAsTraffic= */ true),
                false,
                false));
  }

  private static BackendOptions with(
      @Nullable KeepAliveOptions keepAlive, boolean http2, boolean validateFrames) {
    return new BackendOptions(
        http2, BalancingOptions.DEFAULT, keepAlive, SessionLimits.NONE, validateFrames, 0);
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
  void theTimeToComeBackIsRead() {
    ReadResult<Settings> read =
        read("{ \"backendHttpSettings\": { \"chat\": { \"retryAfterSeconds\": 7 } } }");

    assertThat(read.problems()).isEmpty();
    var settings = read.value() == null ? Settings.DEFAULT : read.value();
    assertThat(settings.options().backendHttpSettings())
        .extractingByKey("chat")
        .extracting(BackendOptions::retryAfterSeconds)
        .isEqualTo(7);
  }

  @Test
  void limitsOriginsAndValidationAreRead() {
    ReadResult<Settings> read =
        read(
            """
            { "httpListeners": { "web": {
                "sessionLimits": { "sessions": 1, "sessionsPerClient": 2, "sessionsPerMember": 3,
                                   "handshakesPerSecond": 4, "messagesPerSecond": 5,
                                   "messageBytes": 6, "bufferedBytes": 8192 },
                "allowedOrigins": ["https://App.contoso.com:443", "*.contoso.com",
                                   "http://localhost:5173", "null"] } },
              "backendHttpSettings": { "chat": { "validateFrames": true } } }
            """);

    assertThat(read.problems()).isEmpty();
    var settings = read.value() == null ? Settings.DEFAULT : read.value();
    assertThat(settings.options().httpListeners())
        .containsEntry(
            "web",
            new ListenerOptions(
                false,
                new SessionLimits(1, 2, 3, 4, 5, 6, 8192),
                List.of(
                    new AllowedOrigin("https", "app.contoso.com", ""),
                    new AllowedOrigin(null, "*.contoso.com", ""),
                    new AllowedOrigin("http", "localhost", ":5173"),
                    new AllowedOrigin(null, "null", ""))));
    assertThat(settings.options().backendHttpSettings())
        .containsEntry("chat", with(null, false, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "['*']",
        "['https://a/']",
        "['https://*']",
        "['a.*.b']",
        "['https://a b']",
        "['']"
      })
  void whatIsNoOriginIsAnError(String origins) {
    String text =
        "{ \"httpListeners\": { \"a\": { \"allowedOrigins\": "
            + origins.replace('\'', '"')
            + " } } }";
    assertThat(read(text).problems()).extracting(Problem::toString).hasSize(1);
  }

  @Test
  void aLimitOutOfItsRangeIsAnError() {
    assertThat(
            read("""
                    { "httpListeners": { "a": { "sessionLimits": {
                        "sessions": 0, "bufferedBytes": 100, "messages": 1 } } } }
                    """)
                .problems())
        .extracting(Problem::toString)
        .hasSize(3);
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
    Options options =
        new Options(
            Map.of("listener1", new ListenerOptions(true, SessionLimits.NONE, List.of())),
            Map.of());
    var gateway = TestGateway.named("one").listening("front", 80).get();

    assertThat(OptionsCheck.check(List.of(gateway), false, options, "poort.json"))
        .extracting(Problem::toString)
        .allMatch(problem -> problem.contains("httpListeners: no gateway has listener1"))
        .hasSize(1);
    assertThat(OptionsCheck.check(List.of(gateway), true, options, "poort.json")).isEmpty();
  }
}
