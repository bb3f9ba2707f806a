package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ClientAuthentication;
import dev.poort.config.ClientAuthentication.Mode;
import dev.poort.config.ClientAuthentication.Revocation;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import dev.poort.testkit.TestMember;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** curl as the client. */
@Tag("foreign")
class CurlTest {
  private static final String BODY = "0123456789".repeat(30_000);

  @TempDir private Path folder;
  private TestMember member;
  private TestCa ca;
  private RunningGateway gateway;

  @BeforeEach
  void start() throws Exception {
    member = TestMember.start(CurlTest::serve);
    ca = TestCa.create();
    GatewayPlan plan = GatewayPlan.before(member);
    plan.site("secure").members(member).certificate(ca.issue("site.test"));
    gateway = plan.start();
  }

  private static void serve(MemberRequest request) throws Exception {
    if (request.startLine().startsWith("HEAD ")) {
      request.send("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n");
      return;
    }
    if (request.field("Expect") != null) request.send("HTTP/1.1 100 Continue\r\n\r\n");
    String body = request.readBody();
    request.answer(body.isEmpty() ? BODY : body);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    member.close();
  }

  @Test
  void getsOverHttp11() throws Exception {
    assertThat(curl("-w", "%{http_version} %{http_code}", url("/a?b=c")))
        .isEqualTo(BODY + "1.1 200");
    assertThat(member.requests().getFirst().startLine()).isEqualTo("GET /a?b=c HTTP/1.1");
  }

  @Test
  void getsOverHttp10() throws Exception {
    assertThat(curl("--http1.0", "-w", "%{http_code}", url("/"))).isEqualTo(BODY + "200");
  }

  @Test
  void asksForTheHeadAlone() throws Exception {
    assertThat(curl("-I", url("/")))
        .startsWith("HTTP/1.1 200 OK")
        .contains("Content-Length: 300000");
  }

  @Test
  void uploadsInChunks() throws Exception {
    assertThat(curl("-H", "Transfer-Encoding: chunked", "--data-binary", "@" + file(), url("/")))
        .isEqualTo(BODY);
    assertThat(member.requests().getFirst().field("Transfer-Encoding")).isEqualTo("chunked");
  }

  @Test
  void uploadsWhatItWasAskedToGoOnWith() throws Exception {
    String answer =
        curl("-v", "-H", "Expect: 100-continue", "--data-binary", "@" + file(), url("/"));

    assertThat(answer).contains("< HTTP/1.1 100 Continue").contains(BODY.substring(0, 10_000));
    assertThat(member.requests().getFirst().field("Expect")).isEqualTo("100-continue");
  }

  @Test
  void getsOverHttpsWithTheCertificateOfTheName() throws Exception {
    int port = gateway.address("secure").getPort();
    String url = "https://site.test:" + port + "/";

    assertThat(
            curl(
                "--resolve",
                "site.test:" + port + ":127.0.0.1",
                "--cacert",
                Pem.write(ca, folder),
                "-w",
                "%{ssl_verify_result} %{http_code}",
                url))
        .isEqualTo(BODY + "0 200");
    assertThat(member.requests().getFirst().field("X-Forwarded-Proto")).isEqualTo("https");
  }

  @Test
  void showsItsCertificateAndIsToldWhenItHasNone() throws Exception {
    TestCa clients = TestCa.create();
    TestCertificate own = clients.issueToClient("CN=curl,O=Contoso");
    Files.writeString(folder.resolve("client.pem"), own.certificatePem() + own.keyPem());
    GatewayPlan plan = GatewayPlan.before(member);
    plan.site()
        .certificate(ca.issue("site.test"))
        .clients(
            new ClientAuthentication(
                List.of(List.of(clients.certificate())), true, Revocation.NONE, Mode.STRICT));
    try (RunningGateway strict = plan.start()) {
      int port = strict.address().getPort();
      String url = "https://site.test:" + port + "/";
      String[] common = {
        "--resolve", "site.test:" + port + ":127.0.0.1", "--cacert", Pem.write(ca, folder), url
      };

      assertThat(curl(with(common, "--cert", "client.pem"))).isEqualTo(BODY);
      assertThat(curl(with(common, "-w", "%{http_code}")))
          .contains("No required SSL certificate was sent")
          .endsWith("400");
    }
  }

  private static String[] with(String[] common, String... more) {
    return Stream.concat(Stream.of(common), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void getsTwiceOverOneConnection() throws Exception {
    assertThat(
            curl(
                "-o",
                "/dev/null",
                "-o",
                "/dev/null",
                "-w",
                "%{num_connects}",
                url("/1"),
                url("/2")))
        .isEqualTo("10");
    assertThat(member.requests()).hasSize(2);
  }

  private String url(String target) {
    return "http://127.0.0.1:" + gateway.address("site").getPort() + target;
  }

  private String file() throws Exception {
    return Files.writeString(folder.resolve("body"), BODY).toString();
  }

  private String curl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Program.find("curl", "apt-get install curl"));
    command.addAll(List.of("-sS", "--noproxy", "*", "--max-time", "20"));
    command.addAll(List.of(arguments));
    try (Program running = Program.start(folder, command)) {
      return running.output();
    }
  }
}
