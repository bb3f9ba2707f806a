package dev.poort.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import dev.poort.problem.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which gateways find a place on one machine. */
class SideBySideTest {
  private static final Place BINDINGS = new Place("poort.json", 0, 0, "$.bindings");

  private static final ApplicationGateway TWO_FRONTENDS =
      TestGateway.named("two").listening("Public", 80).listening("Private", 80).get();

  private static final ApplicationGateway TWO_PORTS =
      TestGateway.named("two").listening("Public", 80).listening("Public", 81).get();

  private static final ApplicationGateway WEB =
      TestGateway.named("web").listening("Public", 80).get();

  private static final ApplicationGateway API =
      TestGateway.named("api").listening("Public", 80).listening("Public", 81).get();

  @Test
  void twoFrontendsOnOneLocalPortAreAnError() {
    assertThat(errors(Bindings.NONE, TWO_FRONTENDS))
        .containsExactly("Private port 80 and Public port 80 both listen on all addresses port 80");
    assertThat(errors(frontends(Map.of("public", "127.0.0.1")), TWO_FRONTENDS)).hasSize(1);
    assertThat(
            errors(frontends(Map.of("public", "127.0.0.1", "private", "127.0.0.1")), TWO_FRONTENDS))
        .containsExactly("Private port 80 and Public port 80 both listen on 127.0.0.1 port 80");
  }

  @Test
  void twoFrontendsOnOtherAddressesAreFine() {
    assertThat(
            errors(frontends(Map.of("public", "127.0.0.1", "private", "127.0.0.2")), TWO_FRONTENDS))
        .isEmpty();
    assertThat(errors(ports(Map.of(80, 0)), TWO_FRONTENDS)).isEmpty();
  }

  @Test
  void twoPortsOnOneLocalPortAreAnError() {
    assertThat(errors(Bindings.NONE, TWO_PORTS)).isEmpty();
    assertThat(errors(ports(Map.of(80, 81)), TWO_PORTS))
        .containsExactly("Public port 81 and Public port 80 both listen on all addresses port 81");
  }

  @Test
  void listenersThatShareAFrontendAndAPortAreFine() {
    ApplicationGateway gateway =
        TestGateway.named("web").listening("Public", 80).listening("Public", 80).get();

    assertThat(errors(Bindings.NONE, gateway)).isEmpty();
  }

  @Test
  void gatewaysOnOtherPortsServeSideBySide() {
    ApplicationGateway other = TestGateway.named("other").listening("Public", 443).get();

    ReadResult<List<ApplicationGateway>> both = of(Bindings.NONE, false, WEB, other);

    assertThat(both.problems()).isEmpty();
    assertThat(both.value()).containsExactly(WEB, other);
  }

  @Test
  void aGatewayThatListensWhereAnEarlierOneDoesIsLeftOutWithAWarning() {
    ReadResult<List<ApplicationGateway>> one = of(Bindings.NONE, false, WEB, API);

    assertThat(one.value()).containsExactly(WEB);
    assertThat(one.problems())
        .containsExactly(
            Problem.warning(
                "api is left out: its Public port 80 (all addresses port 80) collides with"
                    + " Public port 80 of web (all addresses port 80)",
                BINDINGS,
                "Serve it with --gateway api, or give it another place in bindings.gateways.api"));
  }

  @Test
  void bothSocketsAreNamedWhereTheirAddressesDiffer() {
    var bindings = onlyFor("api", frontends(Map.of("public", "127.0.0.1")));

    assertThat(of(bindings, false, WEB, API).problems())
        .extracting(Problem::what)
        .containsExactly(
            "api is left out: its Public port 80 (127.0.0.1 port 80) collides with"
                + " Public port 80 of web (all addresses port 80)");
  }

  @Test
  void bindingsOfAGatewayGiveItAPlaceOfItsOwn() {
    var bindings = onlyFor("API", ports(Map.of(80, 8080)));

    assertThat(of(bindings, false, WEB, API).value()).containsExactly(WEB, API);
  }

  @Test
  void portsThatTheKernelChoosesNeverCollide() {
    assertThat(of(ports(Map.of(80, 0)), false, WEB, API).value()).containsExactly(WEB, API);
  }

  @Test
  void whatIsLeftOutTakesNoPlace() {
    ApplicationGateway last = TestGateway.named("last").listening("Public", 81).get();

    assertThat(of(Bindings.NONE, false, WEB, API, last).value()).containsExactly(WEB, last);
  }

  @Test
  void aGatewayThatCollidesWithItselfIsLeftOutToo() {
    ApplicationGateway other = TestGateway.named("other").listening("Public", 443).get();

    ReadResult<List<ApplicationGateway>> one = of(Bindings.NONE, false, TWO_FRONTENDS, other);

    assertThat(one.value()).containsExactly(other);
    assertThat(one.problems())
        .extracting(Problem::what)
        .containsExactly(
            "two is left out: its Private port 80 (all addresses port 80) collides with"
                + " its Public port 80 (all addresses port 80)");
  }

  @Test
  void gatewaysThatAreWishedForMustNotCollide() {
    ReadResult<List<ApplicationGateway>> none = of(Bindings.NONE, true, WEB, API);

    assertThat(none.value()).isNull();
    assertThat(none.problems())
        .containsExactly(
            Problem.error(
                "api Public port 80 and web Public port 80 both listen on all addresses port 80",
                BINDINGS,
                "Choose one of them, or give them different places in bindings.gateways"));
  }

  @Test
  void whenEveryGatewayCollidesNoneIsLeftAndThatIsAnError() {
    ReadResult<List<ApplicationGateway>> none =
        of(Bindings.NONE, false, TWO_FRONTENDS, TWO_FRONTENDS);

    assertThat(none.value()).isNull();
    assertThat(Problem.anyError(none.problems())).isTrue();
  }

  @Test
  void whileMoreBindingsMayComeWhatMustServeIsOnlyWarnedOf() {
    var open = new SideBySide(Bindings.NONE, Places.of(BINDINGS), true);

    var alone = open.of(List.of(TWO_FRONTENDS), false);
    assertThat(alone.value()).containsExactly(TWO_FRONTENDS);
    assertThat(alone.problems()).extracting(Problem::severity).containsExactly(Severity.WARNING);
    var wished = open.of(List.of(WEB, API), true);
    assertThat(wished.value()).containsExactly(WEB, API);
    assertThat(wished.problems()).extracting(Problem::severity).containsExactly(Severity.WARNING);
    assertThat(open.of(List.of(WEB, API), false).value()).containsExactly(WEB);
  }

  private static Bindings frontends(Map<String, String> frontends) {
    return new Bindings(frontends, Map.of(), Map.of());
  }

  private static Bindings ports(Map<Integer, Integer> ports) {
    return new Bindings(Map.of(), ports, Map.of());
  }

  private static Bindings onlyFor(String gateway, Bindings own) {
    return new Bindings(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(gateway, own));
  }

  private static List<String> errors(Bindings bindings, ApplicationGateway gateway) {
    return of(bindings, false, gateway).problems().stream().map(Problem::what).toList();
  }

  private static ReadResult<List<ApplicationGateway>> of(
      Bindings bindings, boolean wished, ApplicationGateway... gateways) {
    return new SideBySide(bindings, Places.of(BINDINGS), false).of(List.of(gateways), wished);
  }
}
