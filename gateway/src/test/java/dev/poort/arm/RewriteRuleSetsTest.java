package dev.poort.arm;

import static dev.poort.arm.ArmFile.id;
import static dev.poort.arm.ArmFile.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Forward;
import dev.poort.config.RewriteRule;
import dev.poort.config.RewriteRuleSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rewrite rule sets: {@code rewriteRuleSets}, and who may refer to them. */
class RewriteRuleSetsTest {
  private static final String SET = "\"rewriteRuleSet\": " + id("rewriteRuleSets/set");

  /** A file whose Basic rule has a set of one rule with these conditions and actions. */
  private static ArmFile file(String conditions, String actions) {
    return with("{\"name\": \"r\", \"ruleSequence\": 1, \"conditions\": [%s], \"actionSet\": {%s}}"
            .formatted(conditions, actions))
        .withRules(rule("rule", "web", SET));
  }

  private static ArmFile with(String... rules) {
    return new ArmFile()
        .with(
            "rewriteRuleSets",
            "[{\"name\": \"set\", \"properties\": {\"rewriteRules\": ["
                + String.join(", ", rules)
                + "]}}]");
  }

  private static String condition(String variable, String pattern) {
    return "{\"variable\": \"%s\", \"pattern\": \"%s\"}".formatted(variable, pattern);
  }

  private static String request(String name, String value) {
    return "\"requestHeaderConfigurations\": [" + header(name, value) + "]";
  }

  private static String response(String name, String value) {
    return "\"responseHeaderConfigurations\": [" + header(name, value) + "]";
  }

  private static String header(String name, String value) {
    return "{\"headerName\": \"%s\", \"headerValue\": \"%s\"}".formatted(name, value);
  }

  private static String path(String path) {
    return "\"urlConfiguration\": {\"modifiedPath\": \"" + path + "\"}";
  }

  private static RewriteRuleSet set(ArmFile file) {
    var forward = (Forward) file.gateway().requestRoutingRules().getFirst().target();
    RewriteRuleSet set = forward.rewriteRuleSet();
    if (set == null) throw new AssertionError("no set");
    return set;
  }

  @Test
  void aRuleHasConditionsAndActions() {
    var file =
        file(
            """
            {"variable": "http_req_Accept", "pattern": "html", "ignoreCase": true, "negate": true}""",
            """
            "requestHeaderConfigurations": [{"headerName": "X-A", "headerValue": "{var_host}"}],
            "responseHeaderConfigurations": [{"headerName": "Set-Cookie",
              "headerValue": "a={capt_header_value_matcher_1}",
              "headerValueMatcher": {"pattern": "a=(.*)", "ignoreCase": false}}],
            "urlConfiguration": {"modifiedPath": "/a", "modifiedQueryString": ""}""");

    assertThat(file.read().problems()).isEmpty();
    assertThat(set(file).rewriteRules())
        .containsExactly(
            new RewriteRule(
                "r",
                1,
                List.of(new RewriteRule.Condition("http_req_Accept", "html", true, true)),
                List.of(new RewriteRule.Header("X-A", "{var_host}", null)),
                List.of(
                    new RewriteRule.Header(
                        "Set-Cookie",
                        "a={capt_header_value_matcher_1}",
                        new RewriteRule.ValueMatcher("a=(.*)", false, false))),
                new RewriteRule.Url("/a", "", false)));
  }

  @Test
  void rulesAreOrderedByTheirSequence() {
    var file =
        with(
                "{\"name\": \"c\"}",
                "{\"name\": \"b\", \"ruleSequence\": 100}",
                "{\"name\": \"a\", \"ruleSequence\": 99}")
            .withRules(rule("rule", "web", SET));

    assertThat(set(file).rewriteRules())
        .extracting(RewriteRule::name)
        .containsExactly("a", "c", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "var_uri_pth | Did you mean var_uri_path?",
        "uri_path | Did you mean var_uri_path?",
        "var_ssl_client_verify | Did you mean var_client_certificate_verification?",
        "remote_addr | Did you mean var_client_ip?",
        "Location | Begin it with http_req_ or http_resp_ for a header, with var_ for a server variable",
        "http_request_Accept | Write http_req_ or http_resp_ and the name of a header",
      })
  void anUnknownVariableIsAnErrorWithTheNearestName(String variable, String mend) {
    assertThat(file(condition(variable, "a"), response("X", "1")).errors())
        .containsExactly(variable + " is no variable. " + mend);
  }

