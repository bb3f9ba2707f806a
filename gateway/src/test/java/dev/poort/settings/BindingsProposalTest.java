package dev.poort.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Protocol;
import dev.poort.config.Settings;
import dev.poort.config.SslCertificate;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.testkit.TestCa;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingsProposalTest {
  @ParameterizedTest
  @CsvSource({
    "80, 8080",
    "443, 8443",
    "81, 8081",
    "1023, 9023",
    "1024, 1024",
    "8080, 8080",
    "65535, 65535"
  })
  void aPortBecomesOneThatNeedsNoRights(int port, int local) {
    assertThat(propose(gateway(listener("public", port))).ports()).isEqualTo(Map.of(port, local));
  }

  @Test
  void aPortThatCanStayKeepsItsPlace() {
    assertThat(propose(gateway(listener("public", 80), listener("public", 8080))).ports())
        .isEqualTo(Map.of(80, 8081, 8080, 8080));
  }

  @Test
  void noPortIsThatOfTheManagementAddress() {
    assertThat(propose(gateway(listener("public", 1000))).ports()).isEqualTo(Map.of(1000, 9001));
  }

  @Test
  void aPortThatNoListenerUsesIsLeftOut() {
    assertThat(propose(gateway()).ports()).isEmpty();
  }

  @Test
  void everyFrontendIsAtTheLoopbackAddress() {
    assertThat(propose(gateway(listener("public", 80), listener("private", 81))).frontends())
        .isEqualTo(Map.of("public", "127.0.0.1", "private", "127.0.0.1", "unused", "127.0.0.1"));
  }

  @Test
  void frontendsThatUseOnePortHaveAddressesOfTheirOwn() {
    ApplicationGateway gateway =
        gateway(listener("public", 80), listener("private", 80), listener("private", 81));

    BindingsProposal proposal = propose(gateway);
    assertThat(proposal.frontends())
        .isEqualTo(Map.of("public", "127.0.0.1", "private", "127.0.0.2", "unused", "127.0.0.1"));
    assertThat(collisions(gateway, proposal)).isEmpty();
  }

  @Test
  void everyPoolHasAMemberWithAPortOfItsOwn() {
    ApplicationGateway gateway = gateway(List.of(), List.of("web", "api"));

    assertThat(propose(gateway).members())
        .isEqualTo(Map.of("web", member(5000), "api", member(5001)));
  }

  @Test
  void noMemberIsWhereAListenerIs() {
    ApplicationGateway gateway = gateway(List.of(listener("public", 5000)), List.of("web"));

    assertThat(propose(gateway).members()).isEqualTo(Map.of("web", member(5001)));
  }

  @Test
  void certificatesThatListenersLackAreNamed() throws Exception {
    var closed = new SslCertificate("closed", null, null);
    var open = TestCa.create().issue("localhost").named("open");

    ApplicationGateway gateway =
        gateway(
            listener("public", 443, closed),
            listener("private", 443, closed),
            listener("public", 444, open));
    assertThat(propose(gateway).certificates()).containsExactly(closed);
  }

  @Test
  void gatewaysOfOneFileHavePlacesOfTheirOwnWhateverNamesTheyShare() {
    ApplicationGateway first = gateway(List.of(listener("public", 80)), List.of("web"));
    ApplicationGateway second =
        gateway(List.of(listener("public", 80), listener("public", 8080)), List.of("web"));

    List<BindingsProposal> proposals =
        BindingsProposal.of(List.of(first, second), Settings.DEFAULT);
    assertThat(proposals.getFirst().ports()).isEqualTo(Map.of(80, 8080));
    assertThat(proposals.getFirst().members()).isEqualTo(Map.of("web", member(5000)));
    assertThat(proposals.getLast().ports()).isEqualTo(Map.of(8080, 8081, 80, 8082));
    assertThat(proposals.getLast().members()).isEqualTo(Map.of("web", member(5001)));
  }

  @Test
  void gatewaysOfOneFileRunSideBySideWithWhatIsWrittenForThem() {
    List<ApplicationGateway> gateways =
        List.of(
            TestGateway.named("web").listening("public", 80).get(),
            TestGateway.named("api").listening("Public", 80).listening("Public", 443).get(),
            TestGateway.named("chat").listening("public", 81).get());

    String text = BindingsText.of(BindingsProposal.of(gateways, Settings.DEFAULT));

    Settings read = SettingsReader.read("poort.json", text, Settings.DEFAULT).value();
    assertThat(read).isNotNull();
    if (read == null) return;
    assertThat(
            new SideBySide(read.bindings(), Places.of(Place.of("poort.json")), false)
                .of(gateways, true)
                .value())
        .isEqualTo(gateways);
    assertThat(BindingsProposal.of(gateways, read)).allMatch(BindingsProposal::isEmpty);
  }

  @Test
  void gatewaysWhosePortsAreBoundAlikeHaveAddressesOfTheirOwn() {
    List<ApplicationGateway> gateways =
        List.of(
            TestGateway.named("web").listening("public", 80).get(),
            TestGateway.named("api").listening("public", 80).get());
    var bound = new Bindings(Map.of(), Map.of(80, 8080), Map.of());

    assertThat(BindingsProposal.of(gateways, Settings.DEFAULT.withBindings(bound)))
        .extracting(proposal -> proposal.frontends().get("public"))
        .containsExactly("127.0.0.1", "127.0.0.2");
  }

  @Test
  void whatIsBoundForOneGatewayIsLeftOutToo() {
    var own =
        new Bindings(
            Map.of("public", "127.0.0.2"), Map.of(), Map.of("pool", List.of(member(5000))));
    var bound = new Bindings(Map.of(), Map.of(80, 8080), Map.of(), Map.of(), Map.of("web", own));
    ApplicationGateway web = TestGateway.named("web").listening("public", 80).with("pool");

    assertThat(BindingsProposal.of(List.of(web), Settings.DEFAULT.withBindings(bound)))
        .allMatch(BindingsProposal::isEmpty);
  }

  @Test
  void whatIsBoundIsLeftOutAndItsPlaceIsTaken() {
    var bound =
        new Bindings(
            Map.of("public", "127.0.0.1"),
            Map.of(80, 8443),
            Map.of("WEB", List.of(member(5000)), "api.contoso.com", List.of(member(5001))));
    ApplicationGateway gateway =
        gateway(
            List.of(listener("public", 80), listener("private", 80), listener("public", 443)),
            List.of("web", "api", "chat"));

    BindingsProposal proposal =
        BindingsProposal.of(List.of(gateway), Settings.DEFAULT.withBindings(bound)).getFirst();
    assertThat(proposal.frontends())
        .isEqualTo(Map.of("private", "127.0.0.2", "unused", "127.0.0.1"));
    assertThat(proposal.ports()).isEqualTo(Map.of(443, 8444));
    assertThat(proposal.members()).isEqualTo(Map.of("chat", member(5002)));
  }

  @Test
  void whatIsWrittenIsReadBackAsItWasProposed() {
    ApplicationGateway gateway =
        gateway(
            List.of(listener("public", 80), listener("private", 80)), List.of("w\"e\\b", "api"));
    BindingsProposal proposal = propose(gateway);

    Settings read =
        SettingsReader.read("poort.json", BindingsText.of(List.of(proposal)), Settings.DEFAULT)
            .value();
    assertThat(read).isNotNull();
    if (read == null) return;
    assertThat(read.bindings()).isEqualTo(bindings(proposal));
    assertThat(BindingsProposal.of(List.of(gateway), read).getFirst().isEmpty()).isTrue();
  }

  private static BindingsProposal propose(ApplicationGateway gateway) {
    return BindingsProposal.of(List.of(gateway), Settings.DEFAULT).getFirst();
  }

  private static List<Problem> collisions(ApplicationGateway gateway, BindingsProposal proposal) {
    return new SideBySide(bindings(proposal), Places.of(Place.of("poort.json")), false)
        .of(List.of(gateway), true)
        .problems();
  }

  private static Bindings bindings(BindingsProposal proposal) {
    var members = new HashMap<String, List<HostAndPort>>();
    proposal.members().forEach((pool, member) -> members.put(pool, List.of(member)));
    return new Bindings(proposal.frontends(), proposal.ports(), members);
  }

  private static HostAndPort member(int port) {
    return new HostAndPort("127.0.0.1", port);
  }

  private static HttpListener listener(String frontend, int port) {
    return new HttpListener(
        frontend + port,
        new FrontendIpConfiguration(frontend, null),
        new FrontendPort("port" + port, port),
        Protocol.HTTP,
        List.of(),
        null);
  }

  private static HttpListener listener(String frontend, int port, SslCertificate certificate) {
    return new HttpListener(
        frontend + port,
        new FrontendIpConfiguration(frontend, null),
        new FrontendPort("port" + port, port),
        Protocol.HTTPS,
        List.of(),
        certificate);
  }

  private static ApplicationGateway gateway(HttpListener... listeners) {
    return gateway(Arrays.asList(listeners), List.of());
  }

  /** A gateway whose pools have one member, named as the pool and {@code .contoso.com}. */
  private static ApplicationGateway gateway(List<HttpListener> listeners, List<String> pools) {
    return new ApplicationGateway(
        "gateway",
        List.of(
            new FrontendIpConfiguration("public", null),
            new FrontendIpConfiguration("private", null),
            new FrontendIpConfiguration("unused", null)),
        List.of(new FrontendPort("unused", 7)),
        List.of(),
        listeners,
        pools.stream()
            .map(pool -> new BackendAddressPool(pool, List.of(pool + ".contoso.com")))
            .toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
