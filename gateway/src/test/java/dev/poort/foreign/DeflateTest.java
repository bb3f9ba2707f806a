package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.telemetry.ClosedBy;
import dev.poort.telemetry.Session;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** permessage-deflate (RFC 7692) between ws and ws, agreed upon and used end to end. */
@Tag("foreign")
class DeflateTest {
  private static final long UNCOMPRESSED = 1_000_000;

  @Test
  void theGatewayCarriesOnlyTheCompressedOctets() throws Exception {
    try (Program member = Node.start("echo-server.js");
        RunningGateway gateway = plan(member).start();
        Program client =
            Node.start("deflate-client.js", "ws://127.0.0.1:" + gateway.address().getPort())) {
      assertThat(client.awaitLine("extensions ")).isEqualTo("permessage-deflate");
      long length = number(client, "length ");
      client.output();

      Session session = Ended.only(gateway, ClosedBy.CLIENT, 1000);
      assertThat(length).isGreaterThan(UNCOMPRESSED);
      assertThat(number(client, "written ")).isLessThan(length / 4);
      assertThat(number(client, "read ")).isLessThan(length / 4);
      assertThat(session.bytesFromClient()).isBetween(1L, length / 4);
      assertThat(session.bytesFromMember()).isBetween(1L, length / 4);
      assertThat(session.messagesFromClient()).isEqualTo(1);
      assertThat(session.messagesFromMember()).isEqualTo(1);
    }
  }

  private static GatewayPlan plan(Program member) throws Exception {
    GatewayPlan plan = new GatewayPlan();
    plan.site().member("127.0.0.1", member.port());
    return plan;
  }

  private static long number(Program program, String begin) throws Exception {
    return Long.parseLong(program.awaitLine(begin));
  }
}