  @Test
  void anUnknownReferenceIsAnErrorWithTheNearestName() {
    assertThat(file("", request("X", "{var_client_iq}")).errors())
        .containsExactly("{var_client_iq} is no variable. Did you mean var_client_ip?");
  }

  @Test
  void bracesThatResembleAVariableAreAWarning() {
    assertThat(file("", request("X", "{client_ip}")).warnings())
        .containsExactly("{client_ip} stands for itself. Did you mean {var_client_ip}?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?=a)b", "(a", "a**", "x{1001}", "[z-a]", "(a)\\\\1"})
  void aPatternThatIsNoRe2ExpressionIsAnError(String pattern) {
    assertThat(file(condition("var_host", pattern), "").errors())
        .singleElement()
        .asString()
        .contains(" is no RE2 expression: ")
        .endsWith(
            "RE2 has no lookaround and no back-references; a condition can be negated instead");
  }

  @ParameterizedTest
  @ValueSource(strings = {"((a{100}){100}){100}", "(((((a{9}){9}){9}){9}){9})", "(.{1000}){6}"})
  void aPatternThatWouldGrowTooLargeIsAnErrorBeforeItIsCompiled(String pattern) {
    assertThat(file(condition("var_host", pattern), "").errors())
        .singleElement()
        .asString()
        .contains("repeats more than 5000 times in all");
  }

  @Test
  void aPatternIsBoundedInLength() {
    assertThat(file(condition("var_host", "a".repeat(4097)), "").errors())
        .singleElement()
        .asString()
        .contains("is longer than 4096 characters");
  }

