package dev.poort.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** How often a sign-in may fail. */
class FailureLimitTest {
  private final FailureLimit limit = new FailureLimit(new SettableClock());

  private boolean mayTry(String address, String user) throws Exception {
    return limit.begin(InetAddress.getByName(address), user).isZero();
  }

  @Test
  void failuresInSomebodysNameLockNobodyOutWhoWasHereBefore() throws Exception {
    assertThat(mayTry("192.0.2.1", "alice")).isTrue();
    limit.succeeded(InetAddress.getByName("192.0.2.1"), "alice");
    int tries = 0;
    for (int i = 0; i < 100; i++) {
      if (mayTry("198.51.100." + i, "alice")) tries++;
    }

    assertThat(tries).isEqualTo(FailureLimit.OF_A_USER);
    assertThat(mayTry("192.0.2.1", "alice")).isTrue();
    assertThat(mayTry("203.0.113.1", "alice")).isFalse();
    assertThat(mayTry("203.0.113.1", "bob")).isTrue();
  }

  @Test
  void allOfAnIpv6NetworkCountsAsOneAddress() throws Exception {
    for (int i = 0; i < FailureLimit.OF_AN_ADDRESS; i++) {
      assertThat(mayTry("2001:db8::" + i, "user" + i)).isTrue();
    }

    assertThat(mayTry("2001:db8::ffff", "other")).isFalse();
    assertThat(mayTry("2001:db8:0:1::1", "other")).isTrue();
  }

  @Test
  void successesDoNotCount() throws Exception {
    InetAddress here = InetAddress.getByName("192.0.2.1");
    for (int i = 0; i < 100; i++) {
      assertThat(mayTry("192.0.2.1", "alice")).isTrue();
      limit.succeeded(here, "alice");
    }
    assertThat(mayTry("192.0.2.1", "bob")).isTrue();
  }

  @Test
  void whoWasHereBeforeIsBoundedToo() throws Exception {
    limit.succeeded(InetAddress.getByName("192.0.2.1"), "alice");
    for (int i = 0; i < FailureLimit.OF_AN_ADDRESS; i++) {
      assertThat(mayTry("192.0.2.1", "alice")).isTrue();
    }

    assertThat(mayTry("192.0.2.1", "alice")).isFalse();
  }
}
