package dev.poort.arm;

import static dev.poort.arm.ArmFile.listener;
import static dev.poort.arm.ArmFile.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Listeners whose requests another takes, since its rule is asked first. */
class ShadowsTest {
  private static final String NO_PRIORITY = "";

  /** Warnings of a gateway with the listeners one and two on one port, with a rule each. */
  private static List<String> warnings(
      String hostsOfOne, String priorityOfOne, String hostsOfTwo, String priorityOfTwo) {
    return new ArmFile()
        .withListeners(listener("one", hostsOfOne), listener("two", hostsOfTwo))
        .withRules(rule("r1", "one", priorityOfOne), rule("r2", "two", priorityOfTwo))
        .warnings();
  }

  private static String hosts(String... names) {
    return "\"hostNames\": [\"" + String.join("\", \"", names) + "\"]";
  }

  private static String priority(int number) {
    return "\"priority\": " + number;
  }

  @Test
  void aBasicListenerOfABetterPriorityTakesEverything() {
    assertThat(warnings("", priority(10), hosts("shop.test"), priority(20)))
        .containsExactly(
            "r2 gets no request: r1 is asked before it, and its listener one takes them."
                + " Let its priority be a lower number than that of r1");
  }

  @Test
  void aBasicListenerThatComesLastTakesNothingAway() {
    assertThat(warnings("", priority(20), hosts("shop.test"), priority(10))).isEmpty();
    assertThat(warnings("", NO_PRIORITY, hosts("shop.test"), NO_PRIORITY)).isEmpty();
  }

  @Test
  void aWildcardTakesTheNamesAndThePatternsThatItCovers() {
    assertThat(
            warnings(
                hosts("*.shop.test"),
                priority(10),
                hosts("a.shop.test", "b*.shop.test", "shop.test"),
                priority(20)))
        .containsExactly(
            "r2 gets no request for a.shop.test, b*.shop.test: r1 is asked before it, and its"
                + " listener one takes them."
                + " Let its priority be a lower number than that of r1");
  }

  @Test
  void aPatternThatCoversOnlyAPartTakesNotAll() {
    assertThat(warnings(hosts("?.shop.test"), priority(10), hosts("*.shop.test"), priority(20)))
        .isEmpty();
  }

  @Test
  void withoutPrioritiesTheFilesOrderDecidesBetweenNames() {
    assertThat(warnings(hosts("*.shop.test"), NO_PRIORITY, hosts("a.shop.test"), NO_PRIORITY))
        .containsExactly(
            "r2 gets no request: r1 is asked before it, and its listener one takes them."
                + " List it before r1, or give the rules priorities");
    assertThat(warnings(hosts("a.shop.test"), NO_PRIORITY, hosts("*.shop.test"), NO_PRIORITY))
        .isEmpty();
  }
}
