package dev.poort.telemetry;

/**
 * Whether a member answers its probe (ARM: {@code ApplicationGatewayBackendHealthServerHealth}).
 */
public enum Health {
  /** Not probed yet. */
  UNKNOWN("Unknown"),
  /** Its last probe succeeded, or not enough have failed since. */
  UP("Up"),
  /** Gets no requests. */
  DOWN("Down"),
  /** Removed from its pool or drained by the operator; keeps what it has, gets nothing new. */
  DRAINING("Draining");

  private final String armName;

  Health(String armName) {
    this.armName = armName;
  }

  /** The value in ARM. */
  public String armName() {
    return armName;
  }
}
