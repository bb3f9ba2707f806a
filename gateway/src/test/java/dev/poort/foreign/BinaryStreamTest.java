package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.telemetry.ClosedBy;
import dev.poort.telemetry.Session;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Streams of octets as noVNC has them: Debian's websockify bridges a WebSocket to TCP, here to an
 * echo in place of a VNC server. A browser with noVNC itself is not tried.
 */
@Tag("foreign")
class BinaryStreamTest {
  private static final int MEBIBYTES = 24;

  @TempDir private Path folder;

  @Test
  void everyOctetComesBackInOrderWhileBothDirectionsAreFull() throws Exception {
    int port = FreePort.find();
    try (ServerSocket screen = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Program bridge = websockify(port, screen.getLocalPort())) {
      Thread.startVirtualThread(() -> echoAll(screen));
      bridge.awaitPort(port);
      GatewayPlan plan = new GatewayPlan();
      plan.site().member("127.0.0.1", port);
      try (RunningGateway gateway = plan.start();
          Program client = client(gateway)) {
        assertThat(client.output()).isEqualTo("done");

        Session session = Ended.only(gateway, ClosedBy.CLIENT, 1000);
        assertThat(session.subprotocol()).isEqualTo("binary");
        assertThat(session.bytesFromClient()).isGreaterThan(MEBIBYTES << 20);
        assertThat(session.bytesFromMember()).isGreaterThan(MEBIBYTES << 20);
      }
    }
  }

  private static Program client(RunningGateway gateway) throws IOException {
    return Node.start(
        "binary-stream-client.js",
        "ws://127.0.0.1:" + gateway.address().getPort() + "/websockify",
        String.valueOf(MEBIBYTES));
  }

  private Program websockify(int port, int target) throws IOException {
    String program = Program.find("websockify", "apt-get install websockify");
    Files.writeString(folder.resolve("probe"), "well");
    return Program.start(
        folder,
        List.of(program, "--web", folder.toString(), "127.0.0.1:" + port, "127.0.0.1:" + target));
  }

  private static void echoAll(ServerSocket screen) {
    while (!screen.isClosed()) {
      try {
        Socket socket = screen.accept();
        Thread.startVirtualThread(() -> echo(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private static void echo(Socket socket) {
    try (socket;
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // The bridge has ended the connection; the client tells whether anything is missing.
    }
  }
}
