package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.management.ManagementServer;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code poort explain --management} against a running gateway. */
@SuppressWarnings("NullAway.Init") // each test begins with a start of its own
class ExplainRunningTest {
  private TestMember member;
  private RunningGateway gateway;
  private ManagementServer management;
  private String address;

  @BeforeEach
  void start() throws Exception {
    member = TestMember.answering("hello");
    gateway = GatewayPlan.before(member).start();
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    management = ManagementServer.start(anyPort, gateway.gateways());
    address = "127.0.0.1:" + management.address().getPort();
  }

  @AfterEach
  void stop() throws Exception {
    management.close();
    gateway.close();
    member.close();
  }

  private String url() {
    return "http://127.0.0.1:" + gateway.address().getPort() + "/a?b=c";
  }

  private CommandResult explain(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "explain";
    all[1] = "--management";
    all[2] = address;
    System.arraycopy(words, 0, all, 3, words.length);
    return CommandResult.of(all);
  }

  @Test
  void aRunningGatewayAnswersWithTheHealthOfItsMembers() {
    CommandResult result = explain("GET", url(), "-H", "Host: shop.test");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith("GET " + url() + " from 127.0.0.1:50000\n")
        .contains("GET /a?b=c of the host shop.test", ", Up", "gets it.");
  }

  @Test
  void itsJsonIsTheSame() {
    assertThat(explain("GET", url(), "--json").out()).contains("\"kind\" : \"member\"");
  }

  @Test
  void aFileBesideItIsWrongUsage() {
    CommandResult result = explain("gateway.json", "GET", url());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("a running instance is asked without FILE: say METHOD URL");
  }

  @Test
  void whereNobodyAnswersItIsSaid() {
    management.close();

    assertThat(explain("GET", url()).err()).contains("nothing answers at 127.0.0.1:");
  }

  @Test
  void aFileWithoutAUrlIsNoQuestionToARunningInstance(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("gateway.json"), "{}");

    CommandResult result = CommandResult.of("explain", file.toString(), "GET");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("URL is missing: say FILE METHOD URL");
  }
}
