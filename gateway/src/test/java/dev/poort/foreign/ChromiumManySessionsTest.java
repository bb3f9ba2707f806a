package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Frame;
import dev.poort.testkit.Frames;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page in Chromium that opens many WebSockets at once over wss, and reports by a POST. */
@Tag("foreign")
class ChromiumManySessionsTest {
  private static final int SESSIONS = 50;

  private static final String PAGE =
      """
      <!doctype html><title>many</title>
      <script type="module">
        const echo = (text) => new Promise((resolve) => {
          const socket = new WebSocket(`wss://${location.host}/echo`, ["chat"]);
          socket.onopen = () => socket.send(text);
          socket.onmessage = ({ data }) => socket.close(4000, data === text ? "same" : "other");
          socket.onclose = ({ code, reason, wasClean }) =>
            resolve(`${socket.protocol} ${code} ${wasClean}`);
        });
        const all = Array.from({ length: COUNT }, (_, i) => echo(`${i} ${"x".repeat(i * 100)}`));
        const results = new Set(await Promise.all(all));
        await fetch("/result", { method: "POST", body: [...results].join("\\n") });
      </script>
      """
          .replace("COUNT", Integer.toString(SESSIONS));

  @TempDir private Path folder;
  private final BlockingQueue<String> results = new LinkedBlockingQueue<>();

  @Test
  void whereTheListenerHasHttp2AllAreStreamsOfOneConnection() throws Exception {
    List<String> log = browse(new GatewayPlan().http2());

    assertThat(log).hasSize(SESSIONS).allMatch(line -> line.contains("\"HTTP/2.0\""));
    assertThat(log).allMatch(line -> line.contains("\"closeCode\":4000"));
    assertThat(log.stream().map(ChromiumManySessionsTest::clientPort).distinct()).hasSize(1);
  }

  @Test
  void whereItHasNotEachIsAConnectionOfHttp11() throws Exception {
    List<String> log = browse(new GatewayPlan());

    assertThat(log).hasSize(SESSIONS).allMatch(line -> line.contains("\"HTTP/1.1\""));
    assertThat(log.stream().map(ChromiumManySessionsTest::clientPort).distinct()).hasSize(SESSIONS);
  }

  private static String clientPort(String line) {
    return line.replaceAll(".*\"clientPort\":(\\d+).*", "$1");
  }

  /** Lets Chromium open the page; the lines of the sessions in the access log. */
  private List<String> browse(GatewayPlan plan) throws Exception {
    TestCertificate certificate = TestCa.create().issue("127.0.0.1");
    try (TestMember member = TestMember.start(this::serve)) {
      plan.site().members(member).certificate(certificate);
      try (RunningGateway gateway = plan.start()) {
        String page = "https://127.0.0.1:" + gateway.address().getPort() + "/";
        try (Program browser = Chromium.open(folder, certificate, page)) {
          assertThat(results.poll(45, TimeUnit.SECONDS))
              .as(() -> String.join("\n", browser.lines()))
              .isEqualTo("chat 4000 true");
        }
        return gateway.awaitLog(SESSIONS + 2).stream()
            .filter(line -> line.contains("\"requestUri\":\"/echo\""))
            .toList();
      }
    }
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
      } while (frame.opcode() != Frames.CLOSE);
    }
  }
}
