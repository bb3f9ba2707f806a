package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** h2spec 2.2.0, which lies inside a Maven plugin: every rule of HTTP/2 and HPACK that it knows. */
@Tag("foreign")
class H2specTest {
  private static final String ARCHIVE = "/h2spec/2.2.0/h2spec_linux_amd64.tar.gz";

  @TempDir private Path folder;
  private TestMember member;
  private RunningGateway gateway;

  @BeforeEach
  void start() throws Exception {
    member = TestMember.answering("hello");
    GatewayPlan plan = GatewayPlan.before(member).http2();
    plan.site().h2c();
    plan.site("secure").members(member).certificate(TestCa.create().issue("127.0.0.1"));
    gateway = plan.start();
    Path archive = folder.resolve("h2spec.tar.gz");
    try (InputStream in = getClass().getResourceAsStream(ARCHIVE)) {
      assertThat(in).as("the Maven artifact of h2spec").isNotNull();
      Files.copy(in, archive);
    }
    String tar = Program.find("tar", "apt-get install tar");
    try (Program unpack = Program.start(folder, List.of(tar, "xzf", archive.toString()))) {
      unpack.output();
    }
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    member.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"generic", "http2", "hpack"})
  void noCaseFailsInClearText(String section) throws Exception {
    int port = gateway.address().getPort();
    assertThat(h2spec(section, "-p", "" + port)).endsWith(" 0 skipped, 0 failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"generic", "http2", "hpack"})
  void noCaseFailsOverTls(String section) throws Exception {
    int port = gateway.address("secure").getPort();
    assertThat(h2spec(section, "-t", "-k", "-p", "" + port)).endsWith(" 0 skipped, 0 failed");
  }

  private String h2spec(String section, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(folder.resolve("h2spec").toString());
    command.addAll(List.of(section, "-h", "127.0.0.1", "-P", "/x", "-o", "4"));
    command.addAll(List.of(arguments));
    try (Program program = Program.start(folder, command)) {
      return program.output();
    }
  }
}
