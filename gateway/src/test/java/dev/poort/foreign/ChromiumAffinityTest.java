package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * A browser keeps the affinity cookies: one for the pages of the site itself, one for those of
 * another site, which sends only what is {@code SameSite=None}.
 */
@Tag("foreign")
class ChromiumAffinityTest {
  private static final String PAGE =
      """
      <!doctype html><title>affinity</title>
      <script type="module">
        const ask = async (base) => {
          const members = new Set();
          for (let i = 0; i < 6; i++) {
            const answer = await fetch(base + "/who", { credentials: "include" });
            members.add(await answer.text());
          }
          return [...members];
        };
        const listen = (base) => new Promise((resolve) => {
          const socket = new WebSocket(base.replace("http", "ws") + "/chat");
          socket.onmessage = ({ data }) => { resolve(data); socket.close(); };
          socket.onerror = () => resolve("error");
        });
        const query = new URLSearchParams(location.search);
        const own = await ask(location.origin);
        const session = await listen(location.origin);
        const across = await ask(query.get("across"));
        const free = await ask(query.get("free"));
        await fetch("/result", {
          method: "POST",
          body: `${own.length} ${own[0] === session} ${across.length} ${free.length}`,
        });
      </script>
      """;

  @TempDir private Path folder;
  private final BlockingQueue<String> results = new LinkedBlockingQueue<>();

  @Test
  void aBrowserComesBackToItsMember() throws Exception {
    TestCertificate certificate = TestCa.create().issue("127.0.0.1");
    try (TestMember one = TestMember.start(request -> serve("one", request));
        TestMember two = TestMember.start(request -> serve("two", request));
        RunningGateway gateway = plan(certificate, one, two).start();
        Program browser = Chromium.open(folder, certificate, page(gateway))) {
      String result = results.poll(45, TimeUnit.SECONDS);

      assertThat(result).as(() -> String.join("\n", browser.lines())).isEqualTo("1 true 1 2");
    }
  }

  private static GatewayPlan plan(TestCertificate certificate, TestMember... members) {
    GatewayPlan plan = new GatewayPlan();
    plan.site("bound").members(members).certificate(certificate).affinity("Bound");
    plan.site("free").members(members);
    return plan;
  }

  /** For a browser localhost is another site than 127.0.0.1, whatever the ports. */
  private static String page(RunningGateway gateway) {
    int bound = gateway.address("bound").getPort();
    int free = gateway.address("free").getPort();
    return "https://127.0.0.1:%d/?across=https://localhost:%d&free=http://127.0.0.1:%d"
        .formatted(bound, bound, free);
  }

  private void serve(String name, MemberRequest request) throws Exception {
    String line = request.startLine();
    if (line.startsWith("GET /chat")) {
      try (WebSocketEnd session = WebSocketEnd.agree(request, "")) {
        session.sendText(name);
        session.read();
      }
    } else if (line.startsWith("GET /who")) {
      String origin = request.field("Origin");
      String cors =
          origin == null
              ? ""
              : "Access-Control-Allow-Origin: "
                  + origin
                  + "\r\nAccess-Control-Allow-Credentials: true\r\n";
      request.send(
          "HTTP/1.1 200 OK\r\nCache-Control: no-store\r\n"
              + cors
              + "Content-Length: 3\r\n\r\n"
              + name);
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
}
