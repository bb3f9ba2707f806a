package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ARM knows and Poort does not heed, and what ARM does not know. */
class WithoutEffectTest {
  @Test
  void aPropertyWithoutEffectIsOneWarningForAllItsPlaces() {
    String policy = "\"firewallPolicy\": {\"id\": \"x\"}";
    var file =
        new ArmFile()
            .withListeners(
                ArmFile.listener("web", policy),
                ArmFile.listener("api", "\"hostName\": \"a\", " + policy))
            .withRules(ArmFile.rule("rule", "web", ""), ArmFile.rule("other", "api", ""));

    assertThat(file.warnings())
        .containsExactly("firewallPolicy has no effect in Poort yet, in 2 places");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"cookieBasedAffinity\": \"disabled\"",
        "\"affinityCookieName\": \"ApplicationGatewayAffinity\"",
        "\"path\": null",
        "\"path\": \"\"",
        "\"validateSNI\": true",
        "\"trustedRootCertificates\": []",
        "\"probeEnabled\": true",
        "\"provisioningState\": \"Succeeded\"",
        "\"requestRoutingRules\": [{\"id\": \"x\"}]"
      })
  void aSettingThatIsOffOrAzuresIsSilent(String setting) {
    assertThat(new ArmFile().withSettings(setting).read().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "webApplicationFirewallConfiguration: {\"enabled\": true}",
        "firewallPolicy: {\"id\": \"x\"}"
      })
  void aPropertyOfTheGatewayThatSaysSomethingIsAWarning(String property) {
    assertThat(with(property).warnings())
        .containsExactly(
            property.substring(0, property.indexOf(':')) + " has no effect in Poort yet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enableHttp2: true",
        "enableHttp2: \"false\"",
        "enableFips: \"false\"",
        "webApplicationFirewallConfiguration: {\"enabled\": false, \"firewallMode\": \"Detection\"}",
        "rewriteRuleSets: []",
        "sku: {\"name\": \"Standard_v2\"}",
        "autoscaleConfiguration: {\"minCapacity\": 2}",
        "gatewayIPConfigurations: [{\"name\": \"c\"}]",
        "zones: [\"1\"]",
        "sslPolicy: null"
      })
  void aPropertyOfTheGatewayThatIsOffOrAzuresIsSilent(String property) {
    assertThat(with(property).read().problems()).isEmpty();
  }

  @Test
  void aPropertyThatArmDoesNotKnowIsAWarningWithTheNearestName() {
    assertThat(new ArmFile().withSettings("\"requestTimout\": 5").warnings())
        .containsExactly("ARM knows no requestTimout here. Did you mean requestTimeout?");
  }

  private static ArmFile with(String property) {
    int colon = property.indexOf(':');
    return new ArmFile().with(property.substring(0, colon), property.substring(colon + 1));
  }
}
