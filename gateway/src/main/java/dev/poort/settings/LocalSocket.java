package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.HttpListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a frontend's port is on this machine.
 *
 * @param gateway the gateway's name
 * @param frontend the frontend's name
 * @param frontendPort the port in the ARM file
 * @param address the local address; null for all addresses
 * @param port the local port; 0 lets the kernel choose
 */
record LocalSocket(
    String gateway, String frontend, int frontendPort, @Nullable String address, int port) {

  /** The sockets of all listeners of a gateway, each once. */
  static List<LocalSocket> of(ApplicationGateway gateway, Bindings bindings) {
    Bindings own = bindings.of(gateway.name());
    return gateway.httpListeners().stream()
        .map(listener -> of(gateway.name(), listener, own))
        .distinct()
        .toList();
  }

  private static LocalSocket of(String gateway, HttpListener listener, Bindings bindings) {
    String frontend = listener.frontendIpConfiguration().name();
    int port = listener.frontendPort().port();
    String address = bindings.frontend(frontend);
    boolean any = "0.0.0.0".equals(address) || "::".equals(address);
    return new LocalSocket(
        gateway, frontend, port, any ? null : address, bindings.ports().getOrDefault(port, port));
  }

  boolean collidesWith(LocalSocket other) {
    if (port == 0 || port != other.port) return false;
    return address == null || other.address == null || address.equals(other.address);
  }

  /** Such as {@code Public port 80}. */
  String origin() {
    return frontend + " port " + frontendPort;
  }

  /** Such as {@code 127.0.0.1 port 8080}. */
  String place() {
    return (address == null ? "all addresses" : address) + " port " + port;
  }
}
