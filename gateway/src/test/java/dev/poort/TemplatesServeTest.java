package dev.poort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.HttpListener;
import dev.poort.config.PathRule;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.UrlPathMap;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RealTemplates;
import dev.poort.testkit.TemplateVisit;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates of other authors, untouched, with a request through each of their rules. */
class TemplatesServeTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("dev.poort.testkit.TemplateVisit#FORWARDED")
  void aRequestReachesTheMemberOfItsRule(TemplateVisit visit) throws Exception {
    try (var served = new ServedTemplate(visit.template(), folder)) {
      RawAnswer answer = served.get(served.here(URI.create(visit.uri())));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(visit.answer());
    }
  }

  @ParameterizedTest
  @FieldSource("dev.poort.testkit.TemplateVisit#FORWARDED")
  void aWebSocketReachesTheMemberOfItsRule(TemplateVisit visit) throws Exception {
    try (var served = new ServedTemplate(visit.template(), folder)) {
      assertThat(served.firstWords(served.here(URI.create(visit.uri())))).isEqualTo(visit.answer());
    }
  }

  @ParameterizedTest
  @FieldSource("dev.poort.testkit.TemplateVisit#REDIRECTED")
  void aRedirectLeadsToTheMemberOfItsTarget(TemplateVisit visit) throws Exception {
    try (var served = new ServedTemplate(visit.template(), folder)) {
      RawAnswer redirect = served.get(served.here(URI.create(visit.uri())));

      assertThat(redirect.status()).isEqualTo(307);
      String location = redirect.field("Location");
      assertThat(location).startsWith("https://localhost:").endsWith("/shop");
      assertThat(served.get(URI.create(String.valueOf(location))).body()).isEqualTo(visit.answer());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.poort.testkit.RealTemplates#names")
  void noRuleOfATemplateIsLeftOut(String template) throws Exception {
    List<String> visited = TemplateVisit.of(template).stream().map(TemplateVisit::uri).toList();

    for (String start : starts(RealTemplates.read(template))) {
      assertThat(visited).anySatisfy(uri -> assertThat(uri).startsWith(start));
    }
  }

  /** How the URIs begin that each rule and path rule takes. */
  private static List<String> starts(ApplicationGateway gateway) {
    List<String> starts = new ArrayList<>();
    for (RequestRoutingRule rule : gateway.requestRoutingRules()) {
      HttpListener listener = rule.httpListener();
      String host = listener.multiSite() ? listener.hostNames().getFirst() : "localhost";
      String site =
          listener.protocol().scheme() + "://" + host + ":" + listener.frontendPort().port();
      starts.add(site + "/");
      if (!(rule.target() instanceof UrlPathMap map)) continue;
      for (PathRule pathRule : map.pathRules()) {
        for (String path : pathRule.paths()) starts.add(site + path.replace("*", ""));
      }
    }
    return starts;
  }
}
