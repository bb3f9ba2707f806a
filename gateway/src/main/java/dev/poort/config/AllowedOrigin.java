package dev.poort.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Pages from where WebSocket sessions may come (RFC 6455 10.2; poort.json: {@code
 * httpListeners.NAME.allowedOrigins}), such as {@code https://app.contoso.com}, {@code
 * https://*.contoso.com:8443} or {@code *.contoso.com}.
 *
 * @param scheme in lower case; null for any
 * @param host in lower case; beginning with {@code *.} for all names beneath it
 * @param port with its colon, as it stands in an origin; empty for the scheme's own port
 */
public record AllowedOrigin(@Nullable String scheme, String host, String port) {
  private static final String WILDCARD = "*.";
  private static final String NAME = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
  private static final String AFTER_SCHEME = "://";

  /** Whether the value of an Origin field is one of these (RFC 6454 6.1). */
  public boolean matches(String origin) {
    AllowedOrigin other = of(origin.toLowerCase(Locale.ROOT));
    if (scheme != null && !scheme.equals(other.scheme)) return false;
    if (!port.equals(other.port)) return false;
    if (!host.startsWith(WILDCARD)) return host.equals(other.host);
    int beneath = other.host.length() - (host.length() - 1);
    return beneath > 0
        && other.host.endsWith(host.substring(1))
        && isName(other.host.substring(0, beneath));
  }

  /** Whether it is labels of a host name, and nothing that ends the host of a URL before. */
  private static boolean isName(String labels) {
    return labels.chars().allMatch(each -> NAME.indexOf(each) >= 0);
  }

  /** Takes a text in lower case apart; what it is of use for is not looked at. */
  public static AllowedOrigin of(String text) {
    int scheme = text.indexOf(AFTER_SCHEME);
    String authority = scheme < 0 ? text : text.substring(scheme + AFTER_SCHEME.length());
    int port = authority.lastIndexOf(':');
    boolean hasPort = port > authority.lastIndexOf(']');
    return new AllowedOrigin(
        scheme < 0 ? null : text.substring(0, scheme),
        hasPort ? authority.substring(0, port) : authority,
        hasPort ? authority.substring(port) : "");
  }
}
