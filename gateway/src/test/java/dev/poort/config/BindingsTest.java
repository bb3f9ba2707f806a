package dev.poort.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for one gateway of several. */
class BindingsTest {
  private static final Bindings OWN =
      new Bindings(
          Map.of("public", "127.0.0.2"),
          Map.of(80, 8081),
          Map.of("pool", List.of(new HostAndPort("127.0.0.1", 5001))),
          Map.of("tls", CertificateBinding.pfx("own.pfx", "")));

  private static final Bindings ALL =
      new Bindings(
          Map.of("Public", "127.0.0.1", "Private", "127.0.0.3"),
          Map.of(80, 8080, 443, 8443),
          Map.of("Pool", List.of(), "other", List.of()),
          Map.of("tls", CertificateBinding.pfx("common.pfx", "")),
          Map.of("Api", OWN));

  @Test
  void aGatewaysOwnBindingsComeBeforeTheCommonOnes() {
    Bindings bindings = ALL.of("API");

    assertThat(bindings.frontends())
        .isEqualTo(Map.of("public", "127.0.0.2", "private", "127.0.0.3"));
    assertThat(bindings.ports()).isEqualTo(Map.of(80, 8081, 443, 8443));
    assertThat(bindings.members())
        .isEqualTo(Map.of("pool", List.of(new HostAndPort("127.0.0.1", 5001)), "other", List.of()));
    assertThat(bindings.certificates()).isEqualTo(OWN.certificates());
  }

  @Test
  void allOfThemAreTheCommonOnesAndThoseOfEachGateway() {
    assertThat(ALL.all()).containsExactly(ALL, OWN);
  }

  @Test
  void aGatewayWithoutBindingsOfItsOwnHasTheCommonOnes() {
    assertThat(ALL.of("web"))
        .isEqualTo(new Bindings(ALL.frontends(), ALL.ports(), ALL.members(), ALL.certificates()));
  }
}
