package dev.poort.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.TransportKind;
import dev.poort.testkit.NameServer;
import dev.poort.transport.MemberResolver.Answer;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How addresses are found. */
class MemberResolverTest {
  @AutoClose private final NameServer names = NameServer.start();
  @TempDir private Path folder;
  private Path hosts;

  @BeforeEach
  void anEmptyHostsFile() throws Exception {
    hosts = Files.createFile(folder.resolve("hosts"));
  }

  private Answer ask(TransportKind kind, String name) throws Exception {
    try (Transport transport = Transport.open(kind, 1);
        MemberResolver resolver =
            new MemberResolver(transport, List.of(names.address()), hosts.toFile())) {
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      resolver.resolve(name, answer::complete);
      return answer.get(20, TimeUnit.SECONDS);
    }
  }

  private Answer ask(String name) throws Exception {
    return ask(TransportKind.NIO, name);
  }

  @ParameterizedTest
  @MethodSource("dev.poort.transport.TransportsTest#available")
  void findsAllAddressesWithEveryTransport(TransportKind kind) throws Exception {
    names.knows("api.test", 60, "192.0.2.1", "192.0.2.2", "2001:db8::1");
    names.truncates();
    var found = (Answer.Found) ask(kind, "api.test");

    assertThat(found.addresses())
        .containsExactlyInAnyOrder(
            InetAddress.getByName("192.0.2.1"),
            InetAddress.getByName("192.0.2.2"),
            InetAddress.getByName("2001:db8::1"));
    assertThat(found.ttl()).isEqualTo(Duration.ofSeconds(60));
    assertThat(found.whole()).isTrue();
  }

  @Test
  void anAddressBehindAnAliasHoldsForAMinuteAtMost() throws Exception {
    names
        .knowsAlias("api.test", 50, "middle.test")
        .knowsAlias("middle.test", 20, "real.test")
        .knows("real.test", 600, "192.0.2.1");
    var found = (Answer.Found) ask("API.test");

    assertThat(found.addresses()).containsExactly(InetAddress.getByName("192.0.2.1"));
    assertThat(found.ttl()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void theHostsFileComesFirst() throws Exception {
    Files.writeString(hosts, "192.0.2.7 other API.test\n2001:db8::7 api.test # six\n");
    names.knows("api.test", 60, "192.0.2.1");
    var found = (Answer.Found) ask("Api.Test");

    assertThat(found.addresses())
        .containsExactly(InetAddress.getByName("192.0.2.7"), InetAddress.getByName("2001:db8::7"));
    assertThat(names.times()).isEmpty();
  }

  @Test
  void aNameThatDoesNotExistIsSaidToBe() throws Exception {
    assertThat(ask("api.test")).isEqualTo(new Answer.NotFound("there is no such name (NXDOMAIN)"));
  }

  @Test
  void aNameWithoutAddressIsSaidToHaveNone() throws Exception {
    names.knows("api.test", 60);
    assertThat(ask("api.test")).isEqualTo(new Answer.NotFound("it has no address"));
  }

  @Test
  void anErrorOfTheNameServerIsSaid() throws Exception {
    names.fail(DnsRecordType.A, DnsResponseCode.SERVFAIL);
    names.fail(DnsRecordType.AAAA, DnsResponseCode.SERVFAIL);
    assertThat(((Answer.NotFound) ask("api.test")).why())
        .startsWith("the name server answered ServFail");
  }

  @Test
  void silenceIsSaid() throws Exception {
    names.silent(true);
    assertThat(ask("api.test")).isEqualTo(new Answer.NotFound("no name server answered"));
  }

  @Test
  void oneFamilyThatCannotBeAskedForMakesTheAnswerLessThanWhole() throws Exception {
    names.knows("api.test", 60, "192.0.2.1");
    names.fail(DnsRecordType.AAAA, DnsResponseCode.SERVFAIL);
    var found = (Answer.Found) ask("api.test");

    assertThat(found.addresses()).containsExactly(InetAddress.getByName("192.0.2.1"));
    assertThat(found.whole()).isFalse();
  }
}
