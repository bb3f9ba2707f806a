package dev.poort.routing;

import dev.poort.config.HttpListener;
import dev.poort.config.Protocol;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.TargetUrl;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Location of a redirect, of parts that are put together ahead of time. Immutable.
 *
 * <p>A path that is kept goes after that of the target, a query that is kept after its query.
 */
public final class RedirectLocation {
  private final RedirectConfiguration redirect;
  private final String start;

  /** Whether the host is the request's; then this stands after it: a port, or nothing. */
  private final @Nullable String afterHost;

  private final String path;
  private final String query;
  private final String fragment;

  private RedirectLocation(
      RedirectConfiguration redirect, String start, @Nullable String afterHost, String rest) {
    this.redirect = redirect;
    this.start = start;
    this.afterHost = afterHost;
    int hash = rest.indexOf('#');
    String beforeHash = hash < 0 ? rest : rest.substring(0, hash);
    int end = PathText.end(beforeHash);
    path = beforeHash.substring(0, end);
    query = end < beforeHash.length() ? beforeHash.substring(end + 1) : "";
    fragment = hash < 0 ? "" : rest.substring(hash);
  }

  /**
   * Puts together what does not change from request to request.
   *
   * @param localPort where a listener really is on this machine
   */
  public static RedirectLocation of(
      RedirectConfiguration redirect, ToIntFunction<HttpListener> localPort) {
    return switch (redirect.target()) {
      case HttpListener listener -> toListener(redirect, listener, localPort.applyAsInt(listener));
      case TargetUrl(String url) -> {
        int end = url.indexOf("://") + 3;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) end++;
        yield new RedirectLocation(redirect, url.substring(0, end), null, url.substring(end));
      }
    };
  }

  private static RedirectLocation toListener(
      RedirectConfiguration redirect, HttpListener listener, int port) {
    Protocol protocol = listener.protocol();
    String scheme = protocol.scheme() + "://";
    String portText = port == protocol.defaultPort() ? "" : ":" + port;
    if (!listener.multiSite()) return new RedirectLocation(redirect, scheme, portText, "");
    String name = listener.hostNames().getFirst();
    String host = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
    return new RedirectLocation(redirect, scheme + host + portText, null, "");
  }

  /**
   * Where a request is sent.
   *
   * @param authority what the client asked for, with or without a port; not empty
   * @param target path and perhaps query, or {@code *}
   */
  public String of(String authority, String target) {
    StringBuilder location = new StringBuilder(start);
    if (afterHost != null) location.append(RouteTable.withoutPort(authority)).append(afterHost);
    int end = PathText.end(target);
    location.append(path);
    if (redirect.includePath() && target.startsWith("/")) {
      location.append(target, path.endsWith("/") ? 1 : 0, end);
    } else if (path.isEmpty()) {
      location.append('/');
    }
    boolean includeQuery = redirect.includeQueryString() && end + 1 < target.length();
    if (!query.isEmpty() || includeQuery) location.append('?');
    location.append(query);
    if (!query.isEmpty() && includeQuery) location.append('&');
    if (includeQuery) location.append(target, end + 1, target.length());
    return location.append(fragment).toString();
  }
}
