package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Probe;
import dev.poort.config.Protocol;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of nghttp2: h2load, nghttp, and curl over it. */
@Tag("foreign")
class Nghttp2Test {
  private static final String INSTALL = "apt-get install nghttp2-client curl";

  @TempDir private Path folder;
  private TestMember member;
  private RunningGateway gateway;

  @BeforeEach
  void start() throws Exception {
    member = TestMember.start(request -> request.answer(request.readBody() + "answer"));
    GatewayPlan plan = GatewayPlan.before(member).http2();
    // One late answer to a probe must not fail the load that makes it late.
    plan.site().h2c().probe(_ -> Probe.defaultFor(Protocol.HTTP));
    plan.site("secure").members(member).certificate(TestCa.create().issue("127.0.0.1"));
    plan.site("secure").probe(_ -> Probe.defaultFor(Protocol.HTTP));
    gateway = plan.start();
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    member.close();
  }

  private String run(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Program.find(program, INSTALL)));
    command.addAll(List.of(arguments));
    try (Program running = Program.start(folder, command)) {
      return running.output();
    }
  }

  private String url(String site) {
    boolean secure = site.equals("secure");
    return (secure ? "https" : "http") + "://127.0.0.1:" + gateway.address(site).getPort() + "/";
  }

  @Test
  void h2loadHasAllOfItsRequestsServed() throws Exception {
    for (String site : List.of("site", "secure")) {
      assertThat(run("h2load", "-n", "1000", "-c", "2", "-m", "16", url(site)))
          .contains("1000 succeeded, 0 failed, 0 errored, 0 timeout");
    }
  }

  @Test
  void nghttpGetsOverTls() throws Exception {
    assertThat(run("nghttp", "-v", url("secure"))).contains(":status: 200").contains("answer");
  }

  @Test
  void curlChoosesHttp2() throws Exception {
    assertThat(run("curl", "-sk", "--http2", "-w", " %{http_version}", url("secure")))
        .isEqualTo("answer 2");
  }

  @Test
  void curlSendsAndGetsALargeBody() throws Exception {
    Path body = Files.writeString(folder.resolve("body"), "0123456789".repeat(300_000));
    String got = run("curl", "-sk", "--http2", "--data-binary", "@" + body, url("secure"));
    assertThat(got).isEqualTo(Files.readString(body) + "answer");
  }
}
