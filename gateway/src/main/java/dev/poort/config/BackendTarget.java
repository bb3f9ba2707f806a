package dev.poort.config;

import java.util.List;

/** Who serves a request: a pool, or several among which a policy distributes. */
public sealed interface BackendTarget permits BackendAddressPool, LoadDistributionPolicy {
  /** What the file calls it. */
  String name();

  /** The pools whose members serve, in the file's order; never empty. */
  List<BackendAddressPool> pools();
}
