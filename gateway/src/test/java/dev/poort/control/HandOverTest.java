package dev.poort.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.config.TransportKind;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.transport.ProcessLink;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The old process's side of a hand-over; the new one is the test. */
@EnabledOnOs(OS.LINUX)
class HandOverTest {
  private static final Duration BOUND = Duration.ofSeconds(5);

  @TempDir Path folder;
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private TestMember member;
  private RunningGateway gateway;
  private HandOver handOver;
  private Path socket;

  @BeforeEach
  void start() throws Exception {
    member = TestMember.answering("served");
    gateway = RunningGateway.before(member);
    handOver = new HandOver(gateway.gateways(), new Told());
    socket = folder.resolve("link");
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    member.close();
  }

  private final class Told implements HandOver.Around {
    @Override
    public void stepAside() {
      told.add("aside");
    }

    @Override
    public void comeBack() {
      told.add("back");
    }

    @Override
    public void handedOver(Duration time) {
      told.add("over " + time.toSeconds());
    }
  }

  private String transport() {
    return gateway.gateways().shared().transport().name();
  }

  private List<FileDescriptor> begin(ProcessLink link) throws Exception {
    List<InetSocketAddress> passed = handOver.begin(socket, transport(), Duration.ofSeconds(9));
    assertThat(passed).containsExactly(gateway.address());
    return link.take(passed.size());
  }

  @Test
  void passesItsSocketsAndServesOnUntilTheOtherIsReady() throws Exception {
    try (ProcessLink link = ProcessLink.listen(socket)) {
      List<FileDescriptor> descriptors = begin(link);

      assertThat(descriptors).hasSize(1);
      try (RawClient client = gateway.connect()) {
        assertThat(client.get("/", "a").body()).isEqualTo("served");
      }
      link.say(HandOver.READY);
      assertThat(link.hears(HandOver.PAUSED, BOUND)).isTrue();
      link.say(HandOver.DONE);
      assertThat(link.hears(HandOver.LEAVING, BOUND)).isTrue();
      assertThat(told).containsExactly("aside", "over 9");
      descriptors.getFirst().close();
    }
  }

  @Test
  void takesConnectionsAgainWhenTheOtherDiesBeforeItServes() throws Exception {
    try (ProcessLink link = ProcessLink.listen(socket)) {
      List<FileDescriptor> descriptors = begin(link);
      link.say(HandOver.READY);
      assertThat(link.hears(HandOver.PAUSED, BOUND)).isTrue();
      // It waits in the kernel, as nobody takes it.
      try (RawClient waits = gateway.connect()) {
        waits.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        descriptors.getFirst().close();
        link.close();

        assertThat(waits.readAnswer().body()).isEqualTo("served");
        Await.until("it is back", () -> told.equals(List.of("aside", "back")));
      }
    }
  }

  @Test
  void goesOnAsIfNothingHadBeenWhenTheOtherDiesWhileItPrepares() throws Exception {
    try (ProcessLink link = ProcessLink.listen(socket)) {
      begin(link).getFirst().close();
    }
    Path second = folder.resolve("second");
    Await.until("another may ask", () -> mayAsk(second));

    assertThat(told).isEmpty();
  }

  private boolean mayAsk(Path second) throws Exception {
    try (ProcessLink link = ProcessLink.listen(second)) {
      for (InetSocketAddress _ : handOver.begin(second, transport(), null)) {
        link.take(1).getFirst().close();
      }
      return true;
    } catch (IllegalStateException e) {
      return false;
    } finally {
      Files.deleteIfExists(second);
    }
  }

  @Test
  void answersOneMoreRequestOfAClientThatWasToldThatItsConnectionGoesOn() throws Exception {
    CountDownLatch rest = new CountDownLatch(1);
    try (TestMember slow =
            TestMember.start(
                request -> {
                  request.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na");
                  rest.await();
                  request.send("b");
                });
        RunningGateway old = RunningGateway.before(slow);
        RawClient client = old.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      String told = client.readHead();
      assertThat(client.readExactly(1)).containsExactly('a');
      Thread handingOver =
          Thread.startVirtualThread(() -> old.gateways().handOver(Duration.ofSeconds(5)));
      Await.until("it hands over", () -> isLastAnswer(old));
      rest.countDown();

      assertThat(told).doesNotContain("Connection: close");
      assertThat(client.readExactly(1)).containsExactly('b');
      assertThat(client.get("/", "a").field("Connection")).isEqualTo("close");
      handingOver.join();
    }
  }

  /** Whether a new connection is told that it ends with its answer. */
  private static boolean isLastAnswer(RunningGateway old) throws Exception {
    try (RawClient other = old.connect()) {
      other.send("HEAD / HTTP/1.1\r\nHost: nobody\r\nConnection: keep-alive\r\n\r\n");
      return other.readAnswerToHead().head().contains("Connection: close");
    }
  }

  @Test
  void isForOneAtATime() throws Exception {
    try (ProcessLink link = ProcessLink.listen(socket)) {
      begin(link).getFirst().close();

      assertThatThrownBy(() -> handOver.begin(socket, transport(), null))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("another process is taking over");
    }
  }

  @Test
  void isOnlyForAProcessThatDrivesItsSocketsAlike() {
    assertThatThrownBy(() -> handOver.begin(socket, "other", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("say " + transport() + " as transport in poort.json");
  }

  @Test
  void saysThatNioCannotHandOver() throws Exception {
    try (RunningGateway old = GatewayPlan.before(member).transport(TransportKind.NIO).start()) {
      HandOver none = new HandOver(old.gateways(), new Told());

      assertThatThrownBy(() -> none.begin(socket, "nio", null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("drives its sockets with nio, which cannot hand them over");
    }
  }

  @Test
  void saysWhenNobodyWaits() {
    assertThatThrownBy(() -> handOver.begin(socket, transport(), null))
        .isInstanceOf(IOException.class)
        .hasMessage("nobody waits there");
  }
}
