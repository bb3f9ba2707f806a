package dev.poort.arm;

import static dev.poort.arm.ArmFile.id;
import static dev.poort.arm.ArmFile.listener;
import static dev.poort.arm.ArmFile.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.RequestRoutingRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  private static final String MAP =
      """
      [{"name": "map", "properties": {
        "defaultBackendAddressPool": %s, "defaultBackendHttpSettings": %s,
        "pathRules": [{"name": "images", "properties": {"paths": ["/images/*"]}}]}}]"""
          .formatted(id("backendAddressPools/pool"), id("backendHttpSettingsCollection/settings"));

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
            "requestRoutingRules needs backendAddressPool. Give it backendAddressPool",
            "requestRoutingRules needs backendHttpSettings. Give it backendHttpSettings",
            "requestRoutingRules needs httpListener. Give it httpListener");
  }

  @Test
  void anUnknownTypeOfRuleIsAnError() {
    assertThat(
            new ArmFile()
                .withRules(rule("rule", "web", "").replace("\"Basic\"", "\"Basis\""))
                .errors())
        .containsExactly("ruleType knows no value Basis. Did you mean Basic?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"ruleType\": \"pathbasedrouting\",", ""})
  void aPathBasedRuleUsesTheDefaultsOfItsMapUntilPathsHaveAnEffect(String type) {
    var file = pathBased(type).with("urlPathMaps", MAP);

    assertThat(file.warnings()).containsExactly("pathRules has no effect in Poort yet");
    assertThat(file.gateway().requestRoutingRules())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.backendAddressPool().name()).isEqualTo("pool");
              assertThat(rule.backendHttpSettings().name()).isEqualTo("settings");
            });
  }

  @Test
  void aPathBasedRuleNeedsItsMap() {
    assertThat(pathBased("\"ruleType\": \"PathBasedRouting\",").errors())
        .containsExactly("urlPathMaps has no map. Add it there");
  }

  @Test
  void aMapNeedsItsDefaults() {
    assertThat(pathBased("").with("urlPathMaps", "[{\"name\": \"map\"}]").errors())
        .containsExactly(
            "urlPathMaps needs defaultBackendAddressPool. Give it defaultBackendAddressPool",
            "urlPathMaps needs defaultBackendHttpSettings. Give it defaultBackendHttpSettings");
  }

  @Test
  void aRuleThatRedirectsIsLeftOut() {
    var file =
        new ArmFile()
            .withRules(
                """
                {"name": "rule", "properties": {"ruleType": "Basic", "httpListener": %s,
                  "redirectConfiguration": %s}}"""
                    .formatted(id("httpListeners/web"), id("redirectConfigurations/r")));

    assertThat(file.warnings())
        .containsExactly(
            "redirectConfiguration has no effect in Poort yet, the rule is left out."
                + " Until then its listener answers 404");
    assertThat(file.gateway().requestRoutingRules()).isEmpty();
  }

  private static ArmFile two(String first, String second) {
    return new ArmFile()
        .withListeners(listener("web"), listener("other", "\"hostName\": \"a\""))
        .withRules(rule("rule", "web", first), rule("second", "other", second));
  }

  private static ArmFile pathBased(String type) {
    return new ArmFile()
        .withRules(
            """
            {"name": "rule", "properties": {%s "httpListener": %s, "urlPathMap": %s}}"""
                .formatted(type, id("httpListeners/web"), id("urlPathMaps/map")));
  }
}
