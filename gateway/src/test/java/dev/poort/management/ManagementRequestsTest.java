package dev.poort.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Settings;
import dev.poort.control.Gateways;
import dev.poort.control.SharedParts;
import dev.poort.identity.Identity;
import dev.poort.testkit.Await;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a request to the management address when something goes wrong in Poort itself.
 */
class ManagementRequestsTest {
  private final Workers workers = new Workers();
  private SharedParts shared;
  private Gateways gateways;
  private EmbeddedChannel client;

  @BeforeEach
  void start() throws Exception {
    shared = SharedParts.open(Settings.DEFAULT);
    gateways = Gateways.start(shared, List.of(), Settings.DEFAULT);
    Identity identity = Identity.open(() -> gateways.settings().signIn(), InstantSource.system());
    Authorization authorization = new Authorization(identity);
    Endpoints endpoints =
        new Endpoints(
            gateways,
            new HostCheck("localhost"),
            authorization,
            new SignInEndpoint(identity),
            null,
            new HistoryEndpoint(null, authorization),
            null);
    Patience patience = new Patience();
    BodyBounds bodies = new BodyBounds(new BodyBounds.Budget(), authorization);
    client =
        new EmbeddedChannel(patience, new ManagementRequests(endpoints, workers, patience, bodies));
  }

  @AfterEach
  void stop() {
    client.finishAndReleaseAll();
    workers.close();
    gateways.close();
    shared.close();
  }

  @Test
  void anErrorOfTheMachineIsAnsweredLikeAnyOtherDefect() throws Exception {
    client.writeInbound(
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/any") {
          @Override
          public ByteBuf content() {
            throw new StackOverflowError("nested too deep");
          }
        });

    Await.until("the answer", this::isAnswered);

    FullHttpResponse answer = client.readOutbound();
    assertThat(answer.status().code()).isEqualTo(500);
    assertThat(answer.content().toString(StandardCharsets.UTF_8)).contains("InternalServerError");
    answer.release();
  }

  @Test
  void whatComesWhileTheProcessEndsIsGivenBackAndItsConnectionClosed() {
    ByteBuf body = Unpooled.compositeBuffer().addComponent(true, Unpooled.buffer().writeZero(9));
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.PUT, "/any", body);
    workers.close();

    client.writeInbound(request);

    assertThat(body.refCnt()).isZero();
    assertThat(client.isOpen()).isFalse();
  }

  private boolean isAnswered() {
    client.runPendingTasks();
    return !client.outboundMessages().isEmpty();
  }
}
