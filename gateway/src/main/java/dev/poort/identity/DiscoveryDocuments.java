package dev.poort.identity;

import dev.poort.config.SignIn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells clients where one signs in: OpenID configurations (OpenID Connect Discovery 1.0), the keys
 * that check tokens (RFC 7517), and Microsoft's document of a cloud's instances. Addresses are
 * those by which the client calls, as clients compare them.
 */
final class DiscoveryDocuments {
  private static final Pattern CONFIGURATION =
      Pattern.compile(
          "(?i)(?<head>(/[^/]+){0,2}?)(?<two>/v2\\.0)?/\\.well-known/openid-configuration");
  private static final Pattern KEYS = Pattern.compile("(?i)(/[^/]+){0,2}/discovery(/v2\\.0)?/keys");
  private static final Pattern INSTANCE = Pattern.compile("(?i)/[^/]+/discovery/instance");

  private final Supplier<SignIn> settings;
  private final SigningKeys keys;

  DiscoveryDocuments(Supplier<SignIn> settings, SigningKeys keys) {
    this.settings = settings;
    this.keys = keys;
  }

  static boolean serves(String path) {
    return CONFIGURATION.matcher(path).matches()
        || KEYS.matcher(path).matches()
        || INSTANCE.matcher(path).matches();
  }

  SignInReply answer(SignInRequest request) throws OAuthException {
    if (!request.reads()) throw OAuthException.onlyAllowed("GET");
    Origin origin = request.origin();
    if (settings.get().isOpen() && !origin.isLocal()) {
      throw OAuthException.forbidden("only programs on this machine may sign in without users");
    }
    if (KEYS.matcher(request.path()).matches()) {
      return SignInReply.of(keys.published().toJSONObject());
    }
    Matcher configuration = CONFIGURATION.matcher(request.path());
    return configuration.matches()
        ? configuration(configuration.group("head"), configuration.group("two"), origin)
        : instance(origin);
  }

  private SignInReply configuration(String head, @Nullable String two, Origin origin) {
    String tenant = settings.get().tenantId();
    boolean adfs = head.regionMatches(true, 0, "/adfs", 0, "/adfs".length());
    String base = origin.base() + (adfs ? "/adfs" : head.isEmpty() ? "/" + tenant : head);
    String oauth = base + (two == null ? "/oauth2" : "/oauth2/v2.0");
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", Issuers.issuer(origin, tenant, adfs));
    document.put("authorization_endpoint", oauth + "/authorize");
    document.put("token_endpoint", oauth + "/token");
    document.put("device_authorization_endpoint", oauth + "/devicecode");
    document.put("jwks_uri", base + (two == null ? "/discovery/keys" : "/discovery/v2.0/keys"));
    document.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_post", "client_secret_basic", "private_key_jwt"));
    document.put("grant_types_supported", List.of("client_credentials", "refresh_token"));
    document.put("response_types_supported", List.of("token"));
    document.put("subject_types_supported", List.of("public"));
    document.put("id_token_signing_alg_values_supported", List.of("RS256"));
    document.put(
        "claims_supported",
        List.of("iss", "aud", "exp", "nbf", "iat", "sub", "tid", "oid", "appid", "appidacr"));
    return SignInReply.of(document);
  }

  private SignInReply instance(Origin origin) {
    String authority = origin.base().substring(origin.base().indexOf("://") + "://".length());
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("preferred_network", authority);
    own.put("preferred_cache", authority);
    own.put("aliases", List.of(authority));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(
        "tenant_discovery_endpoint",
        origin.base() + "/" + settings.get().tenantId() + "/v2.0/.well-known/openid-configuration");
    document.put("api-version", "1.1");
    document.put("metadata", List.of(own));
    return SignInReply.of(document);
  }
}
