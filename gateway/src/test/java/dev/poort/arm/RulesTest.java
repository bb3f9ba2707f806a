package dev.poort.arm;

import static dev.poort.arm.ArmFile.listener;
import static dev.poort.arm.ArmFile.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.RequestRoutingRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  @Test
  void rulesHaveNoPriorityOrAllHaveOne() {
    assertThat(two("", "").gateway().requestRoutingRules())
        .extracting(RequestRoutingRule::priority)
        .containsExactly(null, null);
    assertThat(two("\"priority\": 20000", "\"priority\": \"1\"").gateway().requestRoutingRules())
        .extracting(RequestRoutingRule::priority)
        .containsExactly(20_000, 1);
    assertThat(two("", "\"priority\": 1").errors())
        .containsExactly(
            "the rule has no priority, while others have one."
                + " Give each rule a priority from 1 to 20000, or none of them");
  }

  @Test
  void basicListenersKeepTheirPlaceOnV1GatewaysAlone() {
    ArmFile file = new ArmFile();

    assertThat(file.with("sku", "{\"tier\": \"WAF\"}").gateway().basicInOrder()).isTrue();
    assertThat(file.with("sku", "{\"tier\": \"WAF_v2\"}").gateway().basicInOrder()).isFalse();
    assertThat(new ArmFile().gateway().basicInOrder()).isFalse();
  }

  @Test
  void aPriorityIsGivenOnlyOnce() {
    assertThat(two("\"priority\": 1", "\"priority\": 1").errors())
        .containsExactly("rule has the priority 1 too. Give each rule its own");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20_001})
  void aPriorityOutOfRangeIsAnError(int priority) {
    assertThat(two("\"priority\": 1", "\"priority\": " + priority).errors())
        .containsExactly("priority is " + priority + ". Write a whole number from 1 to 20000");
  }

  @Test
  void twoRulesForOneListenerAreAnError() {
    assertThat(new ArmFile().withRules(rule("rule", "web", ""), rule("more", "WEB", "")).errors())
        .containsExactly("rule is already the rule of web. Take one of them out");
  }

  @Test
  void aRuleNeedsListenerPoolAndSettings() {
    assertThat(new ArmFile().withRules("{\"name\": \"rule\", \"ruleType\": \"Basic\"}").errors())
        .containsExactly(
            "rule of requestRoutingRules needs backendAddressPool. Give it backendAddressPool",
            "rule of requestRoutingRules needs backendHttpSettings. Give it backendHttpSettings",
            "rule of requestRoutingRules needs httpListener. Give it httpListener");
  }

  @Test
  void anUnknownTypeOfRuleIsAnError() {
    assertThat(
            new ArmFile()
                .withRules(rule("rule", "web", "").replace("\"Basic\"", "\"Basis\""))
                .errors())
        .containsExactly("ruleType knows no value Basis. Did you mean Basic?");
  }

  private static ArmFile two(String first, String second) {
    return new ArmFile()
        .withListeners(listener("web"), listener("other", "\"hostName\": \"a\""))
        .withRules(rule("rule", "web", first), rule("second", "other", second));
  }
}
