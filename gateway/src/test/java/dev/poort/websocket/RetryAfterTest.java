package dev.poort.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Frame;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.Site;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Clients that are asked to come back are told when, where poort.json asks for it. */
class RetryAfterTest {
  private static OpenSession session() throws Exception {
    return OpenSession.start(plan -> plan.site().retryAfterSeconds(7));
  }

  @Test
  void aClientWhoseMemberIsDrainedIsToldAMomentOfItsOwn() throws Exception {
    try (OpenSession session = session()) {
      session.gateway().gateway().drain("127.0.0.1", null, Duration.ZERO);

      Frame close = session.client().readClose();
      assertThat(close.closeCode()).isEqualTo(1012);
      assertThat(close.closeReason()).matches("the member was drained, retry after [1-7] s");
    }
  }

  @Test
  void aClientIsToldWhenTheGatewayShutsDown() throws Exception {
    try (OpenSession session = session()) {
      CompletableFuture<?> shutdown =
          CompletableFuture.runAsync(
              () -> session.gateway().gateways().close(Duration.ofSeconds(10)));

      Frame close = session.client().readClose();
      assertThat(close.closeCode()).isEqualTo(1001);
      assertThat(close.closeReason()).matches("the gateway is shutting down, retry after [1-7] s");
      session.client().sendClose(1001, "");
      session.served().sendClose(1001, "");
      shutdown.get();
    }
  }

  @Test
  void aMemberIsNotToldAsItDoesNotComeBack() throws Exception {
    try (OpenSession session = session()) {
      session.gateway().gateway().drain("127.0.0.1", null, Duration.ZERO);

      assertThat(session.served().readClose().closeReason()).isEqualTo("the member was drained");
    }
  }

  @Test
  void aClientThatNeedNotComeBackIsNotTold() throws Exception {
    try (OpenSession session = session()) {
      session.plan().remove("site");
      Site other = session.plan().site("other").port(8080);
      other.members(session.member().member());
      session.apply();

      assertThat(session.client().readClose().closeReason()).isEqualTo("the listener was removed");
    }
  }

  @Test
  void theReasonOfAnOperatorStaysAsItIs() throws Exception {
    try (OpenSession session = session()) {
      String id = session.facts().id();
      session.gateway().gateway().closeSession(id, 1012, "new rules at noon");

      assertThat(session.client().readClose().closeReason()).isEqualTo("new rules at noon");
    }
  }
}
