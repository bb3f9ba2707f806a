package dev.poort.testkit;

import java.util.List;
import java.util.stream.Stream;

/**
 * A request to a template of {@link RealTemplates}, with the ports that the template says, and what
 * becomes of it where {@link TemplateSurroundings} serve.
 *
 * @param template its name
 * @param uri what is asked for
 * @param answer the pool and the path that its member is asked for
 */
public record TemplateVisit(String template, String uri, String answer) {
  /** Those that a member answers. */
  public static final List<TemplateVisit> FORWARDED =
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

  /** Those that are sent elsewhere on the same gateway; the answer is that of the place. */
  public static final List<TemplateVisit> REDIRECTED =
      visits(
          """
      101-application-gateway-redirect                 http://localhost:80/shop         appGatewayBackendPool1 /shop
      101-application-gateway-redirect                 http://localhost:8080/shop       appGatewayBackendPool1 /shop
      """);

  private static List<TemplateVisit> visits(String table) {
    return table
        .lines()
        .map(line -> line.split(" +", 3))
        .map(row -> new TemplateVisit(row[0], row[1], row[2]))
        .toList();
  }

  /** All of one template's. */
  public static List<TemplateVisit> of(String template) {
    return Stream.concat(FORWARDED.stream(), REDIRECTED.stream())
        .filter(visit -> visit.template().equals(template))
        .toList();
  }

  @Override
  public String toString() {
    return template + ": " + uri;
  }
}
