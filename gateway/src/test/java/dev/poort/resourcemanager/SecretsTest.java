package dev.poort.resourcemanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.ArmBody;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.ArmServer.Reply;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and passwords are kept, used, and never given back. */
class SecretsTest {
  private static final String ID = ArmServer.gateway("gw");
  private static final String PASSWORD = "s3cret-of-the-pfx";

  @TempDir Path folder;
  @AutoClose private final TestMember member = TestMember.answering("one");

  SecretsTest() throws Exception {}

  @Test
  void aPutThatRepeatsAGetKeepsTheCertificate() throws Exception {
    String data = TestCa.create().issue("localhost").pfx(PASSWORD);
    try (ArmServer server = ArmServer.start(folder)) {
      Reply made =
          server.put(
              ID,
              ArmBody.of("gw", member.port())
                  .certificate("{\"data\": \"%s\", \"password\": \"%s\"}".formatted(data, PASSWORD))
                  .toString());

      assertThat(made.status()).isEqualTo(201);
      assertThat(made.text()).doesNotContain(PASSWORD, data, "\"password\"", "\"data\"");
      assertThat(made.at("properties.sslCertificates.0.properties.publicCertData"))
          .startsWith("MII");

      String asAzSendsIt = ArmBody.of("gw", member.port()).certificate("{}").toString();
      Reply again = server.put(ID, asAzSendsIt);
      Reply repeated = server.put(ID, again.text());

      assertThat(again.status()).isEqualTo(200);
      assertThat(repeated.status()).isEqualTo(200);
      assertThat(repeated.text()).isEqualTo(made.text());
      assertThat(handshake(server)).contains("CN=localhost");
    }
    try (ArmServer restarted = ArmServer.start(folder)) {
      assertThat(handshake(restarted)).contains("CN=localhost");
    }
  }

  @Test
  void aNewCertificateWithoutDataIsRefused() throws Exception {
    try (ArmServer server = ArmServer.start(folder)) {
      Reply refused = server.put(ID, ArmBody.of("gw", member.port()).certificate("{}").toString());

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.at("error.message")).contains("the certificate has no data");
    }
  }

  @Test
  void aWrongPasswordIsNeverRepeated() throws Exception {
    String data = TestCa.create().issue("localhost").pfx(PASSWORD);
    try (ArmServer server = ArmServer.start(folder)) {
      Reply refused =
          server.put(
              ID,
              ArmBody.of("gw", member.port())
                  .certificate("{\"data\": \"%s\", \"password\": \"guess-42\"}".formatted(data))
                  .toString());

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text()).contains("password").doesNotContain("guess-42", data);
    }
  }

  @Test
  void passwordsOfOtherResourcesAreHiddenAndKeptToo() throws Exception {
    String machine = ArmServer.GROUP + "/providers/Microsoft.Compute/virtualMachines/vm";
    String size =
        "{\"location\": \"westeurope\", \"properties\": {\"osProfile\": {%s\"size\": %d}}}";
    try (ArmServer server = ArmServer.start(folder)) {
      server.put(machine, size.formatted("\"adminPassword\": \"pa55\", ", 1));
      server.put(machine, size.formatted("", 2));

      assertThat(server.get(machine).text()).contains("\"size\":2").doesNotContain("pa55");
    }
    try (var files = Files.list(folder)) {
      assertThat(
              files.anyMatch(
                  file -> file.toFile().isFile() && contains(file, "pa55") && contains(file, "2")))
          .isTrue();
    }
  }

  @Test
  void secretsInTheNetworkAreHiddenToo() throws Exception {
    String tunnel = ArmServer.GROUP + "/providers/Microsoft.Network/connections/c";
    String named =
        "{\"location\": \"westeurope\", \"properties\": {\"weight\": %d, \"peers\": [{\"name\": \"a\"%s}]%s}}";
    try (ArmServer server = ArmServer.start(folder)) {
      Reply made =
          server.put(
              tunnel,
              named.formatted(
                  1,
                  ", \"radiusServerSecret\": \"s3cr-1\"",
                  ", \"sharedKey\": \"s3cr-2\", \"authorizationKey\": \"s3cr-3\","
                      + " \"connectionString\": \"s3cr-4\""));
      server.put(tunnel, named.formatted(2, "", ""));

      assertThat(made.text()).doesNotContain("s3cr");
      assertThat(server.get(tunnel).text()).contains("\"weight\":2").doesNotContain("s3cr");
    }
    try (var files = Files.list(folder)) {
      Path last =
          files
              .filter(file -> file.getFileName().toString().startsWith("00000002-"))
              .findFirst()
              .orElseThrow();
      assertThat(last).content().contains("s3cr-1", "s3cr-2", "s3cr-3", "s3cr-4");
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The subject that the HTTPS listener shows. */
  private static String handshake(ArmServer server) throws Exception {
    int port =
        server.running("gw").listeners().stream()
            .filter(listener -> listener.protocol().secure())
            .findFirst()
            .orElseThrow()
            .address()
            .getPort();
    SSLContext trusting = trustingAll();
    try (SSLSocket socket =
        (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.startHandshake();
      return socket.getSession().getPeerPrincipal().getName();
    }
  }

  private static SSLContext trustingAll() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    return context;
  }
}
