package dev.poort.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Settings;
import dev.poort.demo.DemoFiles;
import dev.poort.problem.Problem;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationWatcherTest {
  @TempDir Path folder;
  private final BlockingQueue<Reload> reports = new LinkedBlockingQueue<>();
  private ConfigurationFiles files;
  private SharedParts shared;
  private Gateways gateways;
  private ConfigurationWatcher watcher;

  @BeforeEach
  void start() throws Exception {
    DemoFiles written = DemoFiles.write(folder, List.of(9));
    watch(new ConfigurationFiles(written.gateway(), written.settings(), Settings.DEFAULT));
  }

  private void watch(ConfigurationFiles files) throws Exception {
    this.files = files;
    Configuration configuration = files.read();
    shared = SharedParts.open(configuration.settings());
    gateways = Gateways.start(shared, configuration.gateways(), configuration.settings());
    watcher = new ConfigurationWatcher(files, configuration, gateways, reports::add);
  }

  @AfterEach
  void stop() {
    watcher.close();
    gateways.close(Duration.ZERO);
    shared.close();
  }

  @Test
  void appliesAChangeOfTheArmFile() throws Exception {
    edit(files.gateway(), "\"requestTimeout\": 120", "\"requestTimeout\": 7");

    assertThat(report()).isInstanceOf(Reload.Applied.class);
    assertThat(requestTimeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void appliesAChangeOfTheSettings() throws Exception {
    edit(
        folder.resolve("poort.json"),
        "\"bindings\"",
        "\"shutdownTimeoutSeconds\": 1, \"bindings\"");

    assertThat(report()).isInstanceOf(Reload.Applied.class);
    assertThat(gateways.settings().shutdownTimeout()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void appliesARenewedCertificateThatTheSettingsName() throws Exception {
    TestCa ca = TestCa.create();
    Path pfx = Files.createDirectory(folder.resolve("tls")).resolve("tls.pfx");
    bindCertificate(ca.issue("localhost").writePfx(pfx, ""));
    TestCertificate renewed = ca.issue("localhost");

    renewed.writePfx(pfx, "");

    assertThat(report()).isInstanceOf(Reload.Applied.class);
    assertThat(gateway().configuration().sslCertificates().getFirst().credential())
        .isEqualTo(renewed.credential());
  }

  @Test
  void keepsACertificateWhoseFileIsGoneAndTakesTheNextOne() throws Exception {
    Path pfx = folder.resolve("tls.pfx");
    TestCa ca = TestCa.create();
    TestCertificate first = ca.issue("localhost");
    bindCertificate(first.writePfx(pfx, ""));

    Files.delete(pfx);
    assertThat(report()).isInstanceOf(Reload.Refused.class);
    assertThat(gateway().configuration().sslCertificates().getFirst().credential())
        .isEqualTo(first.credential());

    ca.issue("localhost").writePfx(pfx, "");
    assertThat(report()).isInstanceOf(Reload.Applied.class);
  }

  private void bindCertificate(Path pfx) throws Exception {
    edit(
        folder.resolve("poort.json"),
        "\"bindings\": {",
        "\"bindings\": { \"certificates\": { \"localhost\": { \"pfx\": \"" + pfx + "\" } },");
    assertThat(report()).isInstanceOf(Reload.Applied.class);
  }

  @Test
  void seesAFileThatAnEditorReplacesByARename() throws Exception {
    Path fresh = folder.resolve("gateway.json~");
    Files.writeString(fresh, text().replace("\"requestTimeout\": 120", "\"requestTimeout\": 7"));
    Files.move(fresh, files.gateway(), StandardCopyOption.REPLACE_EXISTING);

    assertThat(report()).isInstanceOf(Reload.Applied.class);
    assertThat(requestTimeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void seesAChangeBehindASymbolicLinkAsKubernetesMakesIt() throws Exception {
    stop();
    Path first = Files.createDirectory(folder.resolve("..first"));
    Path second = Files.createDirectory(folder.resolve("..second"));
    Files.writeString(first.resolve("gateway.json"), text());
    Files.writeString(
        second.resolve("gateway.json"),
        text().replace("\"requestTimeout\": 120", "\"requestTimeout\": 7"));
    Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
    Path link = folder.resolve("mounted.json");
    Files.createSymbolicLink(link, Path.of("..data/gateway.json"));
    watch(new ConfigurationFiles(link, folder.resolve("poort.json"), Settings.DEFAULT));

    Path next = Files.createSymbolicLink(folder.resolve("..tmp"), second.getFileName());
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

    assertThat(report()).isInstanceOf(Reload.Applied.class);
    assertThat(requestTimeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void doesNothingForATouch() throws Exception {
    Files.setLastModifiedTime(files.gateway(), FileTime.from(Instant.now().plusSeconds(1)));
    Files.writeString(files.gateway(), text());
    // A change that follows is the first that is heard of.
    edit(files.gateway(), "\"requestTimeout\": 120", "\"requestTimeout\": 7");

    assertThat(report()).isInstanceOf(Reload.Applied.class);
  }

  @Test
  void refusesABrokenFileAndAppliesItOnceItIsMended() throws Exception {
    edit(files.gateway(), "\"requestTimeout\": 120", "\"requestTimeout\": 0");

    assertThat(report())
        .isInstanceOfSatisfying(
            Reload.Refused.class,
            refused -> assertThat(Problem.anyError(refused.problems())).isTrue());
    assertThat(requestTimeout()).isEqualTo(Duration.ofMinutes(2));

    edit(files.gateway(), "\"requestTimeout\": 0", "\"requestTimeout\": 7");
    assertThat(report()).isInstanceOf(Reload.Applied.class);
  }

  @Test
  void refusesAFileThatIsGone() throws Exception {
    Files.delete(files.gateway());

    assertThat(report()).isInstanceOf(Reload.Refused.class);
    assertThat(gateway().listeners()).hasSize(2);
  }

  @Test
  void saysWhenANewPortIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      edit(folder.resolve("poort.json"), "\"80\": 0", "\"80\": " + other.getLocalPort());

      assertThat(report())
          .isInstanceOfSatisfying(
              Reload.Failed.class,
              failed -> assertThat(failed.cause()).isInstanceOf(ListenException.class));
      assertThat(gateway().listeners()).hasSize(2);
    }
  }

  @Test
  void readsAtOnceWhenItIsAsked() throws Exception {
    watcher.reload();

    assertThat(reports).containsExactly(new Reload.Unchanged());
  }

  private Gateway gateway() {
    return gateways.all().getFirst();
  }

  private Reload report() throws InterruptedException {
    Reload report = reports.poll(10, TimeUnit.SECONDS);
    if (report == null) throw new AssertionError("nothing reported in 10 s");
    return report;
  }

  private Duration requestTimeout() {
    return gateway().configuration().backendHttpSettingsCollection().getFirst().requestTimeout();
  }

  private String text() throws Exception {
    return Files.readString(folder.resolve("gateway.json"));
  }

  private static void edit(Path file, String old, String fresh) throws Exception {
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, fresh));
  }
}
