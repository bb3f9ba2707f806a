package dev.poort.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Protocol;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BindingsCheckTest {
  private static final FrontendIpConfiguration PUBLIC = new FrontendIpConfiguration("Public", null);
  private static final FrontendIpConfiguration PRIVATE =
      new FrontendIpConfiguration("Private", null);
  private static final FrontendPort HTTP = new FrontendPort("http", 80);
  private static final FrontendPort OTHER = new FrontendPort("other", 81);

  @Test
  void bindingsThatNameWhatIsThereAreFine() {
    var bindings =
        new Bindings(
            Map.of("public", "127.0.0.1"),
            Map.of(80, 8080),
            Map.of("pool", List.of(), "api.contoso.com", List.of()));

    assertThat(BindingsCheck.check(gateway(listener(PUBLIC, HTTP)), bindings, "poort.json"))
        .isEmpty();
  }

  @Test
  void aBindingThatNamesNothingIsAWarningWithTheNearestName() {
    var bindings =
        new Bindings(Map.of("pubic", "127.0.0.1"), Map.of(8, 1), Map.of("poool", List.of()));

    assertThat(BindingsCheck.check(gateway(listener(PUBLIC, HTTP)), bindings, "poort.json"))
        .containsExactly(
            warning("frontends", "pubic", "Did you mean Public?"),
            warning("members", "poool", "Did you mean Pool?"),
            warning("ports", "8", "Did you mean 80?"));
  }

  @Test
  void twoFrontendsOnOneLocalPortAreAnError() {
    ApplicationGateway gateway = gateway(listener(PUBLIC, HTTP), listener(PRIVATE, HTTP));

    assertThat(errors(gateway, Bindings.NONE))
        .containsExactly("Private port 80 and Public port 80 both listen on all addresses port 80");
    assertThat(errors(gateway, new Bindings(Map.of("public", "127.0.0.1"), Map.of(), Map.of())))
        .hasSize(1);
    assertThat(
            errors(
                gateway,
                new Bindings(
                    Map.of("public", "127.0.0.1", "private", "127.0.0.1"), Map.of(), Map.of())))
        .containsExactly("Private port 80 and Public port 80 both listen on 127.0.0.1 port 80");
  }

  @Test
  void twoFrontendsOnOtherAddressesAreFine() {
    ApplicationGateway gateway = gateway(listener(PUBLIC, HTTP), listener(PRIVATE, HTTP));

    assertThat(
            errors(
                gateway,
                new Bindings(
                    Map.of("public", "127.0.0.1", "private", "127.0.0.2"), Map.of(), Map.of())))
        .isEmpty();
    assertThat(errors(gateway, new Bindings(Map.of(), Map.of(80, 0), Map.of()))).isEmpty();
  }

  @Test
  void twoPortsOnOneLocalPortAreAnError() {
    ApplicationGateway gateway = gateway(listener(PUBLIC, HTTP), listener(PUBLIC, OTHER));

    assertThat(errors(gateway, Bindings.NONE)).isEmpty();
    assertThat(errors(gateway, new Bindings(Map.of(), Map.of(80, 81), Map.of())))
        .containsExactly("Public port 81 and Public port 80 both listen on all addresses port 81");
  }

  @Test
  void listenersThatShareAFrontendAndAPortAreFine() {
    assertThat(errors(gateway(listener(PUBLIC, HTTP), listener(PUBLIC, HTTP)), Bindings.NONE))
        .isEmpty();
  }

  private static List<String> errors(ApplicationGateway gateway, Bindings bindings) {
    return BindingsCheck.check(gateway, bindings, "poort.json").stream()
        .filter(problem -> Problem.anyError(List.of(problem)))
        .map(Problem::what)
        .toList();
  }

  private static Problem warning(String table, String name, String mend) {
    return Problem.warning(
        "bindings." + table + ": the gateway has no " + name,
        new Place("poort.json", 0, 0, "$.bindings." + table),
        mend);
  }

  private static HttpListener listener(FrontendIpConfiguration frontend, FrontendPort port) {
    String name = frontend.name() + port.name();
    return new HttpListener(name, frontend, port, Protocol.HTTP, List.of(), null);
  }

  private static ApplicationGateway gateway(HttpListener... listeners) {
    return new ApplicationGateway(
        "gateway",
        List.of(PUBLIC, PRIVATE),
        List.of(HTTP, OTHER),
        List.of(),
        List.of(listeners),
        List.of(new BackendAddressPool("Pool", List.of("api.contoso.com"))),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
