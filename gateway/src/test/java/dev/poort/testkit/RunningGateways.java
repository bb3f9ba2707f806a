package dev.poort.testkit;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.Settings;
import dev.poort.control.Difference;
import dev.poort.control.Gateway;
import dev.poort.control.Gateways;
import dev.poort.control.SharedParts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gateways that run side by side for a test, each by a plan of its own. */
public final class RunningGateways implements AutoCloseable {
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(3);

  private final Settings settings;
  private final SharedParts shared;
  private final Gateways gateways;

  private RunningGateways(Settings settings, SharedParts shared, Gateways gateways) {
    this.settings = settings;
    this.shared = shared;
    this.gateways = gateways;
  }

  /** Starts gateways and waits until they are ready. */
  public static RunningGateways start(GatewayPlan... plans) throws Exception {
    return start(Settings.DEFAULT, plans);
  }

  /** The same with settings, to which the plans add their bindings. */
  public static RunningGateways start(Settings settings, GatewayPlan... plans) throws Exception {
    SharedParts shared = SharedParts.open(settings);
    RunningGateways running;
    try {
      Gateways gateways = Gateways.start(shared, configs(plans), bound(settings, plans));
      running = new RunningGateways(settings, shared, gateways);
    } catch (IOException | RuntimeException e) {
      shared.close();
      throw e;
    }
    try {
      Await.until("they are ready", running.gateways::ready);
      return running;
    } catch (Exception | AssertionError e) {
      running.close();
      throw e;
    }
  }

  /** Changes to what these plans are now. */
  public Difference apply(GatewayPlan... plans) throws IOException {
    return gateways.apply(configs(plans), bound(settings, plans));
  }

  private static List<ApplicationGateway> configs(GatewayPlan... plans) {
    return Arrays.stream(plans).map(GatewayPlan::config).toList();
  }

  private static Settings bound(Settings settings, GatewayPlan... plans) {
    Map<String, Bindings> bindings =
        Arrays.stream(plans).collect(Collectors.toMap(GatewayPlan::name, GatewayPlan::bindings));
    return settings.withBindings(new Bindings(Map.of(), Map.of(), Map.of(), Map.of(), bindings));
  }

  /** All of them. */
  public Gateways gateways() {
    return gateways;
  }

  /** The one of a name. */
  public Gateway gateway(String name) {
    Gateway gateway = gateways.get(name);
    if (gateway == null) throw new AssertionError("no gateway " + name);
    return gateway;
  }

  /** Where the first site of a gateway listens. */
  public InetSocketAddress address(String gateway) {
    return gateway(gateway).listeners().getFirst().address();
  }

  /** A client connected to the first site of a gateway. */
  public RawClient connect(String gateway) throws IOException {
    return RawClient.connect(address(gateway));
  }

  @Override
  public void close() {
    gateways.close(CLOSE_BOUND);
    shared.close();
  }
}
