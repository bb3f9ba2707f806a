package dev.poort.rewrite;

import dev.poort.config.HeaderNames;
import dev.poort.config.RewriteRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a set, compiled.
 *
 * @param rule as configured
 * @param conditions all must hold
 * @param requestHeaders what becomes of request headers
 * @param responseHeaders what becomes of response headers
 * @param path the new path; null to leave it
 * @param query the new query; null to leave it
 */
record CompiledRule(
    RewriteRule rule,
    List<CompiledCondition> conditions,
    List<HeaderAction> requestHeaders,
    List<HeaderAction> responseHeaders,
    @Nullable CompiledText path,
    @Nullable CompiledText query) {
  /** Compiles a rule. */
  static CompiledRule of(RewriteRule rule) {
    RewriteRule.Url url = rule.url();
    return new CompiledRule(
        rule,
        rule.conditions().stream().map(CompiledCondition::of).toList(),
        actions(rule.requestHeaders(), rule),
        actions(rule.responseHeaders(), rule),
        url == null ? null : text(url.modifiedPath(), rule),
        url == null ? null : text(url.modifiedQueryString(), rule));
  }

  private static List<HeaderAction> actions(List<RewriteRule.Header> headers, RewriteRule rule) {
    return headers.stream()
        .filter(header -> !HeaderNames.isRefused(header.name()))
        .filter(header -> !HeaderNames.isFraming(header.name()))
        .map(header -> HeaderAction.of(header, rule.conditions()))
        .toList();
  }

  private static @Nullable CompiledText text(@Nullable String text, RewriteRule rule) {
    return text == null ? null : CompiledText.of(text, rule.conditions());
  }
}
