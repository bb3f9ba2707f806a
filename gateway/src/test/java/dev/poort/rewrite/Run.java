package dev.poort.rewrite;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Forward;
import dev.poort.config.RewriteRuleSet;
import dev.poort.config.ServerVariable;
import dev.poort.message.MessageException;
import dev.poort.message.RequestHead;
import dev.poort.message.RequestReader;
import dev.poort.message.ResponseHead;
import dev.poort.message.ResponseReader;
import dev.poort.routing.Route;
import dev.poort.routing.RouteTable;
import dev.poort.routing.RuleRoutes;
import dev.poort.testkit.GatewayPlan;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request through the sets of a gateway, without traffic. */
final class Run {
  static final ClientView CLIENT = new TestClient();

  private final Rewriting rewriting;
  private final RequestHead head;
  private final List<RewriteStep> steps = new ArrayList<>();
  private final @Nullable RewriteDefect defect;

  private Run(RuleRoutes routes, RequestHead head, String target) {
    this.head = head;
    rewriting = new Rewriting(routes, Run::compiled, head, target, CLIENT, steps::add);
    defect = rewriting.request();
  }

  private static @Nullable RewriteSet compiled(Route route) {
    RewriteRuleSet set = ((Forward) route.action()).rewriteRuleSet();
    return set == null ? null : RewriteSet.of(set);
  }

  /** Through the one set of a basic rule. */
  static Run of(RewriteRuleSet set, String request) throws MessageException {
    GatewayPlan plan = new GatewayPlan();
    plan.site().rewrites(set);
    return of(plan, request);
  }

  /** Through the sets of the plan's rule. */
  static Run of(GatewayPlan plan, String request) throws MessageException {
    return Objects.requireNonNull(tried(plan, request));
  }

  /** The same; null when the path is refused before anything is rewritten. */
  static @Nullable Run tried(GatewayPlan plan, String request) throws MessageException {
    ApplicationGateway gateway = plan.config();
    var table = RouteTable.of(gateway, gateway.frontendIpConfigurations().getFirst(), 80);
    RuleRoutes routes = Objects.requireNonNull(table.rule("contoso.com"));
    RequestHead head = head(request);
    String target = routes.settle(head.target());
    return target == null ? null : new Run(routes, head, target);
  }

  /** A GET with these lines more. */
  static String get(String target, String... lines) {
    String more = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
    return "GET " + target + " HTTP/1.1\r\nHost: Contoso.com:8080\r\n" + more + "\r\n";
  }

  private static RequestHead head(String text) throws MessageException {
    ByteBuf in = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    try {
      return Objects.requireNonNull(new RequestReader(1 << 20, 1 << 20).read(in));
    } finally {
      in.release();
    }
  }

  /** Answers, and returns the answer as the client gets it. */
  ResponseHead answered(String status, String... lines) throws MessageException {
    String more = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
    ByteBuf in =
        Unpooled.copiedBuffer(
            "HTTP/1.1 " + status + "\r\n" + more + "\r\n", StandardCharsets.ISO_8859_1);
    try {
      ResponseHead answer = Objects.requireNonNull(new ResponseReader(1 << 20).read(in, false));
      RewriteDefect wrong = rewriting.answered(answer, 500);
      if (wrong != null) throw new AssertionError(wrong);
      return answer;
    } finally {
      in.release();
    }
  }

  Rewriting rewriting() {
    return rewriting;
  }

  /** A header of the request, all its lines. */
  List<String> header(String name) {
    return head.fields().all(name);
  }

  String forwarded() {
    return rewriting.forwarded();
  }

  List<RewriteStep> steps() {
    return steps;
  }

  @Nullable RewriteDefect defect() {
    return defect;
  }

  private static final class TestClient implements ClientView {
    @Override
    public String ip() {
      return "203.0.113.7";
    }

    @Override
    public int port() {
      return 50123;
    }

    @Override
    public int serverPort() {
      return 443;
    }

    @Override
    public String localHost() {
      return "192.0.2.1:443";
    }

    @Override
    public boolean secure() {
      return true;
    }

    @Override
    public String tcpRoundTrip() {
      return "4200";
    }

    @Override
    public String sslProtocol() {
      return "TLSv1.3";
    }

    @Override
    public String sslCipher() {
      return "TLS_AES_128_GCM_SHA256";
    }

    @Override
    public String ciphersSupported() {
      return "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384";
    }

    @Override
    public String certificate(ServerVariable part) {
      return "the\n" + part.armName();
    }
  }
}
