package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.TestCa;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.jspecify.annotations.Nullable;

/** What is exported with its secrets is the same gateway, however the file was written. */
class ExportRoundTripTest {
  private static final List<Map<String, String>> CERTIFICATES = certificates();

  private static List<Map<String, String>> certificates() {
    try {
      TestCa ca = TestCa.create();
      return List.of(
          Map.of("keyVaultSecretId", "https://contoso.vault.azure.net/secrets/tls"),
          Map.of("data", ca.issue("a.test").pfx("geheim"), "password", "geheim"),
          Map.of("data", ca.issue("b.test").pfx(""), "publicCertData", "MII"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Provide
  Arbitrary<Tape> tapes() {
    return Arbitraries.integers()
        .between(0, 27_719)
        .withoutEdgeCases()
        .list()
        .ofMaxSize(400)
        .withSizeDistribution(RandomDistribution.uniform())
        .map(Tape::new);
  }

  @Property(tries = 200, seed = "20261125")
  void ofAGatewayThatStandsAlone(@ForAll("tapes") Tape tape) throws Exception {
    assertRoundTrip(Tree.text(gateway(tape, GatewayMaker.ALONE)));
  }

  @Property(tries = 200, seed = "20261125")
  void ofAGatewayThatATemplateMakes(@ForAll("tapes") Tape tape) throws Exception {
    Map<String, @Nullable Object> gateway = gateway(tape, GatewayMaker.IN_TEMPLATE);
    assertRoundTrip(Tree.text(new TemplateMaker(tape).template(gateway)));
  }

  @Property(tries = 200, seed = "20261125")
  void parametersVariablesAndCopiesMakeNoDifference(@ForAll("tapes") Tape tape) throws Exception {
    Map<String, @Nullable Object> gateway = gateway(tape, GatewayMaker.IN_TEMPLATE);
    String plain = Tree.text(Map.of("resources", List.of(gateway)));
    String template = Tree.text(new TemplateMaker(tape).template(gateway));

    assertThat(Exported.withSecrets(template)).as(template).isEqualTo(Exported.withSecrets(plain));
  }

  private static Map<String, @Nullable Object> gateway(Tape tape, List<GatewayMaker.Word> words) {
    return new GatewayMaker(tape, words, CERTIFICATES).gateway();
  }

  private static void assertRoundTrip(String text) throws Exception {
    Exported once = Exported.withSecrets(text);
    Exported again = Exported.withSecrets(once.text());

    assertThat(again.gateway()).as(text).isEqualTo(once.gateway());
    assertThat(again.text()).as(text).isEqualTo(once.text());
  }
}
