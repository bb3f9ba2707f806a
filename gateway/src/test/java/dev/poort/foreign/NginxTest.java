package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nginx as a member, which passes WebSockets on to another server. */
@Tag("foreign")
class NginxTest {
  private static final String TEXT = "<p>The quick brown fox</p>\n".repeat(5_000);

  @TempDir private Path folder;
  private WebSocketMember behind;
  private Program nginx;
  private RunningGateway gateway;

  @BeforeEach
  void start() throws Exception {
    behind = WebSocketMember.start();
    int port = FreePort.find();
    Files.writeString(folder.resolve("fox.html"), TEXT);
    Path config = Files.writeString(folder.resolve("nginx.conf"), config(port));
    nginx =
        Program.start(
            folder,
            List.of(
                Program.find("nginx", "apt-get install nginx-light"),
                "-p",
                folder.toString(),
                "-c",
                config.toString(),
                "-e",
                "stderr"));
    nginx.awaitPort(port);
    GatewayPlan plan = new GatewayPlan();
    plan.site().member("127.0.0.1", port);
    gateway = plan.start();
  }

  private String config(int port) {
    return """
    daemon off;
    master_process off;
    pid nginx.pid;
    events {}
    http {
      access_log off;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      types { text/html html; }
      server {
        listen 127.0.0.1:PORT;
        root FOLDER;
        location = /probe { return 204; }
        location = /zipped/fox.html { alias FOLDER/fox.html; gzip on; gzip_min_length 1; }
        location = /moved { return 302 /fox.html; }
        location /chat {
          proxy_pass http://127.0.0.1:BEHIND;
          proxy_http_version 1.1;
          proxy_set_header Upgrade $http_upgrade;
          proxy_set_header Connection "upgrade";
        }
      }
    }
    """
        .replace("PORT", Integer.toString(port))
        .replace("BEHIND", Integer.toString(behind.member().port()))
        .replace("FOLDER", folder.toString());
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    nginx.close();
    behind.close();
  }

  @Test
  void aFileComesWhole() throws Exception {
    try (RawClient client = gateway.connect()) {
      RawAnswer answer = client.get("/fox.html", "site.test");

      assertThat(answer.body()).isEqualTo(TEXT);
      assertThat(answer.field("Server")).startsWith("nginx");
      assertThat(client.get("/fox.html", "site.test").status()).isEqualTo(200);
    }
  }

  @Test
  void aBodyInChunksComesWhole() throws Exception {
    try (RawClient client = gateway.connect()) {
      RawAnswer answer =
          client.ask(
              "GET /zipped/fox.html HTTP/1.1\r\nHost: site.test\r\nAccept-Encoding: gzip\r\n\r\n");

      assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
      byte[] zipped = answer.body().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      var unzipped = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(zipped));
      assertThat(new String(unzipped.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo(TEXT);
    }
  }

  @Test
  void aRangeAndARedirectAreTheMembers() throws Exception {
    try (RawClient client = gateway.connect()) {
      RawAnswer range =
          client.ask("GET /fox.html HTTP/1.1\r\nHost: site.test\r\nRange: bytes=3-11\r\n\r\n");
      assertThat(range.status()).isEqualTo(206);
      assertThat(range.body()).isEqualTo("The quick");

      assertThat(client.get("/moved", "site.test").status()).isEqualTo(302);
    }
  }

  @Test
  void aWebSocketGoesThroughBoth() throws Exception {
    try (RawClient connection = gateway.connect()) {
      WebSocketEnd client = WebSocketEnd.open(connection);
      WebSocketEnd served = behind.next();

      client.sendText("up");
      assertThat(served.read().text()).isEqualTo("up");
      served.sendText("down");
      assertThat(client.read().text()).isEqualTo("down");
      served.sendClose(4002, "");
      assertThat(client.readClose().closeCode()).isEqualTo(4002);
    }
  }
}
