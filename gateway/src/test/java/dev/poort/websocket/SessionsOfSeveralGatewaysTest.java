package dev.poort.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.control.Gateway;
import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateways;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A session ends with its own gateway and with no other. */
class SessionsOfSeveralGatewaysTest {
  @AutoClose private final WebSocketMember member = WebSocketMember.start();
  @AutoClose private final TestMember other = TestMember.answering("other");
  private final GatewayPlan chat = GatewayPlan.before(member.member()).named("chat");
  private final GatewayPlan api = GatewayPlan.before(other).named("api");

  SessionsOfSeveralGatewaysTest() throws Exception {}

  @Test
  void itGoesOnWhileOthersComeChangeAndGo() throws Exception {
    GatewayPlan more = GatewayPlan.before(other).named("more");
    try (RunningGateways gateways = RunningGateways.start(chat, api);
        WebSocketEnd client = WebSocketEnd.open(gateways.connect("chat"));
        WebSocketEnd served = member.next()) {
      gateways.apply(chat, api, more);
      api.site().requestTimeout(Duration.ofSeconds(7));
      gateways.apply(more, chat, api);
      gateways.apply(chat);

      client.sendText("still here");
      assertThat(served.read().text()).isEqualTo("still here");
      assertThat(gateways.gateway("chat").sessions()).hasSize(1);
    }
  }

  @Test
  void itEndsAfterItsDrainTimeWhenItsGatewayIsRemoved() throws Exception {
    try (RunningGateways gateways = RunningGateways.start(chat, api);
        WebSocketEnd client = WebSocketEnd.open(gateways.connect("chat"));
        WebSocketEnd served = member.next()) {
      gateways.apply(api);

      client.sendText("not yet");
      assertThat(served.read().text()).isEqualTo("not yet");
      Frame close = client.readClose();
      assertThat(close.closeCode()).isEqualTo(1001);
      assertThat(close.closeReason()).isEqualTo(CloseCause.LISTENER_REMOVED.reason());
    }
  }

  @Test
  void itGoesOnWhenTheOnlyGatewayIsRenamed() throws Exception {
    try (RunningGateways gateways = RunningGateways.start(chat);
        WebSocketEnd client = WebSocketEnd.open(gateways.connect("chat"));
        WebSocketEnd served = member.next()) {
      Gateway before = gateways.gateway("chat");
      chat.named("talk");
      gateways.apply(chat);

      client.sendText("still here");
      assertThat(served.read().text()).isEqualTo("still here");
      assertThat(gateways.gateway("talk")).isSameAs(before);
    }
  }

  @Test
  void allEndAtOnceWhenTheProcessDoes() throws Exception {
    GatewayPlan talk = GatewayPlan.before(member.member()).named("talk");
    try (RunningGateways gateways = RunningGateways.start(chat, talk);
        WebSocketEnd first = WebSocketEnd.open(gateways.connect("chat"));
        WebSocketEnd firstServed = member.next();
        WebSocketEnd second = WebSocketEnd.open(gateways.connect("talk"));
        WebSocketEnd secondServed = member.next()) {
      boolean clean = gateways.gateways().close(Await.BOUND);

      assertThat(clean).isTrue();
      for (WebSocketEnd end : new WebSocketEnd[] {first, firstServed, second, secondServed}) {
        assertThat(end.readClose().closeReason()).isEqualTo(CloseCause.SHUTDOWN.reason());
      }
    }
  }
}
