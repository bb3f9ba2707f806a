package dev.poort.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a {@link RewriteRuleSet} (ARM: {@code rewriteRules}).
 *
 * @param name what the file calls it
 * @param ruleSequence lower first
 * @param conditions all must hold
 * @param requestHeaders what becomes of request headers ({@code requestHeaderConfigurations})
 * @param responseHeaders what becomes of response headers ({@code responseHeaderConfigurations})
 * @param url what becomes of path and query ({@code urlConfiguration}); null to leave them
 */
public record RewriteRule(
    String name,
    int ruleSequence,
    List<Condition> conditions,
    List<Header> requestHeaders,
    List<Header> responseHeaders,
    @Nullable Url url) {
  public RewriteRule {
    conditions = List.copyOf(conditions);
    requestHeaders = List.copyOf(requestHeaders);
    responseHeaders = List.copyOf(responseHeaders);
  }

  /** Whether it asks the map of paths again with a new path. */
  public boolean reroutes() {
    return url != null && url.reroute() && url.modifiedPath() != null;
  }

  /**
   * What must hold (ARM: {@code conditions}).
   *
   * @param variable whose value is looked at: {@code var_uri_path}, {@code http_req_Accept}, {@code
   *     http_resp_Location}
   * @param pattern an RE2 expression that must be found in the value
   * @param ignoreCase whether letter case does not count
   * @param negate whether it must not be found
   */
  public record Condition(String variable, String pattern, boolean ignoreCase, boolean negate) {}

  /**
   * What becomes of a header (ARM: {@code HeaderConfiguration}).
   *
   * @param name the header's name
   * @param value the new value, with variables in braces; empty to delete the header
   * @param matcher which of several values of the header are meant ({@code headerValueMatcher});
   *     null for all
   */
  public record Header(String name, String value, @Nullable ValueMatcher matcher) {}

  /**
   * Which values of a header are meant (ARM: {@code headerValueMatcher}).
   *
   * @param pattern an RE2 expression that must be found in the value
   * @param ignoreCase whether letter case does not count
   * @param negate whether it must not be found
   */
  public record ValueMatcher(String pattern, boolean ignoreCase, boolean negate) {}

  /**
   * What becomes of path and query (ARM: {@code urlConfiguration}).
   *
   * @param modifiedPath the new path, with variables in braces; null to leave it, empty for {@code
   *     /}
   * @param modifiedQueryString the new query, with variables in braces; null to leave it, empty for
   *     none
   * @param reroute whether the map of paths is asked again with the new path
   */
  public record Url(
      @Nullable String modifiedPath, @Nullable String modifiedQueryString, boolean reroute) {}
}
