package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.telemetry.ClosedBy;
import dev.poort.telemetry.ClosedSession;
import dev.poort.telemetry.Session;
import dev.poort.testkit.Await;
import dev.poort.testkit.RunningGateway;
import java.util.List;

/** What the gateway tells of WebSocket sessions that have ended. */
final class Ended {
  private Ended() {}

  /** Waits until none is open and gives all that there were, the first opened first. */
  static List<ClosedSession> all(RunningGateway gateway) throws Exception {
    Await.until("no session", () -> gateway.gateway().sessions().isEmpty());
    return gateway.gateway().sessionReport().recentlyClosed().reversed();
  }

  /**
   * Waits for the end of the only one, which a peer must have ended with a Close frame of that
   * code; the access log must tell the same.
   */
  static Session only(RunningGateway gateway, ClosedBy by, int code) throws Exception {
    List<ClosedSession> ended = all(gateway);
    assertThat(ended).hasSize(1);
    ClosedSession last = ended.getLast();
    assertThat(last.closedBy()).isEqualTo(by);
    assertThat(last.code()).isEqualTo(code);
    assertThat(last.reason()).isEqualTo("close-frame");
    assertThat(log(gateway, last.session().id()))
        .contains("\"httpStatus\":101")
        .contains("\"closedBy\":\"" + by.logName() + "\",\"closeCode\":" + code);
    return last.session();
  }

  /** The access log's line of a session. */
  static String log(RunningGateway gateway, String id) throws Exception {
    String mark = "\"transactionId\":\"" + id + "\"";
    Await.until(
        "the log has " + id, () -> gateway.awaitLog(1).stream().anyMatch(it -> it.contains(mark)));
    return gateway.awaitLog(1).stream().filter(it -> it.contains(mark)).findFirst().orElseThrow();
  }
}
