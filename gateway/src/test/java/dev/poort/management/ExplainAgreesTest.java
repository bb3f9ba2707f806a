package dev.poort.management;

import static dev.poort.testkit.Rewrite.rule;
import static dev.poort.testkit.Rewrite.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RedirectType;
import dev.poort.config.TargetUrl;
import dev.poort.explain.Explanation;
import dev.poort.explain.Outcome;
import dev.poort.explain.Question;
import dev.poort.message.RequestHead;
import dev.poort.telemetry.Failure;
import dev.poort.testkit.Fuzzing;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is explained is what a running gateway then does, whatever it is asked. */
class ExplainAgreesTest {
  private static final int ROUNDS = 200;

  private static final List<String> HOSTS =
      List.of(
          "shop.test",
          "SHOP.test:8080",
          "shop.test.",
          "a.b.wild.test",
          "w1.test",
          "w12.test",
          "redirect.test",
          "unknown.test",
          "127.0.0.1:80",
          "[::1]",
          "two,hosts");

  private static final List<String> TARGETS =
      List.of(
          "/",
          "/?a=b",
          "/images/a.png",
          "/IMAGES/a.png?x=1&y=2",
          "/images",
          "/images/icons/b",
          "/shop/../images/a",
          "/%69mages/%41",
          "/images/%zz",
          "/images/..;/x",
          "/a%2Fimages/b",
          "//images//a",
          "/old/page?x",
          "/api/p/a.png?q",
          "/api/p/..%2fx",
          "/circle",
          "/api/other?a=b",
          "/fixed",
          "/fixed/not",
          "/\u00e9");

  private static final List<String> HEADERS =
      List.of(
          "Cookie: a=b; c=d",
          "X-Forwarded-For: 192.0.2.7:1234",
          "X-Forwarded-For: forged",
          "X-Forwarded-Proto: gopher",
          "X-Original-Host: forged.test",
          "X-Original-URL: /forged",
          "X-AppGW-Trace-Id: forged",
          "Connection: X-One-Hop",
          "X-One-Hop: yes",
          "Keep-Alive: timeout=5",
          "Proxy-Authorization: Basic YTpi",
          "TE: trailers",
          "Expect: the-best",
          "Sec-WebSocket-Protocol: chat",
          "Content-Length: 0",
          "Content-Length: 5000000000",
          "Transfer-Encoding: gzip");

