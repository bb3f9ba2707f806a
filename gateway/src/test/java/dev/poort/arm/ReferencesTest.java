package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "frontendPorts/http",
        "/FRONTENDPORTS/HTTP",
        "/subscriptions/{subscriptionId}/resourceGroups/{rg}/frontendPorts/http",
        "https://management.azure.com/x/applicationGateways/other/frontendPorts/http/",
      })
  void anIdIsResolvedByItsLastTwoSegmentsWhateverStandsBefore(String id) {
    var file = withPort("{\"id\": \"" + id + "\"}");

    assertThat(file.read().problems()).isEmpty();
    assertThat(file.gateway().httpListeners().getFirst().frontendPort().port()).isEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x/frontendPorts/http'",
        "/x/frontendPorts/http')]",
        "/x/frontendPorts/http\\\"",
        "/x/frontendPorts/http ",
        "/subscriptions/{subscriptionId/frontendPorts/http"
      })
  void strayCharactersAndUnclosedBracesAreReadOverWithAWarning(String id) {
    var file = withPort("{\"id\": \"" + id + "\"}");

    assertThat(file.warnings())
        .containsExactly(
            "stray characters or an unclosed brace in the id, it was read as frontendPorts/http."
                + " Write .../frontendPorts/http");
    assertThat(file.gateway().httpListeners().getFirst().frontendPort().port()).isEqualTo(80);
  }

  @Test
  void aDanglingNameIsAnErrorWithItsPlaceAndTheNearestName() {
    List<Problem> problems = withPort("{\n\"id\": \"/x/frontendPorts/htpt\"}").read().problems();

    assertThat(problems)
        .containsExactly(
            Problem.error(
                "frontendPorts has no htpt",
                new Place(
                    "gateway.json",
                    7,
                    7,
                    "$.properties.httpListeners[0].properties.frontendPort.id"),
                "Did you mean http?"));
  }

  @Test
  void anIdOfAnotherKindIsAnError() {
    assertThat(withPort("{\"id\": \"/x/probes/http\"}").errors())
        .containsExactly("the id leads to probes. Write .../frontendPorts/NAME");
  }

  @Test
  void anIdOfAnUnknownKindIsAnError() {
    assertThat(withPort("{\"id\": \"/x/frontendPort/http\"}").errors())
        .containsExactly("no kind of thing is called frontendPort. Write .../frontendPorts/NAME");
  }

  @Test
  void whatIsNoIdIsAnError() {
    assertThat(withPort("{\"id\": \"http\"}").errors())
        .containsExactly(
            "this is no id of a resource. Write an id of the form .../frontendPorts/NAME");
    String form = ". Write { \"id\": \".../frontendPorts/NAME\" }";
    assertThat(withPort("\"http\"").errors())
        .containsExactly("frontendPort is no reference" + form);
    assertThat(withPort("{}").errors()).containsExactly("frontendPort is no reference" + form);
    assertThat(withPort("{\"id\": 1}").errors())
        .containsExactly("frontendPort is no reference" + form);
  }

  @Test
  void aReferenceThatIsNeededAndAbsentIsAnError() {
    assertThat(withPort("null").errors())
        .containsExactly("web of httpListeners needs frontendPort. Give it frontendPort");
  }

  @Test
  void whatLeadsToABrokenThingIsNotReportedASecondTime() {
    var file = new ArmFile().with("frontendPorts", "[{\"name\": \"http\", \"port\": 0}]");

    assertThat(file.errors()).containsExactly("port is 0. Write a whole number from 1 to 65535");
  }

  @Test
  void aNameThatStandsTwiceIsAnError() {
    var file =
        new ArmFile()
            .with(
                "frontendPorts",
                "[{\"name\": \"http\", \"port\": 80},\n" + "{\"name\": \"HTTP\", \"port\": 81}]");

    assertThat(file.errors()).containsExactly("a second one is named HTTP. Rename one of them");
  }

  @Test
  void aListenerThatStandsTwiceIsNotAlsoSaidToCollide() {
    var file = new ArmFile().withListeners(ArmFile.listener("web"), ArmFile.listener("Web"));

    assertThat(file.errors()).containsExactly("a second one is named Web. Rename one of them");
  }

  @Test
  void whatHasNoNameIsAnErrorAndNothingIsSaidToBeMissing() {
    var file = new ArmFile().with("frontendPorts", "[{\"port\": 80}]");

    assertThat(file.errors()).containsExactly("frontendPorts needs name. Give it name");
  }

  @Test
  void aCollectionThatIsNoArrayIsAnError() {
    assertThat(new ArmFile().with("probes", "{}").errors())
        .containsExactly("probes is an object. Write an array");
    assertThat(new ArmFile().with("probes", "[1]").errors())
        .containsExactly("probes[0] is a number. Write an object");
  }

  private static ArmFile withPort(String reference) {
    return new ArmFile()
        .withListeners(
            """
            {"name": "web", "properties": {"protocol": "Http",
              "frontendIPConfiguration": %s, "frontendPort": %s}}"""
                .formatted(ArmFile.id("frontendIPConfigurations/public"), reference));
  }
}
