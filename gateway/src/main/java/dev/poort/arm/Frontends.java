package dev.poort.arm;

import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.Hosts;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;

/** Reads frontend IP configurations and frontend ports. */
final class Frontends {
  private Frontends() {}

  static FrontendIpConfiguration address(ArmObject frontend, String name) {
    JsonValue value = frontend.value("privateIPAddress");
    String address = value == null ? null : frontend.findings().values().text(value);
    if (value != null && address != null && !Hosts.isIpAddress(address)) {
      frontend
          .findings()
          .error(value, JsonValues.shown(address) + " is no IP address", "Write one, or none");
    }
    return new FrontendIpConfiguration(name, address);
  }

  static FrontendPort port(ArmObject port, String name) {
    return new FrontendPort(name, port.requiredInteger("port", 1, 65_535));
  }
}