  private static final List<String> HANDSHAKE =
      List.of(
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

  private static final List<String> WRONG_HANDSHAKES =
      List.of("Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: short", "Upgrade: h2c");

  @AutoClose private final TestMember shop = TestMember.answering("shop");
  @AutoClose private final TestMember images = TestMember.answering("images");
  @AutoClose private final TestMember wild = TestMember.answering("wild");
  @AutoClose private final TestMember basic = TestMember.answering("basic");
  private final Map<String, TestMember> members =
      Map.of(
          "shop", shop, "images", images, "wild", wild, "basic", basic, "api", shop, "circle",
          shop);
  private final GatewayPlan plan = new GatewayPlan();
  private final Set<String> seen = new HashSet<>();

  ExplainAgreesTest() throws Exception {}

  @BeforeEach
  void makeAGatewayOfManyKinds() {
    var elsewhere =
        new RedirectConfiguration(
            "elsewhere", RedirectType.FOUND, new TargetUrl("https://else.test/at?z=1"), true, true);
    plan.site("basic").members(basic).overridePath("/base");
    var pictures =
        plan.site("images").behindPaths().members(images).overridePath("/i/").hostName("img.test");
    var api =
        plan.site("api")
            .behindPaths()
            .members(shop)
            .rewrites(
                set(
                    rule("pictures")
                        .when("var_uri_path", "/api/p/(.*)")
                        .reroute("/images/{var_uri_path_1}"),
                    rule("seen")
                        .request("X-Seen", "{var_host} {var_client_ip} {http_req_Cookie}")
                        .url("/v1{var_uri_path}", "was={var_query_string}")));
    var circle =
        plan.site("circle")
            .behindPaths()
            .members(shop)
            .rewrites(set(rule("circle").reroute("/circle")));
    plan.site("shop")
        .members(shop)
        .hosts("shop.test")
        .path("/images/*", pictures)
        .path("/api/*", api)
        .path("/circle", circle)
        .path("/fixed", pictures)
        .path("/old/*", elsewhere);
    plan.site("wild")
        .member("wild.member.test", wild.port())
        .hosts("*.wild.test", "w?.test")
        .pickHostName();
    var away =
        new RedirectConfiguration(
            "away", RedirectType.PERMANENT, plan.site("shop").listener(), true, false);
    plan.site("redirect").hosts("redirect.test").redirect(away).member("192.0.2.1", 9);
  }

  @Test
  void everyAnswerIsTheOneThatWasExplained() throws Exception {
    try (RunningGateway gateway = plan.start()) {
      int[] asked = {0};
      Fuzzing.run(
          ROUNDS,
          random -> {
            try {
              compare(gateway, random, ++asked[0]);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
    }

    assertThat(seen)
        .contains(
            "ToMember",
            "Redirected",
            "bad-request",
            "ambiguous-path",
            "bad-handshake",
            "method-not-allowed",
            "body-too-large",
            "websocket-version",
            "transfer-coding",
            "rewrite-loop");
  }

  @Test
  void aHandshakeFromAPageThatIsNotAllowedIsExplainedAsRefused() throws Exception {
    plan.site("shop").allowedOrigins("https://shop.test");
    try (RunningGateway gateway = plan.start()) {
      Outcome refused = handshakeFrom("https://evil.test", gateway);
      Outcome allowed = handshakeFrom("https://shop.test", gateway);

      assertThat(refused)
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              it -> assertThat(it.failure()).isEqualTo(Failure.ORIGIN_REFUSED));
      assertThat(allowed).isInstanceOf(Outcome.ToMember.class);
    }
  }

  private static Outcome handshakeFrom(String page, RunningGateway gateway) throws Exception {
    String url = "ws://127.0.0.1:" + gateway.address().getPort() + "/";
    List<String> headers = List.of("Origin: " + page, "Host: shop.test");
    Question question = Question.of("GET", url, headers, null, "127.0.0.1");
    return ExplainEndpoint.explain(question, gateway.gateways().all()).outcome();
  }

  private void compare(RunningGateway gateway, Random random, int line) throws Exception {
    boolean webSocket = random.nextInt(3) == 0;
    String method =
        webSocket ? "GET" : one(List.of("GET", "HEAD", "POST", "OPTIONS", "CONNECT"), random);
    String host = one(HOSTS, random);
    String target = one(TARGETS, random);
    List<String> headers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) headers.add(one(HEADERS, random));
    if (webSocket && random.nextInt(4) == 0) headers.add(one(WRONG_HANDSHAKES, random));
    try (RawClient client = gateway.connect()) {
      String origin = "://127.0.0.1:" + gateway.address().getPort();
      List<String> given = new ArrayList<>(headers);
      given.add("Host: " + host);
      Question question =
          Question.of(
              method, (webSocket ? "ws" : "http") + origin + target, given, null, "127.0.0.1");
      Explanation explained = ExplainEndpoint.explain(question, gateway.gateways().all());

      client.send(request(method, target, host, webSocket, headers));
      RawAnswer answer = method.equals("HEAD") ? client.readAnswerToHead() : client.readAnswer();

      String logged = gateway.awaitLog(line).getLast();
      String what = question + " -> " + explained.outcome();
      assertThat(logged)
          .as(what)
          .contains("\"listenerName\":\"" + named(explained.listener()) + "\"")
          .contains("\"ruleName\":\"" + named(explained.rule()) + "\"");
      seen.add(explained.outcome().getClass().getSimpleName());
      switch (explained.outcome()) {
        case Outcome.ToMember sent -> {
          assertThat(answer.status()).as(what).isEqualTo(200);
          MemberRequest came =
              Objects.requireNonNull(members.get(sent.pool())).requests().getLast();
          assertThat(lines(came.head())).as(what).isEqualTo(lines(sent.request()));
        }
        case Outcome.Redirected to -> {
          assertThat(answer.status()).as(what).isEqualTo(to.status());
          assertThat(answer.field("Location")).as(what).isEqualTo(to.location());
        }
        case Outcome.Refused refused -> {
          seen.add(refused.failure().logName());
          assertThat(answer.status()).as(what).isEqualTo(refused.failure().status());
          assertThat(logged)
              .as(what)
              .contains("\"failure\":\"" + refused.failure().logName() + "\"");
        }
        case Outcome.NoRequest none -> throw new AssertionError(what + none);
      }
    }
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static String request(
      String method, String target, String host, boolean webSocket, List<String> headers) {
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    for (String line : webSocket ? HANDSHAKE : List.<String>of()) {
      String name = line.substring(0, line.indexOf(':'));
      if (headers.stream().noneMatch(each -> each.startsWith(name))) {
        text.append(line).append("\r\n");
      }
    }
    for (String line : headers) text.append(line).append("\r\n");
    return text.append("Host: ").append(host).append("\r\n\r\n").toString();
  }

  private static String named(@Nullable String name) {
    return name == null ? "" : name;
  }

  /** Start line, then the fields by name: what only chance or the kernel knows is left out. */
  private static Map<String, List<String>> lines(String head) {
    Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String[] all = head.split("\r\n", -1);
    lines.put("", List.of(all[0]));
    for (int i = 1; i < all.length && !all[i].isEmpty(); i++) {
      int colon = all[i].indexOf(':');
      add(all[i].substring(0, colon), all[i].substring(colon + 1).strip(), lines);
    }
    return lines;
  }

  private static Map<String, List<String>> lines(RequestHead head) {
    Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    lines.put("", List.of(head.method() + " " + head.target() + " HTTP/1.1"));
    add("Host", head.host(), lines);
    head.fields().forEach((name, value) -> add(name, value, lines));
    return lines;
  }

  private static void add(String name, String value, Map<String, List<String>> lines) {
    String kept = value.strip().replaceAll("127\\.0\\.0\\.1:\\d+$", "127.0.0.1:(port)");
    if (name.equalsIgnoreCase("X-AppGW-Trace-Id"))
      kept = kept.replaceAll("^[0-9a-f]{32}$|^<32.*>$", "(chance)");
    lines.computeIfAbsent(name, _ -> new ArrayList<>()).add(kept);
  }
}
