package dev.poort.rewrite;

import static dev.poort.testkit.Rewrite.rule;
import static dev.poort.testkit.Rewrite.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.RewriteRule;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.Rewrite;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of requests and answers: conditions, values, order, paths, rerouting. */
class RewritingTest {
  private static final String SEEN = "X-Seen";

  @ParameterizedTest
  @CsvSource({
    "chrome,  false, false, false",
    "Chrome,  false, false, true",
    "chrome,  true,  false, true",
    "^Chrome, false, false, false",
    "Firefox, false, true,  true",
    "Chrome,  false, true,  false",
  })
  void aConditionLooksForAPattern(String pattern, boolean ignoreCase, boolean negate, boolean holds)
      throws Exception {
    var set =
        set(
            rule("r")
                .when("http_req_User-Agent", pattern, ignoreCase, negate)
                .request(SEEN, "yes"));

    assertThat(Run.of(set, Run.get("/", "User-Agent: Mozilla Chrome")).header(SEEN))
        .isEqualTo(holds ? List.of("yes") : List.of());
  }

  @Test
  void allConditionsMustHold() throws Exception {
    var set =
        set(
            rule("r")
                .when("var_http_method", "GET")
                .when("var_uri_path", "^/b")
                .request(SEEN, "1"));

    assertThat(Run.of(set, Run.get("/a")).header(SEEN)).isEmpty();
    assertThat(Run.of(set, Run.get("/b")).header(SEEN)).containsExactly("1");
  }

  @Test
  void aHeaderThatIsNotThereIsEmpty() throws Exception {
    var set = set(rule("r").when("http_req_X-None", "^$").request(SEEN, "absent"));

    assertThat(Run.of(set, Run.get("/")).header(SEEN)).containsExactly("absent");
    assertThat(Run.of(set, Run.get("/", "X-None: 1")).header(SEEN)).isEmpty();
  }

  @Test
  void aConditionOnAHeaderLooksAtEachOfItsLines() throws Exception {
    var set = set(rule("r").when("http_req_X-A", "^(b.*)$").request(SEEN, "{http_req_X-A_1}"));

    assertThat(Run.of(set, Run.get("/", "X-A: aa", "X-A: bb")).header(SEEN)).containsExactly("bb");
  }

  @Test
  void aCaptureIsNamedInTheLetterCaseOfItsCondition() throws Exception {
    var set =
        set(
            rule("r")
                .when("http_req_user-agent", "(\\w+)/([\\d.]+)")
                .request(
                    SEEN,
                    "{http_req_user-agent_1}:{http_req_user-agent_2}:{http_req_User-Agent_1}"));

    assertThat(Run.of(set, Run.get("/", "User-Agent: curl/8.1")).header(SEEN))
        .containsExactly("curl:8.1:");
  }

  @Test
  void aGroupThatTookNoPartIsEmpty() throws Exception {
    var set =
        set(
            rule("r")
                .when("var_uri_path", "/(a)|/(b)")
                .request(SEEN, "[{var_uri_path_1}{var_uri_path_9}{var_uri_path_2}]"));

    assertThat(Run.of(set, Run.get("/b")).header(SEEN)).containsExactly("[b]");
  }

  @Test
  void anUnderscoreInAHeadersNameStandsForAHyphenToo() throws Exception {
    var set = set(rule("r").request(SEEN, "{http_req_user_agent}"));

    assertThat(Run.of(set, Run.get("/", "User-Agent: curl")).header(SEEN)).containsExactly("curl");
  }

  @Test
  void otherBracesAreText() throws Exception {
    String json = "{\"group\":\"default\",\"max_age\":31536000}";

    assertThat(Run.of(set(rule("r").request(SEEN, json)), Run.get("/")).header(SEEN))
        .containsExactly(json);
  }

  @Test
  void severalLinesOfAHeaderAreOneValueWithCommas() throws Exception {
    var set = set(rule("r").request(SEEN, "{http_req_Accept}"));

    assertThat(Run.of(set, Run.get("/", "Accept: a", "Accept: b")).header(SEEN))
        .containsExactly("a, b");
  }

  @Test
  void rulesRunInTheOrderOfTheirSequenceAndSeeWhatThoseBeforeWrote() throws Exception {
    var set =
        set(
            rule("later").sequence(200).request(SEEN, "{http_req_X-Seen} b"),
            rule("first").sequence(50).request(SEEN, "a"),
            rule("last").sequence(200).request(SEEN, "{http_req_X-Seen} c"));

    assertThat(Run.of(set, Run.get("/")).header(SEEN)).containsExactly("a b c");
  }

  @Test
  void aValueThatComesOutEmptyDeletesTheHeader() throws Exception {
    var set = set(rule("r").request("Accept", "{http_req_X-None}"));

    assertThat(Run.of(set, Run.get("/", "Accept: a")).header("Accept")).isEmpty();
  }

