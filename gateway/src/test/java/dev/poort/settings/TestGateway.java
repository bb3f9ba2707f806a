package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Protocol;
import java.util.ArrayList;
import java.util.List;

/** A gateway of which only its listeners and one pool matter. */
final class TestGateway {
  private final String name;
  private final List<HttpListener> listeners = new ArrayList<>();

  private TestGateway(String name) {
    this.name = name;
  }

  static TestGateway named(String name) {
    return new TestGateway(name);
  }

  /** Adds a listener. */
  TestGateway listening(String frontend, int port) {
    listeners.add(
        new HttpListener(
            "listener" + listeners.size(),
            new FrontendIpConfiguration(frontend, null),
            new FrontendPort("port" + port, port),
            Protocol.HTTP,
            List.of(),
            null));
    return this;
  }

  /** The gateway without a pool. */
  ApplicationGateway get() {
    return gateway(List.of());
  }

  /** The gateway with one pool. */
  ApplicationGateway with(String pool, String... members) {
    return gateway(List.of(new BackendAddressPool(pool, List.of(members))));
  }

  private ApplicationGateway gateway(List<BackendAddressPool> pools) {
    return new ApplicationGateway(
        name,
        listeners.stream().map(HttpListener::frontendIpConfiguration).distinct().toList(),
        listeners.stream().map(HttpListener::frontendPort).distinct().toList(),
        List.of(),
        listeners,
        pools,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
