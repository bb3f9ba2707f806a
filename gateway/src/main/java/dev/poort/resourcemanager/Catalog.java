package dev.poort.resourcemanager;

import dev.poort.config.CipherSuite;
import dev.poort.config.PredefinedSslPolicy;
import dev.poort.config.ServerVariable;
import dev.poort.config.SslPolicy;
import dev.poort.config.TlsVersion;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a gateway can be made of, for clients that offer a choice: policies and suites of TLS, the
 * variables and fields that rewrites know.
 */
final class Catalog {
  private static final String SSL_OPTIONS = "applicationGatewayAvailableSslOptions";
  private static final String POLICIES = "predefinedPolicies";

  private static final List<String> REQUEST_HEADERS =
      List.of(
          "Accept",
          "Accept-Charset",
          "Accept-Encoding",
          "Accept-Language",
          "Authorization",
          "Cache-Control",
          "Connection",
          "Content-Length",
          "Content-Type",
          "Cookie",
          "Date",
          "Expect",
          "Forwarded",
          "From",
          "Host",
          "If-Match",
          "If-Modified-Since",
          "If-None-Match",
          "If-Range",
          "If-Unmodified-Since",
          "Max-Forwards",
          "Origin",
          "Pragma",
          "Proxy-Authorization",
          "Range",
          "Referer",
          "TE",
          "Upgrade",
          "User-Agent",
          "Via",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Proto",
          "X-Original-Host");

  private static final List<String> RESPONSE_HEADERS =
      List.of(
          "Access-Control-Allow-Credentials",
          "Access-Control-Allow-Headers",
          "Access-Control-Allow-Methods",
          "Access-Control-Allow-Origin",
          "Access-Control-Expose-Headers",
          "Access-Control-Max-Age",
          "Age",
          "Allow",
          "Cache-Control",
          "Connection",
          "Content-Disposition",
          "Content-Encoding",
          "Content-Language",
          "Content-Length",
          "Content-Location",
          "Content-Range",
          "Content-Security-Policy",
          "Content-Type",
          "Date",
          "ETag",
          "Expires",
          "Last-Modified",
          "Location",
          "Pragma",
          "Proxy-Authenticate",
          "Retry-After",
          "Server",
          "Set-Cookie",
          "Strict-Transport-Security",
          "Trailer",
          "Transfer-Encoding",
          "Vary",
          "Via",
          "Warning",
          "WWW-Authenticate",
          "X-Content-Type-Options",
          "X-Frame-Options",
          "X-XSS-Protection");

  private Catalog() {}

  /** Whether an id is one of the lists. */
  static boolean has(ResourceId id) {
    return id.type().toLowerCase(Locale.ROOT).contains("/applicationgatewayavailable");
  }

  /**
   * One of the lists.
   *
   * @throws Refusal (404) when there is none of that name
   */
  static Reply get(ResourceId id) throws Refusal {
    String kind = id.type().substring(id.type().indexOf('/') + 1).toLowerCase(Locale.ROOT);
    JsonValue list =
        switch (kind) {
          case "applicationgatewayavailableservervariables" ->
              names(Arrays.stream(ServerVariable.values()).map(ServerVariable::armName));
          case "applicationgatewayavailablerequestheaders" -> names(REQUEST_HEADERS.stream());
          case "applicationgatewayavailableresponseheaders" -> names(RESPONSE_HEADERS.stream());
          case "applicationgatewayavailablewafrulesets" -> value(List.of());
          case "applicationgatewayavailablessloptions" -> sslOptions(id);
          case "applicationgatewayavailablessloptions/predefinedpolicies" -> policies(id);
          default -> throw Refusal.notFound(id);
        };
    return Reply.of(200, list);
  }

  private static JsonArray names(Stream<String> names) {
    return Document.array(names.map(Document::string).toList());
  }

  private static JsonObject value(List<JsonObject> elements) {
    return new Document().values("value", elements).build();
  }

  private static JsonObject sslOptions(ResourceId id) throws Refusal {
    if (!id.isResource() || !id.name().equalsIgnoreCase("default")) throw Refusal.notFound(id);
    List<JsonObject> policies =
        PredefinedSslPolicy.armNames().stream()
            .map(name -> new Document().text("id", id.with(POLICIES, name).toString()).build())
            .toList();
    JsonObject properties =
        new Document()
            .values(POLICIES, policies)
            .text("defaultPolicy", SslPolicy.DEFAULT_NAME)
            .texts("availableCipherSuites", suites(Arrays.asList(CipherSuite.values())))
            .texts(
                "availableProtocols",
                Arrays.stream(TlsVersion.values()).map(TlsVersion::armName).toList())
            .build();
    return new Document()
        .text("id", id.toString())
        .text("name", "default")
        .text("type", "Microsoft.Network/" + SSL_OPTIONS)
        .put("properties", properties)
        .build();
  }

  private static List<String> suites(List<CipherSuite> suites) {
    return suites.stream().filter(CipherSuite::served).map(CipherSuite::name).toList();
  }

  private static JsonObject policies(ResourceId id) throws Refusal {
    if (id.isCollection()) {
      return value(
          PredefinedSslPolicy.armNames().stream()
              .map(name -> policy(id.with(name), name))
              .toList());
    }
    for (String name : PredefinedSslPolicy.armNames()) {
      if (name.equalsIgnoreCase(id.name())) return policy(id, name);
    }
    throw Refusal.notFound(id);
  }

  private static JsonObject policy(ResourceId id, String name) {
    PredefinedSslPolicy policy = PredefinedSslPolicy.of(name);
    JsonObject properties =
        new Document()
            .texts("cipherSuites", suites(policy.cipherSuites()))
            .text("minProtocolVersion", policy.versions().getFirst().armName())
            .build();
    return new Document()
        .text("name", name)
        .text("id", id.toString())
        .put("properties", properties)
        .build();
  }
}
