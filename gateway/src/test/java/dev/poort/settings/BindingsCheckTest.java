package dev.poort.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bindings shall name what is there. */
class BindingsCheckTest {
  private static final ApplicationGateway WEB =
      TestGateway.named("web").listening("Public", 80).with("Pool", "api.contoso.com");

  private static final ApplicationGateway API =
      TestGateway.named("api").listening("Other", 81).with("Servers", "10.0.0.4");

  private static final Bindings WRONG =
      new Bindings(Map.of("pubic", "127.0.0.1"), Map.of(8, 1), Map.of("poool", List.of()));

  @Test
  void bindingsThatNameWhatIsThereAreFine() {
    var bindings =
        new Bindings(
            Map.of("public", "127.0.0.1"),
            Map.of(80, 8080),
            Map.of("pool", List.of(), "api.contoso.com", List.of()));

    assertThat(check(bindings, WEB)).isEmpty();
  }

  @Test
  void aBindingThatNamesNothingIsAWarningWithTheNearestName() {
    assertThat(check(WRONG, WEB))
        .containsExactly(
            warning("frontends", "the gateway has no pubic", "Did you mean Public?"),
            warning("members", "the gateway has no poool", "Did you mean Pool?"),
            warning("ports", "the gateway has no 8", "Did you mean 80?"));
  }

  @Test
  void ofSeveralGatewaysOneNeedsToHaveWhatABindingNames() {
    var bindings =
        new Bindings(Map.of("public", "127.0.0.1", "other", "127.0.0.2"), Map.of(8, 1), Map.of());

    assertThat(check(bindings, WEB, API))
        .containsExactly(warning("ports", "no gateway has 8", "Did you mean 80?"));
  }

  @Test
  void bindingsOfAGatewayMustNameWhatItHasItself() {
    var own = new Bindings(Map.of("public", "127.0.0.1"), Map.of(81, 8081), Map.of());

    assertThat(check(onlyFor("api", own), WEB, API))
        .containsExactly(
            warning("gateways.api.frontends", "the gateway has no public", "Known here: Other"));
  }

  @Test
  void bindingsOfAGatewayThatIsNotThereAreAWarning() {
    assertThat(check(onlyFor("wep", WRONG), WEB, API))
        .containsExactly(warning("gateways", "no gateway is named wep", "Did you mean web?"));
  }

  private static Bindings onlyFor(String gateway, Bindings own) {
    return new Bindings(Map.of(), Map.of(), Map.of(), Map.of(gateway, own));
  }

  private static List<Problem> check(Bindings bindings, ApplicationGateway... gateways) {
    return BindingsCheck.check(List.of(gateways), bindings, "poort.json");
  }

  private static Problem warning(String path, String what, String mend) {
    return Problem.warning(
        "bindings." + path + ": " + what,
        new Place("poort.json", 0, 0, "$.bindings." + path),
        mend);
  }
}
