package dev.poort.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that a rewrite made: none leads out of itself, however a member reads it. */
class SafePathTest {
  @ParameterizedTest
  @CsvSource({
    "/a/b,          /a/b",
    "/%61/%7e,      /a/~",
    "/a%2Fb,        /a%2Fb",
    "/a;v=1/b,      /a;v=1/b",
    "/a/.../.b,     /a/.../.b",
    "/a//b,         /a//b",
  })
  void decodesWhatIsUnreserved(String path, String safe) {
    assertThat(SafePath.of(path)).isEqualTo(safe);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/../b",
        "/a/..",
        "/./a",
        "/a/%2e%2e/b",
        "/a/.%2E/b",
        "/a/..%2fb",
        "/a/..%5Cb",
        "/a/..;x/b",
        "/a/%252e%252e/b",
        "/a/%c0%ae%c0%ae/b",
        "/a%00",
        "/a%zz",
        "/a%2",
      })
  void refusesWhatLeadsOutOrIsBroken(String path) {
    assertThat(SafePath.of(path)).isNull();
  }
}
