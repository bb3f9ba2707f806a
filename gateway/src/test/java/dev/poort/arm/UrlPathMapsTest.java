package dev.poort.arm;

import static dev.poort.arm.ArmFile.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Forward;
import dev.poort.config.PathRule;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.UrlPathMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps of paths: {@code urlPathMaps} with {@code pathRules}. */
class UrlPathMapsTest {
  private static final String DEFAULTS =
      "\"defaultBackendAddressPool\": %s, \"defaultBackendHttpSettings\": %s"
          .formatted(id("backendAddressPools/pool"), id("backendHttpSettingsCollection/settings"));
  private static final String BACKEND =
      "\"backendAddressPool\": %s, \"backendHttpSettings\": %s"
          .formatted(id("backendAddressPools/pool"), id("backendHttpSettingsCollection/settings"));

  @ParameterizedTest
  @ValueSource(strings = {"\"ruleType\": \"pathbasedrouting\",", ""})
  void aPathBasedRuleLeadsToItsMap(String type) {
    var file = file(type, map(DEFAULTS, rule("images", "\"/images/*\", \"/images*\"", BACKEND)));

    assertThat(file.read().problems()).isEmpty();
    var gateway = file.gateway();
    var forward =
        new Forward(
            gateway.backendAddressPools().getFirst(),
            gateway.backendHttpSettingsCollection().getFirst());
    var images = new PathRule("images", List.of("/images/*", "/images*"), forward);
    assertThat(gateway.urlPathMaps())
        .containsExactly(new UrlPathMap("map", forward, List.of(images)));
    assertThat(gateway.requestRoutingRules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.target()).isEqualTo(gateway.urlPathMaps().getFirst()));
  }

  @Test
  void defaultsAndPathRulesMayRedirect() {
    var file =
        file(
                "",
                map(
                    "\"defaultRedirectConfiguration\": " + id("redirectConfigurations/away"),
                    rule(
                        "old",
                        "\"/old\"",
                        "\"redirectConfiguration\": " + id("redirectConfigurations/away"))))
            .with(
                "redirectConfigurations",
                """
                [{"name": "away", "properties": {"redirectType": "Found",
                  "targetUrl": "https://contoso.com"}}]""");

    assertThat(file.read().problems()).isEmpty();
    assertThat(file.gateway().urlPathMaps().getFirst().actions())
        .hasSize(2)
        .hasOnlyElementsOfType(RedirectConfiguration.class);
  }

  @Test
  void aPathBasedRuleNeedsItsMap() {
    assertThat(file("\"ruleType\": \"PathBasedRouting\",", "[]").errors())
        .containsExactly("urlPathMaps has no map. Add it there");
  }

  @Test
  void aMapNeedsItsDefaults() {
    assertThat(file("", "[{\"name\": \"map\"}]").errors())
        .containsExactly(
            "map of urlPathMaps needs defaultBackendAddressPool. Give it defaultBackendAddressPool",
            "map of urlPathMaps needs defaultBackendHttpSettings. Give it defaultBackendHttpSettings");
  }

  @Test
  void aPathRuleNeedsPathsPoolAndSettings() {
    assertThat(file("", map(DEFAULTS, "{\"name\": \"images\"}")).errors())
        .containsExactly(
            "images of pathRules needs backendAddressPool. Give it backendAddressPool",
            "images of pathRules needs backendHttpSettings. Give it backendHttpSettings",
            "images of pathRules needs paths. Give it paths");
  }

  @Test
  void aPathRuleDoesOneThing() {
    var both = BACKEND + ", \"redirectConfiguration\": " + id("redirectConfigurations/away");

    assertThat(
            file("", map(DEFAULTS, rule("images", "\"/\"", both)))
                .with(
                    "redirectConfigurations",
                    """
                    [{"name": "away", "properties": {"redirectType": "Found",
                      "targetUrl": "https://contoso.com"}}]""")
                .errors())
        .containsExactly(
            "there are backendAddressPool and redirectConfiguration. Keep one of them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          images/*      | Begin it with /
          *             | Begin it with /
          /images/*.jpg | Put * at the end only
          /*/comments/* | Put * at the end only
          /images/**    | Put * at the end only
          /images?a=*   | Leave out ? and # with what follows: only the path is matched
          /images#top   | Leave out ? and # with what follows: only the path is matched
          /cafés        | Write other characters percent-encoded, in UTF-8
          /a b          | Write other characters percent-encoded, in UTF-8
          /100%*        | Write two hexadecimal digits after %
          /a%0          | Write two hexadecimal digits after %
          /a/../b       | Leave out the segments . and ..
          /a/.          | Leave out the segments . and ..
          """)
  void aPathThatNoRuleCanNameIsAnError(String path, String mend) {
    assertThat(file("", map(DEFAULTS, rule("images", "\"" + path + "\"", BACKEND))).errors())
        .containsExactly(path + " is no path that a rule can name. " + mend);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/*",
        "/images",
        "/images*",
        "/images/*",
        "/CurrentUser/Comments/*",
        "/a.b/c-d_~/*",
        "/.well-known/*",
        "/.*",
        "/caf%C3%A9*",
        "/a:b@c/$&'()+,="
      })
  void aPathThatBeginsWithASlashIsFine(String path) {
    assertThat(file("", map(DEFAULTS, rule("r", "\"" + path + "\"", BACKEND))).read().problems())
        .isEmpty();
  }

  @Test
  void aPathThatAnEarlierOneTakesIsAWarning() {
    var map =
        map(
            DEFAULTS,
            rule("images", "\"/images*\", \"/Images\"", BACKEND),
            rule("icons", "\"/images/icons/*\", \"/icons\", \"/icons*\"", BACKEND));

    assertThat(file("", map).warnings())
        .containsExactly(
            "/Images is never asked, images takes it. List the more specific paths first",
            "/images/icons/* is never asked, images takes it. List the more specific paths first");
  }

  @Test
  void aPathThatServersReadInSeveralWaysIsAWarning() {
    assertThat(file("", map(DEFAULTS, rule("r", "\"/group%2fproject*\"", BACKEND))).warnings())
        .containsExactly(
            "/group%2fproject* can be read in several ways. Leave out ; and encoded slashes,"
                + " such requests are refused as ambiguous-path");
  }

  private static String rule(String name, String paths, String action) {
    return "{\"name\": \"%s\", \"properties\": {\"paths\": [%s], %s}}"
        .formatted(name, paths, action);
  }

  private static String map(String defaults, String... rules) {
    return "[{\"name\": \"map\", \"properties\": {%s, \"pathRules\": [%s]}}]"
        .formatted(defaults, String.join(",\n", rules));
  }

  private static ArmFile file(String type, String maps) {
    return new ArmFile()
        .with("urlPathMaps", maps)
        .withRules(
            """
            {"name": "rule", "properties": {%s "httpListener": %s, "urlPathMap": %s}}"""
                .formatted(type, id("httpListeners/web"), id("urlPathMaps/map")));
  }
}
