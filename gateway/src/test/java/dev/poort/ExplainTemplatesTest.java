package dev.poort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.arm.EvaluatedGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.PathRule;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.RouteAction;
import dev.poort.config.Settings;
import dev.poort.config.UrlPathMap;
import dev.poort.control.ConfigurationFiles;
import dev.poort.explain.AtRest;
import dev.poort.explain.Explainer;
import dev.poort.explain.Explanation;
import dev.poort.explain.Outcome;
import dev.poort.explain.Places;
import dev.poort.explain.Question;
import dev.poort.explain.Step;
import dev.poort.explain.Subject;
import dev.poort.problem.Place;
import dev.poort.testkit.RealTemplates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of templates of other authors is explained, with its pools bound alone. */
class ExplainTemplatesTest {
  private static EvaluatedGateway gateway(String template) throws Exception {
    return new ConfigurationFiles(RealTemplates.source(template), null, Settings.DEFAULT)
        .tell()
        .gateways()
        .getFirst();
  }

  @ParameterizedTest
  @MethodSource("dev.poort.testkit.RealTemplates#names")
  void everyRuleAndEveryPathRuleOfATemplateIsExplained(String template) throws Exception {
    EvaluatedGateway read = gateway(template);
    for (RequestRoutingRule rule : read.gateway().requestRoutingRules()) {
      switch (rule.target()) {
        case RouteAction action -> explained(read, rule, null, "/", action);
        case UrlPathMap map -> {
          if (!namesAll(map)) explained(read, rule, null, "/nowhere-else", map.defaultAction());
          for (PathRule pathRule : map.pathRules()) {
            for (String path : pathRule.paths()) {
              explained(read, rule, pathRule, path.replace("*", "x"), pathRule.action());
            }
          }
        }
      }
    }
  }

  private static boolean namesAll(UrlPathMap map) {
    return map.pathRules().stream().anyMatch(rule -> rule.paths().contains("/*"));
  }

  private static void explained(
      EvaluatedGateway read,
      RequestRoutingRule rule,
      @Nullable PathRule pathRule,
      String path,
      RouteAction action) {
    Explanation explained = explain(read, rule.httpListener(), path, false);

    assertThat(explained.listener()).isEqualTo(rule.httpListener().name());
    assertThat(explained.rule()).isEqualTo(rule.name());
    assertThat(explained.pathRule()).isEqualTo(pathRule == null ? null : pathRule.name());
    switch (action) {
      case Forward forward -> {
        assertThat(explained.outcome())
            .isInstanceOfSatisfying(
                Outcome.ToMember.class,
                sent -> {
                  assertThat(sent.pool()).isEqualTo(forward.target().name());
                  assertThat(sent.settings()).isEqualTo(forward.backendHttpSettings().name());
                });
        assertThat(topics(explained)).contains("pool", "members", "settings", "time-out");
      }
      case RedirectConfiguration redirect ->
          assertThat(explained.outcome())
              .isInstanceOfSatisfying(
                  Outcome.Redirected.class,
                  to -> assertThat(to.status()).isEqualTo(redirect.redirectType().status()));
    }
    assertThat(explained.steps().stream().map(Step::place).filter(Objects::nonNull))
        .hasSizeGreaterThan(3)
        .allSatisfy(ExplainTemplatesTest::isInTheTemplate);
  }

  private static void isInTheTemplate(Place place) {
    assertThat(place.file()).endsWith("azuredeploy.json");
    assertThat(place.line()).isPositive();
    assertThat(place.path()).startsWith("$.resources[");
  }

  private static List<String> topics(Explanation explained) {
    return explained.steps().stream().map(Step::topic).map(Step.Topic::word).toList();
  }

  @Test
  void aWebSocketGoesByTheSamePathRuleAsARequest() throws Exception {
    EvaluatedGateway read = gateway("201-application-gateway-url-path-based-routing");
    HttpListener listener = read.gateway().httpListeners().getFirst();

    Explanation request = explain(read, listener, "/images1", false);
    Explanation webSocket = explain(read, listener, "/images1", true);

    assertThat(webSocket.pathRule()).isNotNull().isEqualTo(request.pathRule());
  }

  /** Some pools are empty in their template: others fill them. */
  private static Bindings members(EvaluatedGateway read) {
    Map<String, List<HostAndPort>> members = new HashMap<>();
    for (BackendAddressPool pool : read.gateway().backendAddressPools()) {
      members.put(pool.name(), List.of(new HostAndPort("127.0.0.1", 5000)));
    }
    return new Bindings(Map.of(), Map.of(), members);
  }

  private static Explanation explain(
      EvaluatedGateway read, HttpListener listener, String path, boolean webSocket) {
    String scheme = (webSocket ? "ws" : "http") + (listener.protocol().secure() ? "s" : "");
    String host = listener.multiSite() ? listener.hostNames().getFirst() : "localhost";
    String url = scheme + "://" + host + ":" + listener.frontendPort().port() + path;
    Settings settings = Settings.DEFAULT.withBindings(members(read));
    Subject subject =
        new Subject(read.gateway(), settings, new Places(read.resource()), new AtRest(settings));
    return new Explainer(List.of(subject))
        .explain(Question.of("GET", url, List.of(), null, Question.DEFAULT_CLIENT));
  }
}
