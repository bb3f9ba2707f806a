package dev.poort.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code path} of HTTP settings; the tables are those of Azure's page on HTTP settings. */
class PathOverrideTest {
  @ParameterizedTest
  @CsvSource({
    "/home/,            /override/home/",
    "/home/secondhome/, /override/home/secondhome/",
    "/,                 /override/",
    "/home?a=/b,        /override/home?a=/b",
    "*,                 *",
  })
  void underABasicRuleItStandsBeforeThePath(String target, String forwarded) {
    assertThat(PathRules.basic("/override/").forwarded(target)).isEqualTo(forwarded);
  }

  @ParameterizedTest
  @CsvSource({
    "/pathrule/home/,            /pathrule*,      /override/home/",
    "/pathrule/home/secondhome/, /pathrule*,      /override/home/secondhome/",
    "/home/,                     /pathrule*,      /override/home/",
    "/home/secondhome/,          /pathrule*,      /override/home/secondhome/",
    "/pathrule/home/,            /pathrule/home*, /override/",
    "/pathrule/home/secondhome/, /pathrule/home*, /override/secondhome/",
    "/pathrule/,                 /pathrule/,      /override/",
    // What the page does not say follows from it.
    "/pathrule/home/,            /pathrule/*,     /override/home/",
    "/pathrule,                  /pathrule*,      /override/",
    "/pathrule?a=b,              /pathrule*,      /override/?a=b",
    "/pathrules,                 /pathrule*,      /override/s",
    "/PathRule/Home/?a=b,        /pathrule*,      /override/Home/?a=b",
    "/%70athrule/home,           /pathrule*,      /override/home",
  })
  void underAPathRuleItTakesThePlaceOfWhatThePatternNames(
      String target, String pattern, String forwarded) {
    assertThat(PathRules.overriding("/override/", pattern).forwarded(target)).isEqualTo(forwarded);
  }

  @ParameterizedTest
  @CsvSource({
    "/override, /pathrule/*, /pathrule/home, /override/home",
    "/override, /pathrule*,  /pathrule/home, /override/home",
    "/override, /pathrule*,  /pathrule,      /override",
    "/,         /pathrule*,  /pathrule/home, /home",
    "/,         /pathrule/*, /pathrule/home, /home",
    "/,         /pathrule*,  /home,          /home",
  })
  void oneSlashStandsBetweenItAndTheRest(
      String override, String pattern, String target, String forwarded) {
    assertThat(PathRules.overriding(override, pattern).forwarded(target)).isEqualTo(forwarded);
  }

  @ParameterizedTest
  @CsvSource({
    "/../secret,    /override/secret",
    "/%2e%2e/secret, /override/secret",
    "/a/../../b,    /override/b",
  })
  void noDotSegmentLeadsOutOfIt(String target, String forwarded) {
    assertThat(PathRules.basic("/override/").forwarded(target)).isEqualTo(forwarded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/..%2fsecret", "/a/..%5c..%5csecret", "/..;/secret", "/a%2f../b"})
  void norDoesAHiddenOne(String target) {
    assertThat(PathRules.basic("/override/").forwarded(target)).isEqualTo("refused");
  }
}
