package dev.poort.config;

/**
 * A machine in Azure that fills a pool from outside. It has no address in a file; it goes by its
 * own name until bindings say where it is here.
 *
 * @param kind what it is
 * @param name its name
 */
public record Machine(Kind kind, String name) {
  /** What fills a pool. */
  public enum Kind {
    /** A network interface of a virtual machine. */
    NETWORK_INTERFACE("Microsoft.Network/networkInterfaces"),
    /** All machines of a scale set. */
    SCALE_SET("Microsoft.Compute/virtualMachineScaleSets");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    /** The ARM type of the resource. */
    public String type() {
      return type;
    }

    /** The segment of an id before the name, such as {@code networkInterfaces}. */
    public String collection() {
      return type.substring(type.indexOf('/') + 1);
    }
  }
}
