package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.BackendAddressPool;
import dev.poort.config.Forward;
import dev.poort.config.LoadDistributionPolicy;
import dev.poort.config.LoadDistributionPolicy.Algorithm;
import dev.poort.config.LoadDistributionPolicy.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadDistributionPoliciesTest {
  private static final String POOL =
      "\"backendAddressPool\": {\"id\": \"backendAddressPools/pool\"}";
  private static final String USED =
      "\"loadDistributionPolicy\": {\"id\": \"loadDistributionPolicies/policy\"}";

  private static ArmFile policy(String properties) {
    return new ArmFile()
        .with(
            "loadDistributionPolicies",
            "[{\"name\": \"policy\", \"properties\": {" + properties + "}}]")
        .withRules(ArmFile.rule("rule", "web", USED));
  }

  private static String targets(String target) {
    return "\"loadDistributionTargets\": [" + target + "]";
  }

  @ParameterizedTest
  @CsvSource({
    "RoundRobin, ROUND_ROBIN",
    "leastconnections, LEAST_CONNECTIONS",
    "IpHash, IP_HASH",
  })
  void aRuleGoesByItsPolicy(String word, Algorithm algorithm) {
    String weighted = "{\"name\": \"t\", \"properties\": {" + POOL + ", \"weightPerServer\": 3}}";
    ArmFile file = policy("\"loadDistributionAlgorithm\": \"" + word + "\", " + targets(weighted));

    assertThat(file.read().problems()).isEmpty();
    var pool = file.gateway().backendAddressPools().getFirst();
    assertThat(file.gateway().requestRoutingRules().getFirst().target().actions())
        .first()
        .isInstanceOfSatisfying(
            Forward.class,
            forward ->
                assertThat(forward.target())
                    .isEqualTo(
                        new LoadDistributionPolicy(
                            "policy", algorithm, List.of(new Target(pool, 3)))));
  }

  @Test
  void withoutAnAlgorithmAndAWeightTurnsAreEqual() {
    LoadDistributionPolicy policy =
        (LoadDistributionPolicy)
            ((Forward)
                    policy(targets("{\"properties\": {" + POOL + "}}"))
                        .gateway()
                        .requestRoutingRules()
                        .getFirst()
                        .target())
                .target();

    assertThat(policy.algorithm()).isEqualTo(Algorithm.ROUND_ROBIN);
    assertThat(policy.targets().getFirst().weightPerServer()).isEqualTo(1);
    assertThat(policy.pools()).extracting(BackendAddressPool::name).containsExactly("pool");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"weightPerServer\": 0|weightPerServer is 0. Write a whole number from 1 to 100",
        "\"weightPerServer\": 101|weightPerServer is 101. Write a whole number from 1 to 100",
      })
  void aWeightIsFrom1To100(String weight, String error) {
    assertThat(policy(targets("{\"properties\": {" + POOL + ", " + weight + "}}")).errors())
        .contains(error);
  }

  @Test
  void anAlgorithmThatArmDoesNotKnowIsAnError() {
    String algorithm = "\"loadDistributionAlgorithm\": \"Random\", ";
    assertThat(policy(algorithm + targets("{\"properties\": {" + POOL + "}}")).errors())
        .anyMatch(error -> error.startsWith("loadDistributionAlgorithm knows no value Random"));
  }

  @Test
  void aProbeMayHaveMinServers() {
    ArmFile file =
        new ArmFile().withProbe("\"protocol\": \"Http\", \"host\": \"h\", \"minServers\": 2");

    assertThat(file.read().problems()).isEmpty();
    assertThat(file.gateway().probes().getFirst().minServers()).isEqualTo(2);
  }
}
