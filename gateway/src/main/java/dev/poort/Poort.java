package dev.poort;

import static java.util.stream.Collectors.joining;

import dev.poort.arm.GatewayReader;
import dev.poort.arm.GatewaySource;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.Settings;
import dev.poort.control.BackendHealth;
import dev.poort.control.BoundListener;
import dev.poort.control.Configuration;
import dev.poort.control.ConfigurationFiles;
import dev.poort.control.Gateway;
import dev.poort.control.Gateways;
import dev.poort.control.ListenException;
import dev.poort.control.SharedParts;
import dev.poort.management.ManagementServer;
import dev.poort.problem.InvalidConfigurationException;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import dev.poort.telemetry.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running gateway, for tests and for programs that carry one inside.
 *
 * <pre>{@code
 * Settings settings =
 *     Settings.DEFAULT.withBindings(
 *         new Bindings(
 *             Map.of("appGatewayFrontendIP", "127.0.0.1"), // where Azure's address is here
 *             Map.of(80, 0), // port 80 on a port that the kernel chooses
 *             Map.of("ContosoServerPool", List.of(new HostAndPort("127.0.0.1", 5000)))));
 * try (Poort poort = Poort.start(Path.of("gateway.json"), settings)) {
 *   URI chat = URI.create("ws://127.0.0.1:" + poort.port("chatListener") + "/chat");
 *   // ... speak to it as a client would
 * }
 * }</pre>
 *
 * <p>Any number of gateways may run in one process; they share nothing. All methods may be called
 * from any thread but a gateway's event loops, which they would block.
 */
public final class Poort implements AutoCloseable {
  private final Gateways gateways;
  private final @Nullable ManagementServer management;

  private Poort(Gateways gateways, @Nullable ManagementServer management) {
    this.gateways = gateways;
    this.management = management;
  }

  private Gateway gateway() {
    return gateways.all().getFirst();
  }

  /**
   * Starts a gateway with {@link Settings#DEFAULT}: on Azure's own ports and addresses.
   *
   * @param armFile one gateway as ARM JSON, alone or in a template
   * @throws InvalidConfigurationException if the file has errors, of which several gateways are
   *     one; it carries all of them
   * @throws IOException if the machine refuses; a {@link ListenException} when an address cannot be
   *     listened on. Nothing is left running
   */
  public static Poort start(Path armFile) throws InvalidConfigurationException, IOException {
    return start(armFile, Settings.DEFAULT);
  }

  /**
   * Starts a gateway; it serves when this returns.
   *
   * @param armFile one gateway as ARM JSON, alone or in a template
   * @param settings what poort.json would say
   * @throws InvalidConfigurationException if the file has errors, of which several gateways are
   *     one; it carries all of them
   * @throws IOException if the machine refuses; a {@link ListenException} when an address cannot be
   *     listened on. Nothing is left running
   */
  public static Poort start(Path armFile, Settings settings)
      throws InvalidConfigurationException, IOException {
    return start(new GatewaySource(armFile), settings);
  }

  /**
   * Starts the gateway of a template with what it is deployed with; it serves when this returns.
   *
   * @param template such as {@code new GatewaySource(file).with("p.json", "capacity=3")}
   * @param settings what poort.json would say
   * @throws InvalidConfigurationException if the files have errors, of which several gateways are
   *     one; it carries all of them
   * @throws IOException if the machine refuses; a {@link ListenException} when an address cannot be
   *     listened on. Nothing is left running
   */
  public static Poort start(GatewaySource template, Settings settings)
      throws InvalidConfigurationException, IOException {
    return start(read(template, settings), settings);
  }

  /**
   * Starts one gateway of a file that may hold several; it serves when this returns.
   *
   * @param armFile gateways as ARM JSON
   * @param gateway the name of the one, in any letter case
   * @param settings what poort.json would say
   * @throws InvalidConfigurationException if the file has errors or no gateway of that name; it
   *     carries all of them
   * @throws IOException if the machine refuses; a {@link ListenException} when an address cannot be
   *     listened on. Nothing is left running
   */
  public static Poort start(Path armFile, String gateway, Settings settings)
      throws InvalidConfigurationException, IOException {
    return start(new GatewaySource(armFile).only(List.of(gateway)), settings);
  }

  /**
   * Starts a gateway with the file of settings beside the ARM file.
   *
   * @param armFile one gateway as ARM JSON, alone or in a template
   * @param settingsFile a poort.json
   * @throws InvalidConfigurationException if a file has errors, of which several gateways are one;
   *     it carries all of both
   * @throws IOException if the machine refuses; a {@link ListenException} when an address cannot be
   *     listened on. Nothing is left running
   */
  public static Poort start(Path armFile, Path settingsFile)
      throws InvalidConfigurationException, IOException {
    GatewaySource source = new GatewaySource(armFile);
    Configuration read = read(source, settingsFile);
    List<ApplicationGateway> found = new ArrayList<>(read.gateways());
    found.addAll(read.leftOut());
    return start(only(source, found), read.settings());
  }

