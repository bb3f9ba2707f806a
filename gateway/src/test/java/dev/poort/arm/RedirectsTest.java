package dev.poort.arm;

import static dev.poort.arm.ArmFile.id;
import static dev.poort.arm.ArmFile.listener;
import static dev.poort.arm.ArmFile.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RedirectType;
import dev.poort.config.TargetUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code redirectConfigurations} and the rules that use them. */
class RedirectsTest {
  private static final String TO_URL = "\"targetUrl\": \"https://contoso.com\"";

  @ParameterizedTest
  @CsvSource({"Permanent,301", "Found,302", "SeeOther,303", "temporary,307"})
  void aTypeIsAStatus(String type, int status) {
    assertThat(only(redirecting("\"redirectType\": \"" + type + "\", " + TO_URL)).redirectType())
        .extracting(RedirectType::status)
        .isEqualTo(status);
  }

  @Test
  void pathAndQueryAreKeptWhereTheFileDoesNotSay() {
    RedirectConfiguration silent = only(redirecting("\"redirectType\": \"Found\", " + TO_URL));
    RedirectConfiguration bare =
        only(
            redirecting(
                "\"redirectType\": \"Found\", \"includePath\": false,"
                    + " \"includeQueryString\": false, "
                    + TO_URL));

    assertThat(silent)
        .isEqualTo(
            new RedirectConfiguration(
                "r", RedirectType.FOUND, new TargetUrl("https://contoso.com"), true, true));
    assertThat(bare.includePath()).isFalse();
    assertThat(bare.includeQueryString()).isFalse();
  }

  @Test
  void aRuleRedirectsToAnotherListener() {
    var file = toListener("\"hostName\": \"shop.contoso.com\"");

    assertThat(file.read().problems()).isEmpty();
    var gateway = file.gateway();
    assertThat(only(file).target()).isEqualTo(gateway.httpListeners().get(1));
    assertThat(gateway.requestRoutingRules().getFirst().target()).isEqualTo(only(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "hostNames": ["*.contoso.com"] | a wildcard
          "hostNames": ["a.com", "b.com"] | several hostNames
          """)
  void aRedirectNeedsOneHostToName(String hosts, String has) {
    assertThat(toListener(hosts).errors())
        .containsExactly(
            "other has "
                + has
                + ", a redirect cannot tell which host to name."
                + " Lead to a listener with one host name or none, or to a targetUrl");
  }

  @Test
  void aRedirectBackToItsOwnListenerIsAWarning() {
    assertThat(
            redirecting(
                    "\"redirectType\": \"Found\", \"targetListener\": " + id("httpListeners/web"))
                .warnings())
        .containsExactly(
            "r leads back to the listener of this rule, clients go in circles."
                + " Lead it to another listener");
  }

  @Test
  void aRedirectNeedsATypeAndATarget() {
    assertThat(redirecting("").errors())
        .containsExactly(
            "r of redirectConfigurations needs redirectType. Give it redirectType",
            "the redirect leads nowhere. Give it targetListener or targetUrl");
  }

  @Test
  void aRedirectHasOneTarget() {
    assertThat(
            redirecting(
                    "\"redirectType\": \"Found\", \"targetListener\": "
                        + id("httpListeners/web")
                        + ", "
                        + TO_URL)
                .errors())
        .containsExactly("there are targetListener and targetUrl. Keep one of them");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contoso.com",
        "/path",
        "ftp://contoso.com",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https://contoso.com/a b",
        "https://contoso.com/\\r\\nSet-Cookie: a=b",
        "https://contoso.com\\\\path"
      })
  void aTargetThatIsNoUrlIsAnError(String url) {
    assertThat(redirecting("\"redirectType\": \"Found\", \"targetUrl\": \"" + url + "\"").errors())
        .containsExactly(
            "targetUrl is no absolute http or https URL."
                + " Write http:// or https://, a host, and what else is percent-encoded");
  }

  @Test
  void aRuleForwardsOrRedirects() {
    var file =
        redirecting("\"redirectType\": \"Found\", " + TO_URL)
            .withRules(
                rule(
                    "rule", "web", "\"redirectConfiguration\": " + id("redirectConfigurations/r")));

    assertThat(file.errors())
        .containsExactly(
            "there are backendAddressPool and redirectConfiguration. Keep one of them");
  }

  @Test
  void aRuleToARedirectThatDoesNotExistIsAnError() {
    assertThat(redirecting(TO_URL).with("redirectConfigurations", "[]").errors())
        .containsExactly("redirectConfigurations has no r. Add it there");
  }

  private static RedirectConfiguration only(ArmFile file) {
    return file.gateway().redirectConfigurations().getFirst();
  }

  private static ArmFile toListener(String hosts) {
    return redirecting(
            "\"redirectType\": \"Permanent\", \"targetListener\": " + id("httpListeners/other"))
        .withListeners(listener("web"), listener("other", hosts))
        .withRules(redirectingRule(), rule("second", "other", ""));
  }

  private static ArmFile redirecting(String properties) {
    return new ArmFile()
        .with("redirectConfigurations", "[{\"name\": \"r\", \"properties\": {" + properties + "}}]")
        .withRules(redirectingRule());
  }

  private static String redirectingRule() {
    return """
    {"name": "rule", "properties": {"ruleType": "Basic", "httpListener": %s,
      "redirectConfiguration": %s}}"""
        .formatted(id("httpListeners/web"), id("redirectConfigurations/r"));
  }
}
