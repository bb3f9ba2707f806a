package dev.poort.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::", "::1", "2001:db8::1", "::ffff:10.0.0.1"})
  void addressesAreAddresses(String text) {
    assertThat(Hosts.isIpAddress(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "127.1", "10.0.0.256", "a.b.c.d", "[::1]", "1:2", "localhost"})
  void otherTextsAreNot(String text) {
    assertThat(Hosts.isIpAddress(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "a.b-c.d", "my_service", "10.0.0.1", "XN--a"})
  void namesAreNames(String text) {
    assertThat(Hosts.isName(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a:1", "a/b", "é", "a*"})
  void whatHoldsOtherCharactersIsNoName(String text) {
    assertThat(Hosts.isName(text)).isFalse();
  }
}
