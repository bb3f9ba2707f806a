package dev.poort.identity;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who issues tokens and for whom, by the addresses that clients call. */
final class Issuers {
  /** The audience of every token that holds at this address: Azure Resource Manager's. */
  static final String ARM = "https://management.azure.com/";

  private static final Set<String> ARM_HOSTS =
      Set.of("management.azure.com", "management.core.windows.net");
  private static final String DEFAULT_SCOPE = "/.default";

  private Issuers() {}

  /**
   * The issuer.
   *
   * @param adfs whether the client asks as one of AD FS
   */
  static String issuer(Origin origin, String tenant, boolean adfs) {
    return origin.base() + (adfs ? "/adfs" : "/" + tenant + "/v2.0");
  }

  /** Whether a token's issuer is this one, by whatever name it was called. */
  static boolean isOwn(@Nullable String issuer, String tenant) {
    if (issuer == null || !issuer.matches("https?://[^/]+/.+")) return false;
    String path = issuer.substring(issuer.indexOf('/', "https://".length()));
    return path.equals("/adfs") || path.equals("/" + tenant + "/v2.0");
  }

  /**
   * The audience of a token. What is meant is this address where the client names it by a name of
   * this machine or that by which it calls, names Azure's, or names nothing.
   *
   * @param asked a resource, or scopes of which one ends in {@code /.default}; null for nothing
   */
  static String audience(@Nullable String asked, Origin origin) {
    String resource = asked == null ? "" : resource(asked);
    String host = host(resource);
    boolean own =
        host == null
            || ARM_HOSTS.contains(host)
            || host.equals("localhost")
            || host.equals("[::1]")
            || host.matches("127(\\.\\d{1,3}){3}")
            || origin.isCalled(host);
    return own ? ARM : resource;
  }

  private static String resource(String asked) {
    List<String> scopes = List.of(asked.strip().split("\\s+"));
    for (String scope : scopes) {
      if (scope.endsWith(DEFAULT_SCOPE)) {
        return scope.substring(0, scope.length() - DEFAULT_SCOPE.length());
      }
    }
    return scopes.getFirst();
  }

  private static @Nullable String host(String resource) {
    try {
      String host = URI.create(resource).getHost();
      return host == null ? null : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
