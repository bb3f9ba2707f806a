package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.management.ManagementServer;
import dev.poort.testkit.Await;
import dev.poort.testkit.OpenSession;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code poort drain} and {@code poort undrain} against a running gateway. */
class DrainCommandTest {
  private OpenSession session;
  private ManagementServer management;

  @BeforeEach
  void start() throws Exception {
    session = OpenSession.start();
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    management = ManagementServer.start(anyPort, session.gateway().gateways());
  }

  @AfterEach
  void stop() throws Exception {
    management.close();
    session.close();
  }

  private CommandResult poort(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--management";
    all[args.length + 1] = "127.0.0.1:" + management.address().getPort();
    return CommandResult.of(all);
  }

  @Test
  void drainsAMemberAndPutsItBack() throws Exception {
    String member = session.facts().member();
    CommandResult drained = poort("drain", member, "--pool", "site", "--seconds", "3600");

    assertThat(drained.exitCode()).isZero();
    assertThat(drained.out()).isEqualTo(member + " in site of test drains\n");
    Await.until("the session drains", () -> poort("sessions").out().contains(" draining "));

    CommandResult back = poort("undrain", member);
    assertThat(back.exitCode()).isZero();
    assertThat(back.out()).isEqualTo(member + " in site of test serves\n");
    Await.until("the session stays", () -> poort("sessions").out().contains(" open "));
  }

  @Test
  void asksItsSessionsToComeBack() throws Exception {
    poort("drain", "127.0.0.1", "--seconds", "0");

    assertThat(session.client().readClose().closeCode()).isEqualTo(1012);
  }

  @Test
  void saysWhenThereIsNoSuchMember() {
    CommandResult drained = poort("drain", "10.9.8.7", "--gateway", "test");

    assertThat(drained.exitCode()).isEqualTo(1);
    assertThat(drained.err())
        .isEqualTo("no member of any pool of test is called 10.9.8.7; see /backendhealth\n");
  }

  @Test
  void doesNotTakeATimeThatIsNone() {
    CommandResult drained = poort("drain", "10.9.8.7", "--seconds", "-1");

    assertThat(drained.exitCode()).isEqualTo(2);
    assertThat(drained.err()).contains("--seconds takes a whole number from 0 to 86400");
  }
}