  /**
   * Starts one gateway of a file that may hold several, with the file of settings beside it.
   *
   * @param armFile gateways as ARM JSON
   * @param gateway the name of the one, in any letter case
   * @param settingsFile a poort.json
   * @throws InvalidConfigurationException if a file has errors or no gateway of that name; it
   *     carries all of both
   * @throws IOException if the machine refuses; a {@link ListenException} when an address cannot be
   *     listened on. Nothing is left running
   */
  public static Poort start(Path armFile, String gateway, Path settingsFile)
      throws InvalidConfigurationException, IOException {
    GatewaySource source = new GatewaySource(armFile).only(List.of(gateway));
    Configuration read = read(source, settingsFile);
    return start(only(source, read.gateways()), read.settings());
  }

  private static Configuration read(GatewaySource source, Path settingsFile)
      throws InvalidConfigurationException {
    return new ConfigurationFiles(source, settingsFile, Settings.DEFAULT).read();
  }

  /**
   * Starts a gateway; it serves when this returns.
   *
   * @throws IOException if the machine refuses; a {@link ListenException} when an address cannot be
   *     listened on. Nothing is left running
   */
  public static Poort start(ApplicationGateway gateway, Settings settings) throws IOException {
    SharedParts shared = SharedParts.open(settings);
    Gateways started = null;
    try {
      started = Gateways.start(shared, List.of(gateway), settings);
      InetSocketAddress address = settings.management();
      return new Poort(started, address == null ? null : ManagementServer.start(address, started));
    } catch (IOException | RuntimeException e) {
      if (started != null) started.close(Duration.ZERO);
      shared.close();
      throw e;
    }
  }

  /**
   * The local port of a listener.
   *
   * @param listener its name, in any letter case
   * @throws IllegalArgumentException if there is none of that name
   */
  public int port(String listener) {
    for (BoundListener bound : listeners()) {
      if (bound.name().equalsIgnoreCase(listener)) return bound.address().getPort();
    }
    List<String> names = listeners().stream().map(BoundListener::name).toList();
    throw new IllegalArgumentException("no listener " + listener + " among " + names);
  }

  /** Every listener and the local address where it listens. */
  public List<BoundListener> listeners() {
    return gateway().listeners();
  }

  /**
   * Changes the running gateway to what a file says, all of it or nothing; the settings stay.
   * Connections, sessions and members that the change does not concern are not touched.
   *
   * @param armFile one gateway as ARM JSON; of several, the one of this gateway's name
   * @throws InvalidConfigurationException if the file has errors; what served before goes on
   * @throws IOException if the machine refuses, most often a {@link ListenException}; what served
   *     before goes on
   */
  public void apply(Path armFile) throws InvalidConfigurationException, IOException {
    apply(new GatewaySource(armFile));
  }

  /**
   * Changes the running gateway to what a template says with what it is deployed with, all of it or
   * nothing; the settings stay.
   *
   * @param template of several gateways, the one of this gateway's name counts
   * @throws InvalidConfigurationException if the files have errors; what served before goes on
   * @throws IOException if the machine refuses, most often a {@link ListenException}; what served
   *     before goes on
   */
  public void apply(GatewaySource template) throws InvalidConfigurationException, IOException {
    List<ApplicationGateway> found = readAll(template, gateways.settings());
    GatewaySource own = template.only(List.of(gateway().configuration().name()));
    apply(found.size() == 1 ? found.getFirst() : read(own, gateways.settings()));
  }

  private static ApplicationGateway read(GatewaySource source, Settings settings)
      throws InvalidConfigurationException {
    return only(source, readAll(source, settings));
  }

  private static ApplicationGateway only(GatewaySource source, List<ApplicationGateway> gateways)
      throws InvalidConfigurationException {
    if (gateways.size() == 1) return gateways.getFirst();
    String names = gateways.stream().map(ApplicationGateway::name).collect(joining(", "));
    String what = "there are " + gateways.size() + " gateways: " + names;
    Place place = Place.of(source.file().toString());
    throw new InvalidConfigurationException(
        List.of(Problem.error(what, place, "Name one of them")));
  }

  private static List<ApplicationGateway> readAll(GatewaySource source, Settings settings)
      throws InvalidConfigurationException {
    return GatewayReader.read(source, settings.bindings(), Purpose.RUN).gateways().valueOrThrow();
  }

  /**
   * Changes the running gateway, all of it or nothing; the settings stay.
   *
   * @throws IOException if the machine refuses, most often a {@link ListenException}; what served
   *     before goes on
   */
  public void apply(ApplicationGateway changed) throws IOException {
    gateways.apply(List.of(changed), gateways.settings());
  }

  /** Where the management address listens; null when the settings have none. */
  public @Nullable InetSocketAddress management() {
    return management == null ? null : management.address();
  }

  /** The WebSocket sessions that are open now. */
  public List<Session> sessions() {
    return gateway().sessions();
  }

  /** What the probes know of every member. */
  public BackendHealth backendHealth() {
    return gateway().backendHealth();
  }

  /**
   * Stops: takes no more connections, lets requests end, closes sessions with 1001.
   *
   * @param bound how long requests and sessions may take; what is left then is cut
   * @return whether all had ended by themselves
   */
  public boolean close(Duration bound) {
    try {
      return gateways.close(bound);
    } finally {
      if (management != null) management.close();
      gateways.shared().close();
    }
  }

  /** Stops within the settings' {@code shutdownTimeoutSeconds}, default 30 s. */
  @Override
  public void close() {
    close(gateways.settings().shutdownTimeout());
  }
}
