package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import org.junit.jupiter.api.Test;

class ForwardingTest {
  @Test
  void passesAGetOn() throws Exception {
    try (TestMember member = TestMember.answering("hello");
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      assertThat(client.get("/a?b=c", "site.test").body()).isEqualTo("hello");
    }
  }
}
