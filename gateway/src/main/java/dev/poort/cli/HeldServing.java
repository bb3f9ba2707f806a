package dev.poort.cli;

import dev.poort.arm.BoundCertificate;
import dev.poort.config.CertificateBinding;
import dev.poort.config.Credential;
import dev.poort.config.Settings;
import dev.poort.control.Gateways;
import dev.poort.control.SettingsFile;
import dev.poort.control.SharedParts;
import dev.poort.control.SignInWatcher;
import dev.poort.management.ManagementServer;
import dev.poort.management.OwnCertificate;
import dev.poort.problem.InvalidConfigurationException;
import dev.poort.problem.Problem;
import dev.poort.resourcemanager.ResourceManager;
import dev.poort.store.FolderStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Serves what clients of Azure Resource Manager put at the management address, and keeps it in a
 * store. This is where a process without a file of gateways is put together.
 */
final class HeldServing {
  private final @Nullable Path settingsFile;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  /**
   * @param settingsFile poort.json; null for none
   * @param json whether a program reads {@code out}: then it gets a {@link HeldStartDocument}
   */
  HeldServing(@Nullable Path settingsFile, PrintWriter out, PrintWriter err, boolean json) {
    this.settingsFile = settingsFile;
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /**
   * Starts, does the work, and ends gracefully.
   *
   * @param work returns when it is time to end
   * @return the exit code
   */
  int serve(Runnable work) {
    try {
      SettingsFile file = SettingsFile.read(settingsFile, Serving.DEFAULTS);
      InetSocketAddress address = file.settings().management();
      if (address == null) {
        err.println("management is off: without a file of gateways nothing could ever serve");
        return ExitCode.WRONG_INPUT;
      }
      serve(file, address, work);
      return ExitCode.FINE;
    } catch (InvalidConfigurationException e) {
      e.problems().forEach(problem -> err.println(ProblemText.of(problem)));
      if (!ProblemText.isOneSentence(e.problems())) {
        err.println(ProblemText.count(e.problems()) + "; nothing was started");
      }
      return ExitCode.WRONG_INPUT;
    } catch (IOException e) {
      err.println(e.getMessage());
      return ExitCode.REFUSED;
    }
  }

  private void serve(SettingsFile file, InetSocketAddress address, Runnable work)
      throws IOException, InvalidConfigurationException {
    Settings settings = file.settings();
    try (FolderStore store = FolderStore.open(file.store(), Clock.systemUTC());
        SharedParts shared = SharedParts.open(settings);
        Gateways gateways = Gateways.start(shared, List.of(), settings)) {
      store.damages().forEach(problem -> err.println(ProblemText.of(problem)));
      Identity identity = identity(settings, file.store(), address);
      ResourceManager resources = ResourceManager.open(gateways, store, settings);
      try (ManagementServer management = manage(address, gateways, resources, identity);
          SignInWatcher users =
              new SignInWatcher(settingsFile, gateways, file.settings().signIn());
          Signals signals = new Signals()) {
        signals.on(
            "HUP",
            () -> {
              shared.accessLog().reopen();
              users.reload();
            });
        announce(file, gateways, management.address(), identity);
        work.run();
      }
    }
  }

  /**
   * How the management address proves its name.
   *
   * @param ca what clients are to trust; null where poort.json gives the certificate
   */
  private record Identity(Credential credential, @Nullable Path ca) {}

  private static Identity identity(Settings settings, Path store, InetSocketAddress address)
      throws IOException, InvalidConfigurationException {
    CertificateBinding bound = settings.held().certificate();
    if (bound != null) return new Identity(BoundCertificate.open(bound).valueOrThrow(), null);
    List<String> names =
        address.getAddress().isAnyLocalAddress() ? List.of() : List.of(address.getHostString());
    OwnCertificate own = OwnCertificate.in(store, names);
    return new Identity(own.credential(), own.ca());
  }

  private static ManagementServer manage(
      InetSocketAddress address, Gateways gateways, ResourceManager resources, Identity identity)
      throws IOException {
    try {
      return ManagementServer.start(address, gateways, null, resources, identity.credential());
    } catch (IOException e) {
      String where = "management on " + Banner.hostAndPort(address);
      throw new IOException(where + ": " + e.getMessage() + " (poort.json can say where)", e);
    }
  }

  private void announce(
      SettingsFile file, Gateways gateways, InetSocketAddress management, Identity identity) {
    String store = file.store().toAbsolutePath().normalize().toString();
    Path ca = identity.ca();
    String trusted = ca == null ? null : ca.toAbsolutePath().normalize().toString();
    if (json) {
      out.println(Json.line(new HeldStartDocument(store, gateways, management, trusted)));
    } else {
      String where = Banner.hostAndPort(management);
      String transport = gateways.shared().transport().name();
      out.println(
          "Poort %s serves what is put at its management address (%s)"
              .formatted(VersionCommand.poort(), transport));
      out.println("  management on https://%s and http://%s".formatted(where, where));
      if (trusted != null) out.println("  clients trust " + trusted);
      out.println("  " + Banner.callers(file.settings().signIn()));
      out.println("  kept in " + store + ", " + kept(gateways));
      Banner.named(gateways.all()).forEach(out::println);
    }
    List<String> warnings = file.warnings().stream().map(Problem::toString).toList();
    warnings.forEach(err::println);
  }

  private static String kept(Gateways gateways) {
    return ProblemText.plural(gateways.all().size(), "gateway");
  }
}
