package dev.poort.testkit;

import dev.poort.config.TransportKind;
import dev.poort.telemetry.Session;
import java.io.IOException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** A gateway before one member, and one session through it, both of whose ends are the test's. */
public final class OpenSession implements AutoCloseable {
  private final WebSocketMember member;
  private final GatewayPlan plan;
  private final RunningGateway gateway;
  private final AutoCloseable connection;
  private final WebSocketEnd client;
  private final WebSocketEnd served;

  private OpenSession(
      WebSocketMember member,
      GatewayPlan plan,
      RunningGateway gateway,
      AutoCloseable connection,
      WebSocketEnd client)
      throws Exception {
    this.member = member;
    this.plan = plan;
    this.gateway = gateway;
    this.connection = connection;
    this.client = client;
    this.served = member.next();
  }

  /** In clear text on both sides, with the best transport. */
  public static OpenSession start() throws Exception {
    return start(plan -> {});
  }

  /** With a transport. */
  public static OpenSession over(TransportKind transport) throws Exception {
    return start(plan -> plan.transport(transport));
  }

  /** With what the test wants of its gateway. */
  public static OpenSession start(Consumer<GatewayPlan> wanted) throws Exception {
    WebSocketMember member = WebSocketMember.start();
    GatewayPlan plan = GatewayPlan.before(member.member());
    wanted.accept(plan);
    RunningGateway gateway = plan.start();
    RawClient connection = gateway.connect();
    return new OpenSession(member, plan, gateway, connection, WebSocketEnd.open(connection));
  }

  /** With a client that speaks HTTP/2 in clear text. */
  public static OpenSession startHttp2(Consumer<GatewayPlan> wanted) throws Exception {
    WebSocketMember member = WebSocketMember.start();
    GatewayPlan plan = GatewayPlan.before(member.member());
    plan.site().h2c();
    wanted.accept(plan);
    RunningGateway gateway = plan.start();
    Http2Peer connection = Http2Peer.connect(gateway.address());
    return new OpenSession(member, plan, gateway, connection, WebSocketEnd.open(connection));
  }

  /** Over TLS on both sides. */
  public static OpenSession startTls(TransportKind transport) throws Exception {
    TestCa ca = TestCa.create();
    SSLContext context = ca.issue("member.test").serverContext();
    WebSocketMember member = WebSocketMember.startTls(context);
    GatewayPlan plan = new GatewayPlan().transport(transport).trusting(ca);
    plan.site()
        .certificate(ca.issue("site.test"))
        .membersOverTls()
        .member("member.test", member.member().port())
        .hostName("member.test");
    RunningGateway gateway = plan.start();
    RawClient connection = RawClient.connectTls(gateway.address(), ca.clientContext(), "site.test");
    return new OpenSession(member, plan, gateway, connection, WebSocketEnd.open(connection));
  }

  /** What the gateway is; change it and {@link #apply}. */
  public GatewayPlan plan() {
    return plan;
  }

  /** Changes the gateway to what the plan is now. */
  public void apply() throws IOException {
    gateway.apply(plan);
  }

  /** The gateway. */
  public RunningGateway gateway() {
    return gateway;
  }

  /** The member. */
  public WebSocketMember member() {
    return member;
  }

  /** The client's end. */
  public WebSocketEnd client() {
    return client;
  }

  /** The member's end. */
  public WebSocketEnd served() {
    return served;
  }

  /** The gateway's only session. */
  public Session facts() {
    return gateway.gateway().sessions().getFirst();
  }

  /** Waits until the gateway has no session any more. */
  public void awaitNoSession() throws Exception {
    Await.until("no session", () -> gateway.gateway().sessions().isEmpty());
  }

  @Override
  public void close() throws Exception {
    client.close();
    connection.close();
    member.close();
    gateway.close();
  }
}
