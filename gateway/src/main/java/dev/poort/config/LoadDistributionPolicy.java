package dev.poort.config;

import java.util.List;

/**
 * Distributes requests over the members of several pools (ARM: {@code loadDistributionPolicies}).
 *
 * @param name unique among the policies
 * @param algorithm whose turn it is
 * @param targets the pools; never empty
 */
public record LoadDistributionPolicy(String name, Algorithm algorithm, List<Target> targets)
    implements BackendTarget {
  public LoadDistributionPolicy {
    targets = List.copyOf(targets);
  }

  @Override
  public List<BackendAddressPool> pools() {
    return targets.stream().map(Target::backendAddressPool).distinct().toList();
  }

  /**
   * A pool of a policy.
   *
   * @param backendAddressPool whose members serve
   * @param weightPerServer 1 to 100: how often each of them has its turn against those of others
   */
  public record Target(BackendAddressPool backendAddressPool, int weightPerServer) {}

  /** ARM: {@code loadDistributionAlgorithm}. */
  public enum Algorithm {
    ROUND_ROBIN("RoundRobin"),
    LEAST_CONNECTIONS("LeastConnections"),
    IP_HASH("IpHash");

    private final String armName;

    Algorithm(String armName) {
      this.armName = armName;
    }

    /** As ARM writes it. */
    public String armName() {
      return armName;
    }
  }
}
