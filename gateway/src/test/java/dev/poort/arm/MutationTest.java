package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens to a file, reading it gives a gateway or an error, and never throws. */
class MutationTest {
  private static final int ROUNDS = 2_000;
  private static final String PIECES = "{}[],:\"'\\/*0-9.eE\n\t nulltruefalse<>\u0000\uFEFF😀$()";

  @Test
  void aFileThatIsCutAnywhereIsRead() throws IOException {
    String text = smallSeed();
    for (int length = 0; length <= text.length(); length++) judge(text.substring(0, length));
  }

  @Test
  void aFileWithRandomChangesIsRead() throws IOException {
    String[] texts = {smallSeed(), withoutAFault(), withPathsAndRedirects()};
    var random = new Random(20_261_124);
    for (int round = 0; round < ROUNDS; round++) {
      var changed = new StringBuilder(texts[round % texts.length]);
      for (int changes = random.nextInt(5); changes >= 0; changes--) change(changed, random);
      judge(changed.toString());
    }
  }

  private static void change(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + random.nextInt(20));
    char piece = PIECES.charAt(random.nextInt(PIECES.length()));
    switch (random.nextInt(4)) {
      case 0 -> text.setCharAt(at, piece);
      case 1 -> text.insert(at, piece);
      case 2 -> text.delete(at, end);
      default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
    }
  }

  private static void judge(String text) {
    ReadResult<List<ApplicationGateway>> result = GatewayReader.read("mutated.json", text);
    boolean refused = result.value() == null;
    assertThat(Problem.anyError(result.problems())).as(text).isEqualTo(refused);
    for (Problem problem : result.problems()) {
      assertThat(problem.where().line()).as(problem.toString()).isPositive();
      assertThat(problem.what()).as(problem.toString()).isNotBlank();
    }
  }

  private static String withoutAFault() {
    return new ArmFile()
        .withListeners(ArmFile.listener("web", "\"hostNames\": [\"*.contoso.com\"]"))
        .withProbe("\"protocol\": \"Http\", \"host\": \"a\", \"interval\": 5")
        .text();
  }

  private static String withPathsAndRedirects() {
    return new ArmFile()
        .withSettings("\"path\": \"/v2/\"")
        .with(
            "redirectConfigurations",
            """
            [{"name": "away", "properties": {"redirectType": "Found",
              "targetUrl": "https://contoso.com/a?b#c", "includePath": false}}]""")
        .with(
            "urlPathMaps",
            """
            [{"name": "map", "properties": {"defaultRedirectConfiguration": %s, "pathRules": [
              {"name": "images", "properties": {"paths": ["/images/*", "/%%69*", "/images/a"],
                "backendAddressPool": %s, "backendHttpSettings": %s}}]}}]"""
                .formatted(
                    ArmFile.id("redirectConfigurations/away"),
                    ArmFile.id("backendAddressPools/pool"),
                    ArmFile.id("backendHttpSettingsCollection/settings")))
        .withRules(
            """
            {"name": "rule", "properties": {"ruleType": "PathBasedRouting",
              "httpListener": %s, "urlPathMap": %s}}"""
                .formatted(ArmFile.id("httpListeners/web"), ArmFile.id("urlPathMaps/map")))
        .text();
  }

  /** The example, its certificate's data shortened so that opening it costs nothing. */
  private static String smallSeed() throws IOException {
    String text = Files.readString(Path.of("..", "examples", "seed", "gateway.json"));
    return text.replaceAll("\"data\": \"[^\"]*\"", "\"data\": \"TUlJ\"");
  }
}
