package dev.poort.testkit;

import dev.poort.config.Settings;
import dev.poort.control.BoundListener;
import dev.poort.control.Gateway;
import dev.poort.control.Gateways;
import dev.poort.control.SharedParts;
import dev.poort.telemetry.Health;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gateway that runs for a test, with its access log in a file that goes with it. */
public final class RunningGateway implements AutoCloseable {
  private static final Duration CLOSE_BOUND = Duration.ofMillis(200);

  private final SharedParts shared;
  private final Gateways gateways;
  private final Path accessLog;

  private RunningGateway(SharedParts shared, Gateways gateways, Path accessLog) {
    this.shared = shared;
    this.gateways = gateways;
    this.accessLog = accessLog;
  }

  /** Starts a gateway before these members and waits until it is ready. */
  public static RunningGateway before(TestMember... members) throws Exception {
    return GatewayPlan.before(members).start();
  }

  static RunningGateway start(GatewayPlan plan, @Nullable KeyStore trusted) throws IOException {
    Path log = Files.createTempFile("poort", ".log");
    Settings settings = plan.settings(log.toString());
    SharedParts shared = SharedParts.open(settings, trusted);
    try {
      Gateways gateways = Gateways.start(shared, List.of(plan.config()), settings);
      return new RunningGateway(shared, gateways, log);
    } catch (IOException | RuntimeException e) {
      shared.close();
      Files.delete(log);
      throw e;
    }
  }

  /** The gateway itself. */
  public Gateway gateway() {
    return gateways.all().getFirst();
  }

  /** The same as the only one of its process. */
  public Gateways gateways() {
    return gateways;
  }

  /** Changes to what the plan is now. */
  public void apply(GatewayPlan plan) throws IOException {
    gateways.apply(List.of(plan.config()), plan.settings(accessLog.toString()));
  }

  /** Waits until every member has been probed. */
  public void awaitProbed() throws Exception {
    Await.until(
        "every member has been probed",
        () ->
            gateway().backendHealth().backendAddressPools().stream()
                .flatMap(pool -> pool.backendHttpSettingsCollection().stream())
                .flatMap(settings -> settings.servers().stream())
                .noneMatch(server -> server.health() == Health.UNKNOWN));
  }

  /** Where the first site listens. */
  public InetSocketAddress address() {
    return gateway().listeners().getFirst().address();
  }

  /** Where a site listens. */
  public InetSocketAddress address(String site) {
    return gateway().listeners().stream()
        .filter(listener -> listener.name().equals(site))
        .map(BoundListener::address)
        .findFirst()
        .orElseThrow();
  }

  /** A client connected to the first site, in clear text. */
  public RawClient connect() throws IOException {
    return RawClient.connect(address());
  }

  /** Waits for that many lines of the access log, and gives all that there are. */
  public List<String> awaitLog(int lines) throws Exception {
    Await.until(lines + " lines in the access log", () -> logged().size() >= lines);
    return logged();
  }

  /** The lines that are whole: the last may be about to be written. */
  private List<String> logged() throws IOException {
    String text = Files.readString(accessLog);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  @Override
  public void close() throws IOException {
    gateways.close(CLOSE_BOUND);
    shared.close();
    Files.delete(accessLog);
  }
}