  @Test
  void oneLineTakesThePlaceOfAll() throws Exception {
    var set = set(rule("r").response("Set-Cookie", "{http_resp_Set-Cookie}; Secure"));

    assertThat(
            Run.of(set, Run.get("/"))
                .answered("200 OK", "Set-Cookie: a=1", "Set-Cookie: b=2")
                .fields()
                .all("Set-Cookie"))
        .containsExactly("a=1; Secure");
  }

  @Test
  void aMatcherMeansThoseLinesInWhichItIsFound() throws Exception {
    var set =
        set(
            rule("r")
                .response(
                    "Set-Cookie",
                    "cookie2=([^;]*)",
                    "cookie2={capt_header_value_matcher_1};Max-Age=3600"));

    assertThat(
            Run.of(set, Run.get("/"))
                .answered("200 OK", "Set-Cookie: a=1", "Set-Cookie: cookie2=x; Path=/")
                .fields()
                .all("Set-Cookie"))
        .containsExactly("a=1", "cookie2=x;Max-Age=3600");
  }

  @Test
  void aMatcherThatIsFoundNowhereMakesNoHeader() throws Exception {
    var set = set(rule("r").response("Set-Cookie", "c=", "c=1"));

    assertThat(Run.of(set, Run.get("/")).answered("200 OK").fields().all("Set-Cookie")).isEmpty();
  }

