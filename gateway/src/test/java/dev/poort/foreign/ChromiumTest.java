package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Frame;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page in Chromium that speaks WebSocket through the gateway and reports by a POST. */
@Tag("foreign")
class ChromiumTest {
  private static final String PAGE =
      """
      <!doctype html><title>echo</title>
      <script type="module">
        const echo = (url) => new Promise((resolve) => {
          const socket = new WebSocket(url, ["chat"]);
          const heard = [];
          socket.onopen = () => { socket.send("hello"); socket.send("x".repeat(100000)); };
          socket.onmessage = ({ data }) => {
            heard.push(data.length);
            if (heard.length === 2) socket.close(4000, "enough");
          };
          socket.onclose = ({ code, wasClean }) =>
            resolve(`${new URL(url).protocol} ${socket.protocol} ${heard} ${code} ${wasClean}`);
        });
        const results = [];
        for (const url of new URLSearchParams(location.search).getAll("url")) {
          results.push(await echo(url));
        }
        await fetch("/result", { method: "POST", body: results.join("\\n") });
      </script>
      """;

  @TempDir private Path folder;
  private final BlockingQueue<String> results = new LinkedBlockingQueue<>();

  @Test
  void aPageSpeaksWsAndWssThroughTheGateway() throws Exception {
    TestCertificate certificate = TestCa.create().issue("127.0.0.1");
    try (TestMember member = TestMember.start(this::serve);
        RunningGateway gateway = plan(member, certificate).start();
        Program browser = browse(gateway, certificate)) {
      String result = results.poll(45, TimeUnit.SECONDS);

      assertThat(result)
          .as(() -> String.join("\n", browser.lines()))
          .isEqualTo("ws: chat 5,100000 4000 true\nwss: chat 5,100000 4000 true");
    }
  }

  private static GatewayPlan plan(TestMember member, TestCertificate certificate) {
    GatewayPlan plan = GatewayPlan.before(member);
    plan.site("secure").members(member).certificate(certificate);
    return plan;
  }

  private Program browse(RunningGateway gateway, TestCertificate certificate) throws Exception {
    String ws = "127.0.0.1:" + gateway.address("site").getPort();
    String wss = "127.0.0.1:" + gateway.address("secure").getPort();
    String page = "http://" + ws + "/?url=ws://" + ws + "/echo&url=wss://" + wss + "/echo";
    return Chromium.open(folder, certificate, page);
  }

  private void serve(MemberRequest request) throws Exception {
    String line = request.startLine();
    if (line.startsWith("GET /echo")) {
      echo(request);
    } else if (line.startsWith("POST /result")) {
      results.add(request.readBody());
      request.answer("");
    } else {
      request.send(
          "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
              + PAGE.length()
              + "\r\n\r\n"
              + PAGE);
    }
  }

  private static void echo(MemberRequest request) throws Exception {
    try (WebSocketEnd session = WebSocketEnd.agree(request, "Sec-WebSocket-Protocol: chat\r\n")) {
      Frame frame;
      do {
        frame = session.read();
        session.sendFrame(frame.first(), frame.payload());
      } while (frame.opcode() != dev.poort.testkit.Frames.CLOSE);
    }
  }
}
