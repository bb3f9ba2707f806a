package dev.poort.arm;

import static dev.poort.arm.ArmFile.listener;
import static dev.poort.arm.ArmFile.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.TestCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenersTest {
  @Test
  void aListenerWithoutHostsIsBasic() {
    assertThat(new ArmFile().gateway().httpListeners().getFirst().multiSite()).isFalse();
  }

  @Test
  void emptyHostsCountAsNone() {
    var file =
        new ArmFile().withListeners(listener("web", "\"hostName\": \"\", \"hostNames\": []"));

    assertThat(file.gateway().httpListeners().getFirst().multiSite()).isFalse();
  }

  @Test
  void hostsAreReadInLowerCase() {
    assertThat(hosts("\"hostName\": \"WWW.Contoso.com\"").gateway().httpListeners().getFirst())
        .satisfies(web -> assertThat(web.hostNames()).containsExactly("www.contoso.com"));
    assertThat(
            hosts("\"hostNames\": [\"*.Contoso.com\", \"w??.contoso*.edu.*\"]")
                .gateway()
                .httpListeners()
                .getFirst()
                .hostNames())
        .containsExactly("*.contoso.com", "w??.contoso*.edu.*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.b", "*", "*.contoso.com", "*.contoso-*.com", "component1*.component2*.component3",
        "????.contoso.com", "my_service", "127.0.0.1", "::1", "xn--bcher-kva.example"
      })
  void wellFormedHostsAreAccepted(String host) {
    assertThat(hosts("\"hostNames\": [\"" + host + "\"]").read().problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "**.contoso.com, Use at most one * between two dots",
    "*a*.contoso.com, Use at most one * between two dots",
    "*.contoso.*.*, Use at most two *",
    "????.contoso.*, Use at most four wildcard characters",
    "*?.contoso.com, Never put * and ? side by side",
    "a?*.contoso.com, Never put * and ? side by side",
    "a..b, 'Use letters, digits, hyphens and dots, other letters as xn--'",
    "a b, 'Use letters, digits, hyphens and dots, other letters as xn--'",
    "bücher.example, 'Use letters, digits, hyphens and dots, other letters as xn--'",
    "contoso.com:8080, 'Leave out the port, the listener has its own'",
    "https://contoso.com, Leave out what stands before ://"
  })
  void malformedHostsAreErrors(String host, String mend) {
    assertThat(hosts("\"hostNames\": [\"" + host + "\"]").errors())
        .containsExactly(host + " is no host name. " + mend);
  }

  @Test
  void aSingleHostHasNoWildcards() {
    assertThat(hosts("\"hostName\": \"*.contoso.com\"").errors())
        .containsExactly("*.contoso.com is no host name. Put a name with wildcards into hostNames");
  }

  @Test
  void hostNameAndHostNamesTogetherAreAnError() {
    assertThat(hosts("\"hostName\": \"a\", \"hostNames\": [\"b\"]").errors())
        .containsExactly("there are hostName and hostNames. Keep one of them");
  }

  @Test
  void moreThanFiveHostsAreAnError() {
    assertThat(hosts("\"hostNames\": [\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]").errors())
        .containsExactly("6 hostNames, at most 5 are allowed. Make a second listener");
  }

  @Test
  void aProtocolThatIsNotHttpIsAnError() {
    assertThat(new ArmFile().withListeners(listener("web", "Htp", "")).errors())
        .containsExactly("protocol knows no value Htp. Did you mean Http?");
    assertThat(new ArmFile().withListeners(listener("web", "hTTp", "")).read().problems())
        .isEmpty();
  }

  @Test
  void anHttpsListenerNeedsACertificate() {
    assertThat(new ArmFile().withListeners(listener("web", "Https", "")).errors())
        .containsExactly("web of httpListeners needs sslCertificate. Give it sslCertificate");
  }

  @Test
  void aCertificateOfAnHttpListenerHasNoUse() {
    var file =
        new ArmFile()
            .withListeners(
                listener("web", "\"sslCertificate\": " + ArmFile.id("sslCertificates/x")));

    assertThat(file.warnings())
        .containsExactly(
            "the listener speaks Http, its certificate has no use."
                + " Make the protocol Https or take the certificate out");
  }

  @Test
  void aMisspelledProtocolIsTheOnlyProblemOfItsListener() {
    String certificate = "\"sslCertificate\": " + ArmFile.id("sslCertificates/x");

    assertThat(new ArmFile().withListeners(listener("web", "HTPS", certificate)).read().problems())
        .singleElement()
        .asString()
        .contains("protocol knows no value HTPS", "Did you mean Https?");
  }

  @Test
  void twoListenersForEveryHostOnOnePortCollide() {
    assertThat(two(listener("web"), listener("other")).errors())
        .containsExactly(
            "other and web both take every host on port 80."
                + " Give one of them other hostNames or another port");
  }

  @Test
  void twoListenersForOneHostCollide() {
    assertThat(
            two(
                    listener("web", "\"hostName\": \"a\""),
                    listener("other", "\"hostNames\": [\"b\", \"A\"]"))
                .errors())
        .containsExactly(
            "other and web both take a on port 80."
                + " Give one of them other hostNames or another port");
  }

  @Test
  void listenersOfOtherHostsShareAPort() {
    assertThat(
            two(
                    listener("web", "\"hostName\": \"a.contoso.com\""),
                    listener("other", "\"hostNames\": [\"*.contoso.com\"]"))
                .read()
                .problems())
        .isEmpty();
    assertThat(two(listener("web", "\"hostName\": \"a\""), listener("other")).read().problems())
        .isEmpty();
  }

  @Test
  void httpAndHttpsOnOnePortCollide() throws Exception {
    String pfx = TestCa.create().issue("localhost").pfx("geheim");
    var file =
        two(
            listener("web", "\"hostName\": \"a\""),
            listener(
                "other",
                "Https",
                "\"hostName\": \"b\", \"sslCertificate\": "
                    + ArmFile.id("sslCertificates/certificate")));

    assertThat(file.with("sslCertificates", ArmFile.certificate(pfx, "geheim")).errors())
        .containsExactly(
            "other and web speak Http and Https on port 80. Give one of them another port");
  }

  @Test
  void aListenerWithoutARuleAnswers404() {
    assertThat(
            new ArmFile()
                .withListeners(listener("web"), listener("lonely", "\"hostName\": \"a\""))
                .warnings())
        .containsExactly(
            "lonely has no rule, it answers 404."
                + " Give it one in requestRoutingRules, or take it out");
  }

  private static ArmFile hosts(String hosts) {
    return new ArmFile().withListeners(listener("web", hosts));
  }

  private static ArmFile two(String web, String other) {
    return new ArmFile()
        .withListeners(web, other)
        .withRules(rule("rule", "web", ""), rule("second", "other", ""));
  }
}
