package dev.poort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.HttpListener;
import dev.poort.config.PathRule;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.UrlPathMap;
import dev.poort.testkit.RawAnswer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates of other authors, untouched, with a request through each of their rules. */
class TemplatesServeTest {
  /** A request with the ports that the template says, and what becomes of it. */
  record Visit(String template, String uri, String answer) {
    @Override
    public String toString() {
      return template + ": " + uri;
    }
  }

  private static final List<Visit> FORWARDED =
      visits(
          """
      101-application-gateway-create                   http://localhost:80/             appGatewayBackendPool /
      101-application-gateway-public-ip-ssl-offload    https://localhost:443/           appGatewayBackendPool /
      101-application-gateway-redirect                 https://localhost:443/shop       appGatewayBackendPool1 /shop
      101-application-gateway-waf                      http://localhost:80/             appGatewayBackendPool /
      201-application-gateway-multihosting             https://fabrikam.com:443/        appGatewayBackendPool1 /
      201-application-gateway-multihosting             https://contoso.com:443/         appGatewayBackendPool2 /
      201-application-gateway-path-override            http://localhost:80/images/logo  appGatewayBackendPool /path/logo
      201-application-gateway-path-override            http://localhost:80/shop         appGatewayBackendPool /path/shop
      201-application-gateway-probe                    http://localhost:80/             appGatewayBackendPool /
      201-application-gateway-sslpolicy-custom         https://localhost:443/           appGatewayBackendPool /
      201-application-gateway-url-path-based-routing   http://localhost:80/images1      appGatewayBackendPool1 /images1
      201-application-gateway-url-path-based-routing   http://localhost:80/videos1      appGatewayBackendPool2 /videos1
      201-application-gateway-url-path-based-routing   http://localhost:80/shop         appGatewayBackendPoolDefault /shop
      201-vmss-ubuntu-app-gateway                      http://localhost:80/             gen-uniquappGwBepool /
      agic-aks                                         http://localhost:80/             bepool /
      """);

  private static final List<Visit> REDIRECTED =
      visits(
          """
      101-application-gateway-redirect                 http://localhost:80/shop         appGatewayBackendPool1 /shop
      101-application-gateway-redirect                 http://localhost:8080/shop       appGatewayBackendPool1 /shop
      """);

  @TempDir private Path folder;

  private static List<Visit> visits(String table) {
    return table
        .lines()
        .map(line -> line.split(" +", 3))
        .map(row -> new Visit(row[0], row[1], row[2]))
        .toList();
  }

  @ParameterizedTest
  @FieldSource("FORWARDED")
  void aRequestReachesTheMemberOfItsRule(Visit visit) throws Exception {
    try (var served = new ServedTemplate(visit.template(), folder)) {
      RawAnswer answer = served.get(served.here(URI.create(visit.uri())));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(visit.answer());
    }
  }

  @ParameterizedTest
  @FieldSource("FORWARDED")
  void aWebSocketReachesTheMemberOfItsRule(Visit visit) throws Exception {
    try (var served = new ServedTemplate(visit.template(), folder)) {
      assertThat(served.firstWords(served.here(URI.create(visit.uri())))).isEqualTo(visit.answer());
    }
  }

  @ParameterizedTest
  @FieldSource("REDIRECTED")
  void aRedirectLeadsToTheMemberOfItsTarget(Visit visit) throws Exception {
    try (var served = new ServedTemplate(visit.template(), folder)) {
      RawAnswer redirect = served.get(served.here(URI.create(visit.uri())));

      assertThat(redirect.status()).isEqualTo(307);
      String location = redirect.field("Location");
      assertThat(location).startsWith("https://localhost:");
      assertThat(served.get(URI.create(String.valueOf(location))).body()).isEqualTo(visit.answer());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.poort.ServedTemplate#names")
  void noRuleOfATemplateIsLeftOut(String template) throws Exception {
    List<String> visited =
        Stream.concat(FORWARDED.stream(), REDIRECTED.stream())
            .filter(visit -> visit.template().equals(template))
            .map(Visit::uri)
            .toList();

    for (String start : starts(ServedTemplate.read(template))) {
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
