package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.problem.ReadResult;
import dev.poort.problem.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which gateway of a file is meant. */
class GatewayChoiceTest {
  @Test
  void theOnlyGatewayOfAFileNeedsNoName() throws Exception {
    assertThat(GatewayChoice.only("site.json", file("web")).valueOrThrow().name()).isEqualTo("web");
  }

  @Test
  void ofSeveralGatewaysNoneIsTheOnlyOne() {
    assertThat(ArmFile.shown(GatewayChoice.only("site.json", file("web", "api")), Severity.ERROR))
        .containsExactly("there are 2 gateways: web, api. Name one of them");
  }

  @Test
  void gatewaysAreChosenByNameInAnyLetterCaseAndStayInTheFilesOrder() throws Exception {
    var chosen =
        GatewayChoice.named("site.json", file("web", "api", "chat"), List.of("CHAT", "Web"));

    assertThat(chosen.valueOrThrow())
        .extracting(ApplicationGateway::name)
        .containsExactly("web", "chat");
  }

  @Test
  void everyNameThatNoGatewayHasIsAnErrorThatListsThoseFound() {
    var chosen = GatewayChoice.named("site.json", file("web", "api"), List.of("wep", "api", "zzz"));

    assertThat(ArmFile.shown(chosen, Severity.ERROR))
        .containsExactly(
            "there is no gateway wep among web, api. Did you mean web?",
            "there is no gateway zzz among web, api");
  }

  @Test
  void aFileWithErrorsHasNothingToChooseFrom() {
    var broken = GatewayReader.read("site.json", "{}");

    assertThat(GatewayChoice.only("site.json", broken).problems()).isEqualTo(broken.problems());
    assertThat(GatewayChoice.named("site.json", broken, List.of("web"))).isEqualTo(broken);
  }

  private static ReadResult<List<ApplicationGateway>> file(String... names) {
    List<String> gateways =
        List.of(names).stream()
            .map(name -> new ArmFile().text().replace("\"gateway\"", "\"" + name + "\""))
            .toList();
    return GatewayReader.read("site.json", "[" + String.join(",", gateways) + "]");
  }
}
