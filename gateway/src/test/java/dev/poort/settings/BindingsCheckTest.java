package dev.poort.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.CertificateBinding;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Machine;
import dev.poort.config.Machine.Kind;
import dev.poort.config.Protocol;
import dev.poort.config.Settings;
import dev.poort.config.SslCertificate;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BindingsCheckTest {
  private static final Place BINDINGS = new Place("poort.json", 0, 0, "$.bindings");
  private static final FrontendIpConfiguration PUBLIC = new FrontendIpConfiguration("Public", null);
  private static final FrontendIpConfiguration PRIVATE =
      new FrontendIpConfiguration("Private", null);
  private static final FrontendPort HTTP = new FrontendPort("http", 80);
  private static final FrontendPort OTHER = new FrontendPort("other", 81);

  private static final ApplicationGateway WEB =
      TestGateway.named("web").listening("Public", 80).with("Pool", "api.contoso.com");

  private static final ApplicationGateway API =
      TestGateway.named("api").listening("Api", 80).with("Servers", "10.0.0.4");

  @Test
  void bindingsThatNameWhatIsThereAreFine() {
    var bindings =
        new Bindings(
            Map.of("public", "127.0.0.1"),
            Map.of(80, 8080),
            Map.of("pool", List.of(), "api.contoso.com", List.of()));

    assertThat(check(gateway(listener(PUBLIC, HTTP)), bindings)).isEmpty();
  }

  @Test
  void aBindingThatNamesNothingIsAWarningWithTheNearestName() {
    var bindings =
        new Bindings(Map.of("pubic", "127.0.0.1"), Map.of(8, 1), Map.of("poool", List.of()));

    assertThat(check(gateway(listener(PUBLIC, HTTP)), bindings))
        .containsExactly(
            warning("frontends", "the gateway has no pubic", "Did you mean Public?"),
            warning("members", "the gateway has no poool", "Did you mean Pool?"),
            warning("ports", "the gateway has no 8", "Did you mean 80?"));
  }

  @Test
  void aPublicIpMayStandAmongTheFrontends() {
    var bindings = new Bindings(Map.of("pip", "127.0.0.1"), Map.of(), Map.of());

    assertThat(
            BindingsCheck.check(List.of(WEB), false, bindings, Set.of("Pip"), Places.of(BINDINGS)))
        .isEmpty();
  }

  @Test
  void aCertificateMayBeBoundByItsNameItsIdOrItsSecret() {
    var file = CertificateBinding.pfx("a.pfx", "");
    for (String key : List.of("TLS", "https://v.vault.azure.net/secrets/Shop/1", "shop")) {
      var bindings = new Bindings(Map.of(), Map.of(), Map.of(), Map.of(key, file));
      assertThat(check(gateway(listener(PUBLIC, HTTP)), bindings)).isEmpty();
    }

    assertThat(
            check(
                gateway(listener(PUBLIC, HTTP)),
                new Bindings(Map.of(), Map.of(), Map.of(), Map.of("shp", file))))
        .containsExactly(warning("certificates", "the gateway has no shp", "Known here: tls"));
  }

  @Test
  void aPoolWithoutMembersIsAWarningWithTheLinesThatGiveItOne() {
    ApplicationGateway gateway = gateway(pool("Pool", List.of("a.b")), pool("Empty", List.of()));

    assertThat(check(gateway, Bindings.NONE))
        .containsExactly(
            Problem.warning(
                "Empty has no members, it answers 502",
                BINDINGS,
                "Bind it in poort.json: "
                    + "\"bindings\": { \"members\": { \"Empty\": [\"127.0.0.1:5001\"] } }"));
  }

  @Test
  void aPoolOfMachinesInAzureIsAWarningWithTheLinesThatBringThemHere() {
    BackendAddressPool pool = pool("Pool", List.of(), "nic1", "nic2", "nic3", "nic4", "nic5");

    assertThat(check(gateway(pool), Bindings.NONE))
        .containsExactly(
            Problem.warning(
                "Pool has machines in Azure, which are tried under their names:"
                    + " nic1, nic2, nic3 and 2 more",
                BINDINGS,
                "Bind it in poort.json: "
                    + "\"bindings\": { \"members\": { \"Pool\": [\"127.0.0.1:5000\"] } }"));
  }

  @Test
  void machinesAmongOtherMembersAreBoundOneByOne() {
    BackendAddressPool pool = pool("Pool", List.of("a.b"), "nic1", "nic2");
    var bindings = new Bindings(Map.of(), Map.of(), Map.of("NIC1", List.of()));

    assertThat(check(gateway(pool), bindings))
        .extracting(Problem::mend)
        .containsExactly(
            "Bind it in poort.json: "
                + "\"bindings\": { \"members\": { \"nic2\": [\"127.0.0.1:5000\"] } }");
  }

  @Test
  void aPoolThatIsBoundIsFineEvenToNobody() {
    ApplicationGateway gateway = gateway(pool("Pool", List.of(), "nic1"));

    assertThat(check(gateway, new Bindings(Map.of(), Map.of(), Map.of("pool", List.of()))))
        .isEmpty();
    assertThat(check(gateway, new Bindings(Map.of(), Map.of(), Map.of("nic1", List.of()))))
        .isEmpty();
  }

  @Test
  void theLinesToPasteLoad() {
    String name = "\"\\ \n";
    String mend = check(gateway(pool(name, List.of())), Bindings.NONE).getFirst().mend();
    String lines = mend.replaceFirst("Bind it in poort.json: ", "");

    Settings read = SettingsReader.read("poort.json", lines, Settings.DEFAULT).value();
    assertThat(read).isNotNull();
    if (read != null) assertThat(read.bindings().member(name)).hasSize(1);
  }

  @Test
  void ofSeveralGatewaysOneNeedsToHaveWhatABindingNames() {
    var bindings =
        new Bindings(Map.of("public", "127.0.0.1", "api", "127.0.0.2"), Map.of(8, 1), Map.of());

    assertThat(check(bindings, WEB, API))
        .containsExactly(warning("ports", "no gateway has 8", "Did you mean 80?"));
  }

  @Test
  void bindingsOfAGatewayMustNameWhatItHasItself() {
    var own = new Bindings(Map.of("public", "127.0.0.1"), Map.of(80, 8081), Map.of());

    assertThat(check(onlyFor("Api", own), WEB, API))
        .containsExactly(
            warning("gateways.api.frontends", "the gateway has no public", "Known here: Api"));
  }

  @Test
  void bindingsOfAGatewayThatIsNotThereAreAWarning() {
    assertThat(check(onlyFor("wep", Bindings.NONE), WEB, API))
        .containsExactly(warning("gateways", "no gateway is named wep", "Did you mean web?"));
  }

  @Test
  void bindingsMayBeForGatewaysThatAreNotWantedNow() {
    var own = new Bindings(Map.of(), Map.of(8, 1), Map.of());
    var bindings =
        new Bindings(
            Map.of("other", "127.0.0.1"),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("other", own, "web", own));

    assertThat(BindingsCheck.check(List.of(WEB), true, bindings, Set.of(), Places.of(BINDINGS)))
        .containsExactly(warning("gateways.web.ports", "the gateway has no 8", "Did you mean 80?"));
  }

  @Test
  void aPoolMayHaveItsMembersFromTheBindingsOfItsGateway() {
    var gateway = gateway(pool("Pool", List.of()));
    var own = new Bindings(Map.of(), Map.of(), Map.of("pool", List.of()));

    assertThat(check(onlyFor("gateway", own), gateway)).isEmpty();
  }

  private static Bindings onlyFor(String gateway, Bindings own) {
    return new Bindings(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(gateway, own));
  }

  private static List<Problem> check(ApplicationGateway gateway, Bindings bindings) {
    return check(bindings, gateway);
  }

  private static List<Problem> check(Bindings bindings, ApplicationGateway... gateways) {
    return BindingsCheck.check(List.of(gateways), false, bindings, Set.of(), Places.of(BINDINGS));
  }

  private static Problem warning(String table, String what, String mend) {
    String name = what.substring(what.lastIndexOf(' ') + 1);
    return Problem.warning(
        "bindings." + table + ": " + what,
        new Place("poort.json", 0, 0, "$.bindings." + table + "." + name),
        mend);
  }

  private static HttpListener listener(FrontendIpConfiguration frontend, FrontendPort port) {
    String name = frontend.name() + port.name();
    return new HttpListener(name, frontend, port, Protocol.HTTP, List.of(), null);
  }

  private static BackendAddressPool pool(
      String name, List<String> addresses, String... interfaces) {
    List<Machine> machines =
        Arrays.stream(interfaces).map(it -> new Machine(Kind.NETWORK_INTERFACE, it)).toList();
    return new BackendAddressPool(name, addresses, machines);
  }

  private static ApplicationGateway gateway(HttpListener... listeners) {
    return gateway(List.of(listeners), List.of(pool("Pool", List.of("api.contoso.com"))));
  }

  private static ApplicationGateway gateway(BackendAddressPool... pools) {
    return gateway(List.of(), List.of(pools));
  }

  private static ApplicationGateway gateway(
      List<HttpListener> listeners, List<BackendAddressPool> pools) {
    String secret = "https://v.vault.azure.net/secrets/shop";
    return new ApplicationGateway(
        "gateway",
        List.of(PUBLIC, PRIVATE),
        List.of(HTTP, OTHER),
        List.of(new SslCertificate("tls", secret, null)),
        listeners,
        pools,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
