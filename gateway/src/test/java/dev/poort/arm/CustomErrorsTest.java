package dev.poort.arm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.CustomError;
import dev.poort.config.ErrorPage;
import dev.poort.config.PageBinding;
import dev.poort.config.Placed;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import dev.poort.problem.ReadResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages that a gateway names for its errors, and where they are on this machine. */
class CustomErrorsTest {
  private static final String URL_502 = "https://contoso.com/502.html";
  private static final Place BOUND = new Place("poort.json", 3, 7, "$.bindings.pages");

  @TempDir private Path folder;

  private static String pages(String... pairs) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      json.append(json.isEmpty() ? "" : ", ")
          .append("{\"statusCode\": \"%s\", ".formatted(pairs[i]))
          .append("\"customErrorPageUrl\": \"%s\"}".formatted(pairs[i + 1]));
    }
    return "[" + json + "]";
  }

  private static ReadResult<List<ApplicationGateway>> read(ArmFile file, String where) {
    return read(file, new PageBinding(new Placed(where, BOUND)));
  }

  private static ReadResult<List<ApplicationGateway>> read(ArmFile file, PageBinding page) {
    var pages = Map.of(URL_502, page);
    var bindings = new Bindings(Map.of(), Map.of(), Map.of(), Map.of(), pages, Map.of(), Map.of());
    return GatewayReader.read("gateway.json", file.text(), bindings, Purpose.RUN);
  }

  private static ArmFile gateway() {
    return new ArmFile().with("customErrorConfigurations", pages("HttpStatus502", URL_502));
  }

  private static CustomError only(ReadResult<List<ApplicationGateway>> read) {
    return ArmFile.gateway(read).customErrorConfigurations().getFirst();
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  @ParameterizedTest
  @CsvSource({
    "sorry.html,text/html; charset=utf-8",
    "sorry.HTM,text/html; charset=utf-8",
    "sorry.json,application/json",
    "sorry.txt,text/plain",
    "sorry.png,image/png",
    "sorry,text/html; charset=utf-8"
  })
  void aFileHasTheTypeOfItsName(String name, String type) throws Exception {
    var read = read(gateway(), write(name, "sorry").toString());

    assertThat(read.problems()).isEmpty();
    assertThat(only(read))
        .isEqualTo(new CustomError(502, URL_502, new ErrorPage(type, "sorry".getBytes(UTF_8))));
  }

  @Test
  void whatAUrlGaveIsThePage() {
    var fetched = new ErrorPage("application/problem+json", "{}".getBytes(UTF_8));
    var page = new PageBinding(new Placed("https://here.test/502", BOUND), fetched, "");

    assertThat(only(read(gateway(), page)).page()).isEqualTo(fetched);
  }

  @Test
  void aUrlThatGaveNothingIsAWarning() {
    var page = new PageBinding(new Placed("https://here.test/502", BOUND), null, "no answer");

    assertThat(read(gateway(), page).problems())
        .containsExactly(
            Problem.warning("no answer, the gateway's own page is served in its place", BOUND, ""));
  }

  @Test
  void aFileThatIsNotThereIsAWarning() {
    Path none = folder.resolve("none.html");
    var read = read(gateway(), none.toString());

    assertThat(only(read).page()).isNull();
    assertThat(read.problems())
        .containsExactly(
            Problem.warning(
                "there is no file " + none + ", the gateway's own page is served in its place",
                BOUND,
                "Check its name and folder"));
  }

  @Test
  void aPageThatIsNotBoundIsOneWarningWithTheLinesToAdd() {
    String both = pages("HttpStatus502", "https://x.test/a", "HttpStatus504", "https://x.test/a");

    assertThat(new ArmFile().with("customErrorConfigurations", both).warnings())
        .containsExactly(
            "the page has no file, the gateway's own is served in its place."
                + " Bind it in poort.json: \"bindings\": { \"pages\": { \"https://x.test/a\":"
                + " \"page.html\" } }");
  }

  @Test
  void aListenersOwnPageComesBeforeTheGateways() throws Exception {
    String page = write("502.html", "sorry").toString();
    String own = pages("HttpStatus502", "https://x.test/own");
    var file =
        gateway().withListeners(ArmFile.listener("web", "\"customErrorConfigurations\": " + own));
    var listener = ArmFile.gateway(read(file, page)).httpListeners().getFirst();

    assertThat(listener.customErrorConfigurations())
        .extracting(CustomError::pageUrl)
        .containsExactly("https://x.test/own");
  }

  @Test
  void aListenerHasTheGatewaysPagesForWhatItHasNoneOf() throws Exception {
    String page = write("502.html", "sorry").toString();
    String own = pages("HttpStatus403", "https://x.test/own");
    var file =
        gateway().withListeners(ArmFile.listener("web", "\"customErrorConfigurations\": " + own));
    var listener = ArmFile.gateway(read(file, page)).httpListeners().getFirst();

    assertThat(listener.customErrorConfigurations())
        .extracting(CustomError::status)
        .containsExactly(403, 502);
  }

  @Test
  void twoPagesForOneStatusAreAnError() {
    String twice = pages("HttpStatus502", "https://x.test/a", "HttpStatus502", "https://x.test/b");

    assertThat(new ArmFile().with("customErrorConfigurations", twice).read().problems())
        .extracting(Problem::what)
        .contains("HttpStatus502 has two pages");
  }

  @Test
  void aStatusThatAzureHasNoPageForIsAnError() {
    String strange = pages("HttpStatus418", "https://x.test/a");

    assertThat(new ArmFile().with("customErrorConfigurations", strange).read().value()).isNull();
  }
}