  @Test
  void theNumberOfPatternsIsBounded() {
    String many = String.join(", ", Collections.nCopies(401, condition("var_host", "a")));

    assertThat(file(many, "").errors())
        .containsExactly("set looks for more than 400 patterns. Join patterns by |");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection", "upgrade"})
  void connectionAndUpgradeCannotBeRewritten(String name) {
    assertThat(file("", response(name, "x")).errors())
        .containsExactly(name + " cannot be rewritten, in Azure neither. Take it out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "transfer-encoding", "TE"})
  void whatFramesAMessageIsAWarning(String name) {
    assertThat(file("", response(name, "x")).warnings())
        .containsExactly(
            name + " is the gateway's own to write: rewriting it has no effect. Take it out");
  }

  @Test
  void hostCannotBeDeleted() {
    assertThat(file("", request("host", "")).errors())
        .containsExactly("Host cannot be deleted, in Azure neither. Give it a headerValue");
  }

  @Test
  void aNameThatIsNoneIsAnError() {
    assertThat(file("", request("X Y", "a")).errors())
        .containsExactly("X Y is no name of a header. Use letters, digits and hyphens");
  }

  @Test
  void controlCharactersInAValueAreAnError() {
    assertThat(file("", request("X", "a\\r\\nY: b")).errors())
        .containsExactly("headerValue has control characters. Take them out");
  }

  @Test
  void whatOnlyTheAnswerTellsIsAWarningInARequest() {
    assertThat(file("", request("X", "{var_http_status}")).warnings())
        .containsExactly(
            "{var_http_status} needs the answer, which is not there when it is made."
                + " Use what is known of the request");
  }

  @Test
  void aConditionOnTheAnswerComesTooLateForTheRequest() {
    assertThat(
            file(condition("http_resp_Server", "a"), request("X", "1") + ", " + path("/a"))
                .warnings())
        .containsExactly(
            "requestHeaderConfigurations has no effect: the condition on http_resp_Server is known"
                + " only when the request is answered. Make it two rules",
            "urlConfiguration has no effect: the condition on http_resp_Server is known only when"
                + " the request is answered. Make it two rules");
  }

  @Test
  void aCaptureNeedsAConditionInTheSameLetterCase() {
    assertThat(
            file(condition("http_req_user-agent", "(a)"), request("X", "{http_req_User-Agent_1}"))
                .warnings())
        .containsExactly(
            "no condition captures http_req_User-Agent, so {http_req_User-Agent_1} is empty."
                + " Write it as the condition does: http_req_user-agent");
    assertThat(file("", request("X", "{var_uri_path_1}")).warnings())
        .containsExactly(
            "no condition captures var_uri_path, so {var_uri_path_1} is empty."
                + " Add a condition on var_uri_path");
  }

  @Test
  void aCaptureNeedsAGroup() {
    assertThat(file(condition("var_uri_path", "(a)"), request("X", "{var_uri_path_2}")).warnings())
        .containsExactly(
            "(a) has 1 group, so its capture 2 is empty."
                + " Put parentheses around what is to be captured");
  }

  @Test
  void aCaptureOfAMatcherNeedsTheMatcher() {
    assertThat(file("", response("Set-Cookie", "{capt_header_value_matcher_1}")).warnings())
        .containsExactly(
            "without a headerValueMatcher {capt_header_value_matcher} is empty."
                + " Give the action a headerValueMatcher");
  }

  @Test
  void aPathWithDotSegmentsIsAnErrorAndOneWithAQueryAWarning() {
    assertThat(file("", path("/a/../b")).errors())
        .containsExactly("/a/../b has dot segments. Write the path without it");
    assertThat(file("", path("/a?b=c")).warnings())
        .containsExactly(
            "the ? in a modifiedPath is written %3F, no query begins with it."
                + " Use {var_uri_path}, and modifiedQueryString for the query");
  }

  @Test
  void rerouteIsNotForABasicRule() {
    String reroute = "\"urlConfiguration\": {\"modifiedPath\": \"/a\", \"reroute\": true}";

    assertThat(file(condition("var_host", "a"), reroute).errors())
        .containsExactly(
            "set reroutes, and a Basic rule has no paths to ask again."
                + " Set reroute to false, or give the rule a urlPathMap");
  }

  @Test
  void aSetThatReroutesEveryRequestIsAnError() {
    String reroute = "\"urlConfiguration\": {\"modifiedPath\": \"/a\", \"reroute\": true}";

    assertThat(mapped(file("", reroute)).errors())
        .containsExactly(
            "set reroutes every request, without end."
                + " Give one of its rules a condition, or no reroute");
    assertThat(mapped(file(condition("var_host", "a"), reroute)).read().problems()).isEmpty();
  }

  @Test
  void aConditionWithAnErrorDoesNotMakeASetRerouteEveryRequest() {
    String reroute = "\"urlConfiguration\": {\"modifiedPath\": \"/a\", \"reroute\": true}";

    assertThat(mapped(file(condition("uri_path", "a"), reroute)).errors())
        .containsExactly("uri_path is no variable. Did you mean var_uri_path?");
  }

  /** The same set as the default of a map. */
  private static ArmFile mapped(ArmFile file) {
    return file.with(
            "urlPathMaps",
            """
            [{"name": "map", "properties": {"defaultBackendAddressPool": %s,
              "defaultBackendHttpSettings": %s, "defaultRewriteRuleSet": %s}}]"""
                .formatted(
                    id("backendAddressPools/pool"),
                    id("backendHttpSettingsCollection/settings"),
                    id("rewriteRuleSets/set")))
        .withRules(
            """
            {"name": "rule", "properties": {"ruleType": "PathBasedRouting", "httpListener": %s,
              "urlPathMap": %s}}"""
                .formatted(id("httpListeners/web"), id("urlPathMaps/map")));
  }

  @Test
  void aSetOfARuleWithAMapHasNoEffect() {
    var file = mapped(file("", response("X", "1")));
    file.withRules(
        """
        {"name": "rule", "properties": {"ruleType": "PathBasedRouting", "httpListener": %s,
          "urlPathMap": %s, %s}}"""
            .formatted(id("httpListeners/web"), id("urlPathMaps/map"), SET));

    assertThat(file.warnings())
        .containsExactly(
            "rewriteRuleSet has no effect on a rule with a urlPathMap."
                + " Give it to the pathRules, and as defaultRewriteRuleSet to the map");
  }

  @Test
  void aRedirectIsNotRewritten() {
    var file =
        file("", response("X", "1"))
            .with(
                "redirectConfigurations",
                """
                [{"name": "away", "properties": {"redirectType": "Found",
                  "targetUrl": "https://contoso.com"}}]""")
            .withRules(
                """
                {"name": "rule", "properties": {"ruleType": "Basic", "httpListener": %s,
                  "redirectConfiguration": %s, %s}}"""
                    .formatted(id("httpListeners/web"), id("redirectConfigurations/away"), SET));

    assertThat(file.warnings())
        .containsExactly(
            "a redirect is not rewritten: rewriteRuleSet has no effect here. Leave it out");
  }
}
