package dev.poort.arm;

import dev.poort.config.BackendAddressPool;
import dev.poort.config.LoadDistributionPolicy;
import dev.poort.config.LoadDistributionPolicy.Algorithm;
import dev.poort.config.LoadDistributionPolicy.Target;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads load distribution policies. */
final class LoadDistributionPolicies {
  private static final List<String> ALGORITHMS =
      Arrays.stream(Algorithm.values()).map(Algorithm::armName).toList();

  private final Resources<BackendAddressPool> pools;

  LoadDistributionPolicies(Resources<BackendAddressPool> pools) {
    this.pools = pools;
  }

  @Nullable LoadDistributionPolicy read(ArmObject policy, String name) {
    List<Target> targets = new ArrayList<>();
    policy.require("loadDistributionTargets");
    for (JsonValue element : policy.elements("loadDistributionTargets")) {
      ArmObject target = ArmObject.of(ArmType.LOAD_DISTRIBUTION_TARGET, element, policy.findings());
      if (target == null) continue;
      BackendAddressPool pool = target.requiredReference("backendAddressPool", pools);
      int weight = target.integer("weightPerServer", 1, 100, 1);
      if (pool != null) targets.add(new Target(pool, weight));
    }
    return targets.isEmpty() ? null : new LoadDistributionPolicy(name, algorithm(policy), targets);
  }

  private static Algorithm algorithm(ArmObject policy) {
    String word = policy.choice("loadDistributionAlgorithm", ALGORITHMS);
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm.armName().equals(word)) return algorithm;
    }
    return Algorithm.ROUND_ROBIN;
  }
}
