package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HAProxy before the gateway and behind it. */
@Tag("foreign")
class HaproxyTest {
  @TempDir private Path folder;

  @Test
  void asAMemberItPassesRequestsOn() throws Exception {
    int port = FreePort.find();
    try (TestMember behind = TestMember.answering("hello");
        Program haproxy = haproxy(port, behind.port());
        RunningGateway gateway = before(haproxy, port);
        RawClient client = gateway.connect()) {
      assertThat(client.get("/1", "site.test").body()).isEqualTo("hello");
      assertThat(client.get("/2", "site.test").body()).isEqualTo("hello");
    }
  }

  @Test
  void asAMemberItPassesWebSocketsOn() throws Exception {
    int port = FreePort.find();
    try (WebSocketMember behind = WebSocketMember.start();
        Program haproxy = haproxy(port, behind.member().port());
        RunningGateway gateway = before(haproxy, port);
        RawClient client = gateway.connect()) {
      assertTalks(client, behind);
    }
  }

  @Test
  void beforeTheGatewayItPassesRequestsAndWebSocketsOn() throws Exception {
    int port = FreePort.find();
    try (WebSocketMember member = WebSocketMember.start();
        RunningGateway gateway = RunningGateway.before(member.member());
        Program haproxy = haproxy(port, gateway.address().getPort())) {
      haproxy.awaitPort(port);
      try (RawClient client =
          RawClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
        assertTalks(client, member);
        assertThat(member.member().requests().getFirst().field("X-Forwarded-For"))
            .matches("127\\.0\\.0\\.1, 127\\.0\\.0\\.1:\\d+");
      }
    }
  }

  private static void assertTalks(RawClient connection, WebSocketMember member) throws Exception {
    WebSocketEnd client = WebSocketEnd.open(connection);
    WebSocketEnd served = member.next();
    client.sendText("up");
    assertThat(served.read().text()).isEqualTo("up");
    served.sendText("down");
    assertThat(client.read().text()).isEqualTo("down");
    client.sendClose(4001, "bye");
    assertThat(served.readClose().closeReason()).isEqualTo("bye");
  }

  private static RunningGateway before(Program haproxy, int port) throws Exception {
    haproxy.awaitPort(port);
    GatewayPlan plan = new GatewayPlan();
    plan.site().member("127.0.0.1", port);
    return plan.start();
  }

  private Program haproxy(int port, int to) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("haproxy.cfg"),
            """
            defaults
              mode http
              option forwardfor
              timeout connect 5s
              timeout client 30s
              timeout server 30s
              timeout tunnel 30s
            listen all
              bind 127.0.0.1:%d
              http-request return status 200 if { path /probe }
              server one 127.0.0.1:%d
            """
                .formatted(port, to));
    return Program.start(
        folder,
        List.of(
            Program.find("haproxy", "apt-get install haproxy"), "-db", "-f", config.toString()));
  }
}
