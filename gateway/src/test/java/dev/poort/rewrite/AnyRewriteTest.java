package dev.poort.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.RewriteRule;
import dev.poort.config.RewriteRuleSet;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever rules and requests say: nothing throws, nothing breaks out of its place. */
class AnyRewriteTest {
  private static final String[] VARIABLES = {
    "var_uri_path", "var_query_string", "var_request_uri", "var_host", "var_cookie_a",
    "var_client_user", "http_req_X-A", "http_req_X-B", "http_req_Host", "http_resp_X-A",
    "http_resp_Set-Cookie", "var_http_status", "var_client_certificate"
  };
  private static final String[] PATTERNS = {
    "(.*)", "^/(.+)/(.+)$", "(a|b)+", "[^;]*", "(\\w+)=(\\w*)", "", "x", "(?i)A", "(..)$"
  };
  private static final String[] TEXTS = {
    "", "/", "a", "..", "%", "%2e", "?", "#", "\\", " ", ";", "é", "//", "{", "}", "{va", ":"
  };
  private static final String[] HEADERS = {
    "X-A", "X-B", "Host", "Cookie", "Set-Cookie", "Location", "X-Forwarded-For", "Connection"
  };
  private static final String TARGET_OCTETS = "ab/%.;?=&2eEfF5cC~";
  private static final Pattern TARGET = Pattern.compile("/[!-~&&[^#\\\\]]*");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E\\x80-\\xFF]*");
  private static final Pattern DOTS = Pattern.compile("(^|/)\\.\\.?(/|$)");

  private final Random random = new Random(20_261_130);

  @Test
  void noInputMakesItThrowOrBreakOut() throws Exception {
    for (int round = 0; round < 4_000; round++) {
      GatewayPlan plan = plan();
      String request = request();
      Run run = Run.tried(plan, request);
      if (run == null || run.defect() != null) continue;
      String path = Values.pathOf(run.forwarded());
      assertThat(run.forwarded()).as(request).matches(TARGET);
      assertThat(DOTS.matcher(path).find()).as(request + run.forwarded()).isFalse();
      for (String name : HEADERS) {
        assertThat(run.header(name)).allSatisfy(value -> assertThat(value).matches(VALUE));
      }
      var answer = run.answered("200 OK", "X-A: " + text(3), "Set-Cookie: a=1", "Set-Cookie: b=2");
      for (String name : HEADERS) {
        assertThat(answer.fields().all(name)).allSatisfy(value -> assertThat(value).matches(VALUE));
      }
    }
  }

  private GatewayPlan plan() {
    GatewayPlan plan = new GatewayPlan();
    Site other = plan.site("other").behindPaths();
    if (random.nextBoolean()) other.rewrites(set());
    plan.site().rewrites(set()).path("/a/*", other);
    return plan;
  }

  private RewriteRuleSet set() {
    List<RewriteRule> rules = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) rules.add(rule());
    return new RewriteRuleSet("set", rules);
  }

  private RewriteRule rule() {
    List<RewriteRule.Condition> conditions = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      conditions.add(
          new RewriteRule.Condition(
              pick(VARIABLES), pick(PATTERNS), random.nextBoolean(), random.nextInt(4) == 0));
    }
    var url =
        random.nextBoolean()
            ? null
            : new RewriteRule.Url(
                random.nextInt(3) == 0 ? null : value(),
                random.nextBoolean() ? null : value(),
                random.nextInt(4) == 0);
    return new RewriteRule("rule", 1, conditions, headers(), headers(), url);
  }

  private List<RewriteRule.Header> headers() {
    List<RewriteRule.Header> headers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      var matcher =
          random.nextInt(3) > 0
              ? null
              : new RewriteRule.ValueMatcher(
                  pick(PATTERNS), random.nextBoolean(), random.nextBoolean());
      headers.add(new RewriteRule.Header(pick(HEADERS), value(), matcher));
    }
    return headers;
  }

  private String value() {
    var value = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> value.append('{').append(pick(VARIABLES)).append('}');
        case 1 -> value.append('{').append(pick(VARIABLES)).append("_1}");
        case 2 -> value.append("{capt_header_value_matcher_1}");
        default -> value.append(pick(TEXTS));
      }
    }
    return value.toString();
  }

  private String request() {
    var target = new StringBuilder("/");
    for (int i = random.nextInt(12); i > 0; i--) {
      target.append(TARGET_OCTETS.charAt(random.nextInt(TARGET_OCTETS.length())));
    }
    return Run.get(target.toString(), "X-A: " + text(4), "X-A: b", "Cookie: a=" + text(2));
  }

  /** Text of a header. */
  private String text(int parts) {
    var text = new StringBuilder("x");
    for (int i = 0; i < parts; i++) {
      text.append(random.nextInt(3) == 0 ? (char) (0x80 + random.nextInt(0x80)) : 'a');
    }
    return text.toString();
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
