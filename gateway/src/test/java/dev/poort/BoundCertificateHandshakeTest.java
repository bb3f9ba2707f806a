package dev.poort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Bindings;
import dev.poort.config.CertificateBinding;
import dev.poort.config.Settings;
import dev.poort.demo.DemoFiles;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients shake hands with the files that bindings name, not with what the ARM file holds. */
class BoundCertificateHandshakeTest {
  private static final Bindings LOCAL =
      new Bindings(Map.of("frontend", "127.0.0.1"), Map.of(80, 0, 443, 0), Map.of());

  @TempDir private Path folder;
  private final TestCa ca = TestCa.create();
  private final TestCertificate issued = ca.issue("localhost");
  private Path gateway;

  BoundCertificateHandshakeTest() throws Exception {}

  @BeforeEach
  void writeFiles() throws Exception {
    gateway = DemoFiles.write(folder, List.of(9)).gateway();
    issued.writePfx(folder.resolve("tls.pfx"), "geheim");
    Files.writeString(folder.resolve("chain.pem"), issued.certificatePem());
    Files.writeString(folder.resolve("key.pem"), issued.keyPem());
  }

  @Test
  void aPfxThatPoortJsonNamesIsShown() throws Exception {
    assertShown("{\"pfx\": \"tls.pfx\", \"password\": \"geheim\"}");
  }

  @Test
  void aPairOfPemFilesThatPoortJsonNamesIsShown() throws Exception {
    assertShown("{\"certificate\": \"chain.pem\", \"key\": \"key.pem\"}");
  }

  @Test
  void aPfxThatAProgramNamesIsShown() throws Exception {
    assertShown(CertificateBinding.pfx(folder.resolve("tls.pfx").toString(), "geheim"));
  }

  @Test
  void aPairOfPemFilesThatAProgramNamesIsShown() throws Exception {
    assertShown(
        CertificateBinding.pem(
            folder.resolve("chain.pem").toString(), folder.resolve("key.pem").toString()));
  }

  @Test
  void aProgramThatAppliesAnotherFileKeepsItsBindings() throws Exception {
    var file = CertificateBinding.pfx(folder.resolve("tls.pfx").toString(), "geheim");
    try (Poort poort = Poort.start(gateway, settings(file))) {
      poort.apply(gateway);
      assertShown(poort);
    }
  }

  private void assertShown(String binding) throws Exception {
    Path settings = folder.resolve("poort.json");
    String bindings = "\"bindings\": {";
    String text = Files.readString(settings);
    assertThat(text).contains(bindings);
    String certificates = "\"certificates\": { \"localhost\": " + binding + " },";
    Files.writeString(settings, text.replace(bindings, bindings + certificates));
    try (Poort poort = Poort.start(gateway, settings)) {
      assertShown(poort);
    }
  }

  private void assertShown(CertificateBinding file) throws Exception {
    try (Poort poort = Poort.start(gateway, settings(file))) {
      assertShown(poort);
    }
  }

  private static Settings settings(CertificateBinding file) {
    return Settings.DEFAULT.withBindings(
        new Bindings(LOCAL.frontends(), LOCAL.ports(), LOCAL.members(), Map.of("localhost", file)));
  }

  private void assertShown(Poort poort) throws Exception {
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), poort.port("httpsListener"));
    try (RawClient client = RawClient.connectTls(address, ca.clientContext(), "localhost")) {
      assertThat(((SSLSocket) client.socket()).getSession().getPeerCertificates())
          .startsWith(issued.credential().certificate());
    }
  }
}
