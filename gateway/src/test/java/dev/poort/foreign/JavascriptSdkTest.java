package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.ArmServer;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Azure's SDK for JavaScript makes, reads, changes and deletes a gateway. */
@Tag("foreign")
class JavascriptSdkTest {
  private static final Path SCRIPTS = Path.of("src/test/foreign").toAbsolutePath();

  @TempDir private Path folder;
  @AutoClose private final TestMember member = EchoingMember.start("member");

  JavascriptSdkTest() throws Exception {}

  private Process start(ArmServer server) throws IOException {
    String node = Program.find("node", "apt-get install nodejs npm");
    String url = "https://localhost:" + server.port();
    ProcessBuilder builder =
        new ProcessBuilder(node, "arm-client.js", url, Integer.toString(member.port()));
    builder
        .environment()
        .put("NODE_EXTRA_CA_CERTS", folder.resolve("management-ca.pem").toString());
    return builder.directory(SCRIPTS.toFile()).redirectErrorStream(true).start();
  }

  private static void goOn(Writer in) throws IOException {
    in.write("go on\n");
    in.flush();
  }

  @Test
  void whatItMadeServesAndAChangeLosesNoSession() throws Exception {
    try (ArmServer server = ArmServer.start(folder)) {
      Process script = start(server);
      try (BufferedReader out = script.inputReader();
          Writer in = script.outputWriter()) {
        assertThat(out.readLine()).isEqualTo("made Succeeded");
        assertThat(server.ask("js", "/x").body()).isEqualTo("member /x");
        String url = "ws://127.0.0.1:" + server.listener("js").getPort() + "/chat";
        try (WebSocketClient session = WebSocketClient.open(url)) {
          goOn(in);
          assertThat(out.readLine()).isEqualTo("changed 40");
          assertThat(out.readLine()).isEqualTo("health Up");
          session.say("still here");
          assertThat(session.hear()).isEqualTo("member still here");
        }
        goOn(in);
        assertThat(out.readLine()).isEqualTo("gone 404 ResourceNotFound");
        assertThat(script.waitFor()).isZero();
      } finally {
        script.destroyForcibly();
      }
    }
  }
}
