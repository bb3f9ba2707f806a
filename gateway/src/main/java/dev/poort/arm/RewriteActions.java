package dev.poort.arm;

import dev.poort.config.HeaderNames;
import dev.poort.config.RewriteRule;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a rewrite rule does. */
final class RewriteActions {
  private static final String REQUEST = "requestHeaderConfigurations";
  private static final String RESPONSE = "responseHeaderConfigurations";
  private static final Pattern DOT_SEGMENT = Pattern.compile("(?i)(^|/)(\\.|%2e){1,2}(/|$)");

  private final ArmObject actions;
  private final RewriteConditions conditions;

  /**
   * @param actions the {@code actionSet}
   * @param conditions those of the rule
   */
  RewriteActions(ArmObject actions, RewriteConditions conditions) {
    this.actions = actions;
    this.conditions = conditions;
  }

  List<RewriteRule.Header> requestHeaders() {
    if (actions.has(REQUEST)) warnOfTooLate(REQUEST);
    return headers(REQUEST, false);
  }

  List<RewriteRule.Header> responseHeaders() {
    return headers(RESPONSE, true);
  }

  /** What a condition on the answer decides comes too late for the request. */
  private void warnOfTooLate(String property) {
    RewriteRule.Condition late = conditions.ofResponse();
    JsonValue where = actions.raw(property);
    if (late == null || where == null) return;
    String what =
        "%s has no effect: the condition on %s is known only when the request is answered"
            .formatted(property, late.variable());
    actions.findings().warning(where, what, "Make it two rules");
  }

  private List<RewriteRule.Header> headers(String property, boolean response) {
    List<RewriteRule.Header> headers = new ArrayList<>();
    for (JsonValue element : actions.elements(property)) {
      ArmObject header = ArmObject.of(ArmType.REWRITE_HEADER, element, actions.findings());
      if (header == null) continue;
      header.require("headerName");
      String name = header.text("headerName");
      RewriteRule.ValueMatcher matcher = matcher(header);
      var texts = new RewriteTexts(conditions, matcher, response);
      String value = texts.read(header, "headerValue");
      if (name == null || !mayBeWritten(header, name, value, response)) continue;
      headers.add(new RewriteRule.Header(name, value == null ? "" : value, matcher));
    }
    return headers;
  }

  private static boolean mayBeWritten(
      ArmObject header, String name, @Nullable String value, boolean response) {
    JsonValue where = header.raw("headerName");
    if (where == null) return false;
    Findings findings = header.findings();
    if (!HeaderNames.isToken(name)) {
      String what = JsonValues.shown(name) + " is no name of a header";
      findings.error(where, what, "Use letters, digits and hyphens");
      return false;
    }
    if (HeaderNames.isRefused(name)) {
      findings.error(where, name + " cannot be rewritten, in Azure neither", "Take it out");
      return false;
    }
    if (HeaderNames.isFraming(name)) {
      String what = name + " is the gateway's own to write: rewriting it has no effect";
      findings.warning(where, what, "Take it out");
      return false;
    }
    boolean deleted = value == null || value.isEmpty();
    if (!response && deleted && name.equalsIgnoreCase("Host")) {
      findings.error(where, "Host cannot be deleted, in Azure neither", "Give it a headerValue");
      return false;
    }
    return true;
  }

  private static RewriteRule.@Nullable ValueMatcher matcher(ArmObject header) {
    ArmObject matcher = header.object("headerValueMatcher", ArmType.REWRITE_VALUE_MATCHER);
    if (matcher == null) return null;
    matcher.require("pattern");
    String pattern = matcher.text("pattern");
    boolean ignoreCase = matcher.flag("ignoreCase");
    if (pattern == null) return null;
    if (RewriteConditions.compiled(matcher, pattern, ignoreCase) == null) return null;
    return new RewriteRule.ValueMatcher(pattern, ignoreCase, matcher.flag("negate"));
  }

  RewriteRule.@Nullable Url url() {
    ArmObject url = actions.object("urlConfiguration", ArmType.REWRITE_URL);
    if (url == null) return null;
    warnOfTooLate("urlConfiguration");
    var texts = new RewriteTexts(conditions, null, false);
    String path = texts.read(url, "modifiedPath");
    String query = texts.read(url, "modifiedQueryString");
    boolean reroute = url.flag("reroute");
    JsonValue where = url.raw("modifiedPath");
    if (path != null && where != null) judgePath(url, path, where);
    JsonValue asks = url.raw("reroute");
    if (reroute && path == null && asks != null) {
      String what = "reroute has no effect without modifiedPath";
      url.findings().warning(asks, what, "Give it a modifiedPath");
    }
    return new RewriteRule.Url(path, query, reroute);
  }

  private static void judgePath(ArmObject url, String path, JsonValue where) {
    if (DOT_SEGMENT.matcher(path).find()) {
      String what = JsonValues.shown(path) + " has dot segments";
      url.findings().error(where, what, "Write the path without it");
    }
    if (path.contains("?") || path.contains("{var_request_uri}")) {
      String what = "the ? in a modifiedPath is written %3F, no query begins with it";
      String mend = "Use {var_uri_path}, and modifiedQueryString for the query";
      url.findings().warning(where, what, mend);
    }
  }
}
