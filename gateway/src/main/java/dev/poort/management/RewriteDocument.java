package dev.poort.management;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Forward;
import dev.poort.config.RewriteRule;
import dev.poort.config.RewriteRuleSet;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** The part of a {@link GatewayDocument} that says what is rewritten. */
final class RewriteDocument {
  private RewriteDocument() {}

  /** Those that some rule uses. */
  static List<RewriteRuleSet> sets(ApplicationGateway gateway) {
    return gateway.requestRoutingRules().stream()
        .flatMap(rule -> rule.target().actions().stream())
        .map(action -> action instanceof Forward forward ? forward.rewriteRuleSet() : null)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  static void write(ArmWriter out, RewriteRuleSet set) throws IOException {
    out.openArray("rewriteRules");
    for (RewriteRule rule : set.rewriteRules()) {
      out.open();
      out.text("name", rule.name());
      out.number("ruleSequence", rule.ruleSequence());
      out.openArray("conditions");
      for (RewriteRule.Condition condition : rule.conditions()) write(out, condition);
      out.closeArray();
      out.open("actionSet");
      write(out, "requestHeaderConfigurations", rule.requestHeaders());
      write(out, "responseHeaderConfigurations", rule.responseHeaders());
      RewriteRule.Url url = rule.url();
      if (url != null) write(out, url);
      out.close();
      out.close();
    }
    out.closeArray();
  }

  private static void write(ArmWriter out, RewriteRule.Condition condition) throws IOException {
    out.open();
    out.text("variable", condition.variable());
    out.text("pattern", condition.pattern());
    out.flag("ignoreCase", condition.ignoreCase());
    out.flag("negate", condition.negate());
    out.close();
  }

  private static void write(ArmWriter out, String property, List<RewriteRule.Header> headers)
      throws IOException {
    out.openArray(property);
    for (RewriteRule.Header header : headers) {
      out.open();
      out.text("headerName", header.name());
      out.text("headerValue", header.value());
      RewriteRule.ValueMatcher matcher = header.matcher();
      if (matcher != null) {
        out.open("headerValueMatcher");
        out.text("pattern", matcher.pattern());
        out.flag("ignoreCase", matcher.ignoreCase());
        out.flag("negate", matcher.negate());
        out.close();
      }
      out.close();
    }
    out.closeArray();
  }

  private static void write(ArmWriter out, RewriteRule.Url url) throws IOException {
    out.open("urlConfiguration");
    out.text("modifiedPath", url.modifiedPath());
    out.text("modifiedQueryString", url.modifiedQueryString());
    out.flag("reroute", url.reroute());
    out.close();
  }
}
