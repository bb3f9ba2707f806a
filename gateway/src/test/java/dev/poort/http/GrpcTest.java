package dev.poort.http;

import static dev.poort.testkit.GrpcService.CHAT;
import static dev.poort.testkit.GrpcService.COUNT;
import static dev.poort.testkit.GrpcService.ECHO;
import static dev.poort.testkit.GrpcService.FAIL;
import static dev.poort.testkit.GrpcService.HANG;
import static dev.poort.testkit.GrpcService.JOIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.config.Probe;
import dev.poort.config.ProbeMatch;
import dev.poort.config.ProbeMatch.StatusRange;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.GrpcService;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** grpc-java's client and server with a gateway between them, over TLS and in clear text. */
@SuppressWarnings("NullAway.Init") // each test begins with a start of its own
class GrpcTest {
  private final BlockingQueue<String> got = new LinkedBlockingQueue<>();
  private TestCa ca;
  private Server server;
  private RunningGateway gateway;
  private ManagedChannel channel;

  private void start(boolean secure) throws Exception {
    ca = TestCa.create();
    TestCertificate certificate = ca.issue("127.0.0.1", "localhost");
    var building =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(GrpcService.definition());
    if (secure) {
      building.sslContext(
          GrpcSslContexts.forServer(pem(certificate.certificatePem()), pem(certificate.keyPem()))
              .build());
    }
    server = building.build().start();
    GatewayPlan plan = new GatewayPlan().http2().trusting(ca);
    var site =
        plan.site()
            .member("127.0.0.1", server.getPort())
            .membersOverHttp2()
            .requestTimeout(Duration.ofSeconds(5))
            .probe(GrpcTest::takingAnyAnswer);
    if (secure) {
      site.membersOverTls().certificate(certificate);
    } else {
      site.h2c();
    }
    gateway = plan.start();
    var opening = NettyChannelBuilder.forAddress(gateway.address());
    if (secure) {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(ca.trustStore());
      opening.sslContext(GrpcSslContexts.forClient().trustManager(trust).build());
    } else {
      opening.usePlaintext();
    }
    channel = opening.build();
  }

  private static InputStream pem(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** A server of gRPC answers a GET with 405 or 415. */
  private static Probe takingAnyAnswer(Probe probe) {
    return new Probe(
        probe.name(),
        probe.protocol(),
        probe.host(),
        probe.pickHostNameFromBackendHttpSettings(),
        probe.path(),
        probe.port(),
        probe.interval(),
        probe.timeout(),
        probe.unhealthyThreshold(),
        new ProbeMatch(List.of(new StatusRange(200, 499)), ""));
  }

  @AfterEach
  void stop() throws Exception {
    channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    gateway.close();
    server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
  }

  private String call(MethodDescriptor<String, String> method, String text) {
    CallOptions bounded = CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS);
    return ClientCalls.blockingUnaryCall(channel, method, bounded, text);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aUnaryCallIsAnswered(boolean secure) throws Exception {
    start(secure);
    assertThat(call(ECHO, "hello")).isEqualTo("hello");
    String large = "x".repeat(1 << 20);
    assertThat(call(ECHO, large)).isEqualTo(large);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStatusOfTheServerPasses(boolean secure) throws Exception {
    start(secure);
    assertThatThrownBy(() -> call(FAIL, "no such thing"))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(e.getStatus().getDescription()).isEqualTo("no such thing");
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerStreams(boolean secure) throws Exception {
    start(secure);
    List<String> all = new ArrayList<>();
    ClientCalls.blockingServerStreamingCall(channel, COUNT, CallOptions.DEFAULT, "5000")
        .forEachRemaining(all::add);
    assertThat(all).hasSize(5_000).containsOnly("5000");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientStreams(boolean secure) throws Exception {
    start(secure);
    CountDownLatch done = new CountDownLatch(1);
    StreamObserver<String> to =
        ClientCalls.asyncClientStreamingCall(
            channel.newCall(JOIN, CallOptions.DEFAULT), into(done));
    for (int i = 0; i < 10; i++) to.onNext("ab");
    to.onCompleted();
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(got).containsExactly("ab".repeat(10));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bothSidesStreamAtTheSameTime(boolean secure) throws Exception {
    start(secure);
    CountDownLatch done = new CountDownLatch(1);
    StreamObserver<String> to =
        ClientCalls.asyncBidiStreamingCall(channel.newCall(CHAT, CallOptions.DEFAULT), into(done));
    for (int i = 0; i < 20; i++) {
      to.onNext("word " + i);
      assertThat(got.poll(10, TimeUnit.SECONDS)).isEqualTo("word " + i);
    }
    to.onCompleted();
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private StreamObserver<String> into(CountDownLatch done) {
    return new StreamObserver<>() {
      @Override
      public void onNext(String text) {
        got.add(text);
      }

      @Override
      public void onError(Throwable cause) {
        got.add(cause.toString());
        done.countDown();
      }

      @Override
      public void onCompleted() {
        done.countDown();
      }
    };
  }

  @Test
  void aDeadlineEndsTheCallOnBothSides() throws Exception {
    start(false);
    CallOptions quick = CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS);
    assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(channel, HANG, quick, ""))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
    // The server counts, too: whoever is first resets the stream.
    assertThat(gateway.awaitLog(1).getFirst()).containsAnyOf("client-left", "member-closed");
    assertThat(call(ECHO, "on")).isEqualTo("on");
  }

  @Test
  void aCallThatGetsNoAnswerInTimeIsUnavailable() throws Exception {
    start(false);
    assertThatThrownBy(() -> call(HANG, ""))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
              assertThat(e.getStatus().getDescription()).contains("response-timeout");
            });
  }

  @Test
  void aFailureOfTheGatewayIsAStatusOfGrpc() throws Exception {
    start(false);
    server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    Await.until(
        "the member is down", () -> gateway.gateway().backendHealth().toString().contains("DOWN"));
    assertThatThrownBy(() -> call(ECHO, ""))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
              assertThat(e.getStatus().getDescription()).contains("no-healthy-member");
            });
  }

  @Test
  void allCallsOfALoopShareOneConnection() throws Exception {
    start(false);
    for (int i = 0; i < 50; i++) call(ECHO, "a");
    // One client has one connection, and so one loop; the probe's is closed by then.
    assertThat(gateway.awaitLog(50))
        .map(line -> line.replaceAll(".*\"upstreamSourcePort\":\"(\\d+)\".*", "$1"))
        .containsOnly(
            gateway
                .awaitLog(50)
                .getFirst()
                .replaceAll(".*\"upstreamSourcePort\":\"(\\d+)\".*", "$1"));
  }
}
