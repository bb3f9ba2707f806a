package dev.poort.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> KNOWN = List.of("port", "protocol", "requestTimeout");

  @Test
  void aSlipOfTheKeyboardIsRecognised() {
    assertThat(Nearest.of("prot", KNOWN)).isEqualTo("port");
    assertThat(Nearest.of("REQUESTIMEOUT", KNOWN)).isEqualTo("requestTimeout");
    assertThat(Nearest.of("protocoll", KNOWN)).isEqualTo("protocol");
  }

  @Test
  void aWordFarFromAllIsNotGuessed() {
    assertThat(Nearest.of("hostName", KNOWN)).isNull();
    assertThat(Nearest.of("", KNOWN)).isNull();
    assertThat(Nearest.of("x".repeat(1_000_000), KNOWN)).isNull();
  }

  @Test
  void theMendNamesTheNearestOrAllWhenTheyAreFew() {
    assertThat(Nearest.mend("prot", KNOWN)).isEqualTo("Did you mean port?");
    assertThat(Nearest.mend("hostName", KNOWN))
        .isEqualTo("Known here: port, protocol, requestTimeout");
    assertThat(Nearest.mend("hostName", List.of())).isEmpty();
  }
}
