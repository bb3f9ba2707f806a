package dev.poort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Bindings;
import dev.poort.config.CertificateBinding;
import dev.poort.config.HostAndPort;
import dev.poort.config.Settings;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pool {@code api} has one member, which is the network interface of a machine in Azure. */
class MachineMembersTest {
  @TempDir private Path folder;
  @AutoClose private final TestMember member = TestMember.answering("here");

  MachineMembersTest() throws Exception {}

  @Test
  void aMachineThatIsBoundIsWhereTheBindingsSay() throws Exception {
    var here = List.of(new HostAndPort("127.0.0.1", member.port()));

    assertThat(ask(shop(), Map.of("API-VM-NIC", here))).isEqualTo("here");
  }

  @Test
  void aMachineThatIsNotBoundIsTriedUnderItsOwnName() throws Exception {
    String shop =
        shop()
            .replace("api-vm-nic", "localhost")
            .replace("\"port\": 80, \"protocol\"", "\"port\": " + member.port() + ", \"protocol\"");

    assertThat(ask(shop, Map.of())).isEqualTo("here");
  }

  private String ask(String shop, Map<String, List<HostAndPort>> members) throws Exception {
    Path gateway = Files.writeString(folder.resolve("gateway.json"), shop);
    Path pfx = TestCa.create().issue("localhost").writePfx(folder.resolve("tls.pfx"), "");
    var bindings =
        new Bindings(
            Map.of("public", "127.0.0.1", "private", "127.0.0.1"),
            Map.of(80, 0, 443, 0),
            members,
            Map.of("shop-tls", CertificateBinding.pfx(pfx.toString(), "")));
    try (Poort poort = Poort.start(gateway, Settings.DEFAULT.withBindings(bindings))) {
      var address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), poort.port("privateHttp"));
      try (RawClient client = RawClient.connect(address)) {
        return client.get("/", "localhost").body();
      }
    }
  }

  private static String shop() throws Exception {
    try (InputStream shop = MachineMembersTest.class.getResourceAsStream("shop.json")) {
      if (shop == null) throw new AssertionError("no shop.json");
      return new String(shop.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