  @Test
  void aConditionOnTheAnswerDecidesWhenItComes() throws Exception {
    var set =
        set(
            rule("r")
                .when("var_http_status", "^5")
                .when("var_uri_path", "^/api")
                .request(SEEN, "too early")
                .response(SEEN, "{var_http_status}"));

    var run = Run.of(set, Run.get("/api"));
    assertThat(run.header(SEEN)).isEmpty();
    assertThat(run.answered("503 Busy").fields().all(SEEN)).containsExactly("503");
    assertThat(Run.of(set, Run.get("/api")).answered("200 OK").fields().all(SEEN)).isEmpty();
    assertThat(Run.of(set, Run.get("/")).answered("503 Busy").fields().all(SEEN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "/new,    null, /new?x=1",
        "new,     null, /new?x=1",
        "//new,   null, /new?x=1",
        "'',      null, /?x=1",
        "null,    y=2,  /old?y=2",
        "null,    '',   /old",
        "/new,    '',   /new",
        "/a b?c#d\\é, '', /a%20b%3Fc%23d%5C%C3%A9",
        "/100%,   '',   /100%25",
        "null,    a b#\\, /old?a%20b%23%5C",
        "/x{var_uri_path}, null, /x/old?x=1",
        "/{var_query_string}, '', /x=1",
        "null,    '{var_query_string}&y=2', /old?x=1&y=2",
      })
  void pathAndQueryAreWrittenApart(String path, String query, String forwarded) throws Exception {
    var run = Run.of(set(rule("r").url(path, query)), Run.get("/old?x=1"));

    assertThat(run.defect()).isNull();
    assertThat(run.forwarded()).isEqualTo(forwarded);
  }

  @Test
  void theAsteriskOfOptionsIsNoPath() throws Exception {
    var run =
        Run.of(set(rule("r").url("/a", "b")), "OPTIONS * HTTP/1.1\r\nHost: contoso.com\r\n\r\n");

    assertThat(run.forwarded()).isEqualTo("*");
  }

  @Test
  void uriPathIsTheClientsWhateverHasBeenWritten() throws Exception {
    var set =
        set(
            rule("one").sequence(1).url("/new", ""),
            rule("two").sequence(2).request(SEEN, "{var_uri_path}?{var_query_string}"));

    assertThat(Run.of(set, Run.get("/old?x=1")).header(SEEN)).containsExactly("/old?x=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "a/../../secret",
        "%2e%2e/secret",
        "..%2fsecret",
        "..%5csecret",
        "..;/secret",
        "%252e%252e/secret",
        "a%00",
      })
  void whatAClientSentCannotLeadOutOfThePathItIsPutInto(String sent) throws Exception {
    var set =
        set(rule("r").when("var_query_string", "file=(.*)").url("/files/{var_query_string_1}", ""));

    assertThat(Run.of(set, Run.get("/?file=" + sent)).defect()).isEqualTo(RewriteDefect.UNSAFE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "a\r\nX-Evil: 1", "a@b", "[::1"})
  void aHostThatIsNoneIsRefused(String host) throws Exception {
    assertThat(Run.of(set(rule("r").request("Host", host)), Run.get("/")).defect())
        .isEqualTo(RewriteDefect.UNSAFE);
  }

  @Test
  void aControlCharacterIsEncodedOnItsWayIntoAHeader() throws Exception {
    // A user of Basic authentication with CR LF in it.
    var request = Run.get("/", "Authorization: Basic YQ0KWC1FdmlsOiAxOmI=");

    assertThat(Run.of(set(rule("r").request(SEEN, "{var_client_user}")), request).header(SEEN))
        .containsExactly("a%0D%0AX-Evil");
  }

  @Test
  void textOfTheFileIsUtf8OnTheWire() throws Exception {
    var run = Run.of(set(rule("r").request(SEEN, "é")), Run.get("/"));

    assertThat(run.header(SEEN)).containsExactly("\u00C3\u00A9");
  }

  @Test
  void aValueCannotGrowWithoutBound() throws Exception {
    var rules = new Rewrite[40];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = rule("r" + i).request(SEEN, "{http_req_X-Seen}{http_req_X-Seen}a");
    }

    assertThat(Run.of(set(rules), Run.get("/")).defect()).isEqualTo(RewriteDefect.TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection", "Upgrade", "Content-Length", "Transfer-Encoding", "TE"})
  void whatFramesAMessageIsNotWritten(String name) throws Exception {
    var run = Run.of(set(rule("r").request(name, "x").response(name, "x")), Run.get("/"));

    assertThat(run.header(name)).isEmpty();
    assertThat(run.answered("200 OK").fields().all(name)).isEmpty();
  }

  @Test
  void reroutingTakesTheRouteOfTheNewPathAndItsSet() throws Exception {
    GatewayPlan plan = new GatewayPlan();
    var shoes =
        plan.site("shoes").behindPaths().rewrites(set(rule("shoes").request(SEEN, "shoes")));
    plan.site()
        .rewrites(
            set(
                rule("by query")
                    .when("var_query_string", "category=shoes")
                    .reroute("/listing1")
                    .response("X-Via", "reroute")))
        .path("/listing1", shoes);

    var run = Run.of(plan, Run.get("/listing?category=shoes"));
    assertThat(run.rewriting().route().pathRule()).isNotNull();
    assertThat(run.forwarded()).isEqualTo("/listing1?category=shoes");
    assertThat(run.header(SEEN)).containsExactly("shoes");
    assertThat(run.answered("200 OK").fields().all("X-Via")).containsExactly("reroute");

    assertThat(Run.of(plan, Run.get("/listing?category=any")).forwarded())
        .isEqualTo("/listing?category=any");
  }

  @Test
  void withoutRerouteTheRouteStays() throws Exception {
    GatewayPlan plan = new GatewayPlan();
    plan.site()
        .rewrites(set(rule("r").url("/other/a", null)))
        .path("/other/*", plan.site("other").behindPaths());

    var run = Run.of(plan, Run.get("/a"));
    assertThat(run.rewriting().route().pathRule()).isNull();
    assertThat(run.forwarded()).isEqualTo("/other/a");
  }

  @Test
  void aLoopOfReroutesEnds() throws Exception {
    GatewayPlan plan = new GatewayPlan();
    var a =
        plan.site("a")
            .behindPaths()
            .rewrites(set(rule("a").when("var_http_method", "GET").reroute("/b")));
    var b =
        plan.site("b")
            .behindPaths()
            .rewrites(set(rule("b").when("var_http_method", "GET").reroute("/a")));
    plan.site().path("/a", a).path("/b", b);

    assertThat(Run.of(plan, Run.get("/a")).defect()).isEqualTo(RewriteDefect.LOOP);
  }

  @Test
  void aReroutedPathThatCouldGoByTwoPathRulesIsRefused() throws Exception {
    GatewayPlan plan = new GatewayPlan();
    plan.site()
        .rewrites(
            set(rule("r").when("var_query_string", "p=(.*)").reroute("/{var_query_string_1}")))
        .path("/admin/*", plan.site("admin").behindPaths());

    assertThat(Run.of(plan, Run.get("/?p=admin%2fx")).defect()).isEqualTo(RewriteDefect.UNSAFE);
    assertThat(Run.of(plan, Run.get("/?p=ADMIN/x")).rewriting().route().pathRule()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    // The pattern still names the new path: the override takes its place.
    "/images/new, /static/new",
    // It does not: the override goes before it.
    "/other/new,  /static/other/new",
  })
  void thePathOfTheSettingsGoesBeforeARewrittenPath(String path, String forwarded)
      throws Exception {
    GatewayPlan plan = new GatewayPlan();
    var images = plan.site("images").behindPaths().overridePath("/static/");
    plan.site().path("/images/*", images.rewrites(set(rule("r").url(path, null))));

    assertThat(Run.of(plan, Run.get("/images/old")).forwarded()).isEqualTo(forwarded);
  }

  @Test
  void eachStepIsTold() throws Exception {
    var set =
        set(
            rule("r")
                .when("var_uri_path", "/(.+)")
                .request("X-A", "{var_uri_path_1}")
                .url("/new", null));

    var run = Run.of(set, Run.get("/old", "X-A: before"));
    RewriteRule rule = set.rewriteRules().getFirst();
    assertThat(run.steps())
        .containsExactly(
            new RewriteStep.Begun("set", run.rewriting().route()),
            new RewriteStep.Condition(rule, rule.conditions().getFirst(), "/old", true),
            new RewriteStep.Rule(rule, Verdict.HOLDS),
            new RewriteStep.Header(
                rule, rule.requestHeaders().getFirst(), false, List.of("before"), List.of("old")),
            new RewriteStep.Url(rule, Objects.requireNonNull(rule.url()), "/old", "/new"));
  }
}
