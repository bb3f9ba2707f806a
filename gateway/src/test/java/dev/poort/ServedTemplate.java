package dev.poort;

import dev.poort.arm.GatewayReader;
import dev.poort.arm.GatewaySource;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.CertificateBinding;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Settings;
import dev.poort.problem.Purpose;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;

/**
 * A template of another author, untouched, that serves with everything on this machine: each pool
 * has one member, which answers with the pool's name and the path that it was asked for.
 */
final class ServedTemplate implements AutoCloseable {
  private static final Path TEMPLATES = Path.of("src", "test", "resources", "dev/poort/templates");

  private final List<TestMember> members = new ArrayList<>();
  private final TestCa ca = TestCa.create();
  private final ApplicationGateway gateway;
  private final Poort poort;

  /**
   * Starts it.
   *
   * @param folder where its certificates are put
   */
  ServedTemplate(String name, Path folder) throws Exception {
    GatewaySource source = source(name);
    gateway = read(source);
    poort = Poort.start(source, Settings.DEFAULT.withBindings(bindings(folder)));
  }

  /** The names of all templates. */
  static List<String> names() throws IOException {
    try (var folders = Files.list(TEMPLATES)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** Its gateway as far as it can be told without bindings. */
  static ApplicationGateway read(String name) throws Exception {
    return read(source(name));
  }

  private static ApplicationGateway read(GatewaySource source) throws Exception {
    return GatewayReader.read(source, Bindings.NONE, Purpose.BIND)
        .gateways()
        .valueOrThrow()
        .getFirst();
  }

  static GatewaySource source(String name) {
    Path folder = TEMPLATES.resolve(name);
    Path parameters = folder.resolve("azuredeploy.parameters.json");
    var template = new GatewaySource(folder.resolve("azuredeploy.json"));
    return Files.exists(parameters)
        ? template.with(parameters.toString())
        : template.with(
            "aksServicePrincipalAppId=app",
            "aksServicePrincipalClientSecret=secret",
            "aksServicePrincipalObjectId=object");
  }

  private Bindings bindings(Path folder) throws Exception {
    Map<String, String> frontends = new HashMap<>();
    gateway.frontendIpConfigurations().forEach(it -> frontends.put(it.name(), "127.0.0.1"));
    Map<Integer, Integer> ports = new HashMap<>();
    gateway.frontendPorts().forEach(it -> ports.put(it.port(), 0));
    Map<String, List<HostAndPort>> pools = new HashMap<>();
    for (BackendAddressPool pool : gateway.backendAddressPools()) {
      TestMember member = TestMember.start(request -> answer(pool.name(), request));
      members.add(member);
      pools.put(pool.name(), List.of(new HostAndPort("127.0.0.1", member.port())));
    }
    Map<String, CertificateBinding> certificates = new HashMap<>();
    for (HttpListener listener : gateway.httpListeners()) {
      var certificate = listener.sslCertificate();
      if (certificate == null) continue;
      String host = listener.multiSite() ? listener.hostNames().getFirst() : "localhost";
      Path pfx = ca.issue(host).writePfx(folder.resolve(certificate.name() + ".pfx"), "");
      certificates.put(certificate.name(), CertificateBinding.pfx(pfx.toString(), ""));
    }
    return new Bindings(frontends, ports, pools, certificates);
  }

  private static void answer(String pool, MemberRequest request) throws Exception {
    String answer = pool + " " + request.startLine().split(" ", -1)[1];
    if (request.field("Upgrade") == null) {
      request.answer(answer);
    } else {
      WebSocketEnd session = WebSocketEnd.agree(request, "");
      session.sendText(answer);
      session.readClose();
      session.sendClose(1000, "");
    }
  }

  /** The same URI with the local port in place of the frontend's. */
  URI here(URI uri) {
    int port =
        gateway.httpListeners().stream()
            .filter(listener -> listener.frontendPort().port() == uri.getPort())
            .map(listener -> poort.port(listener.name()))
            .findFirst()
            .orElseThrow();
    return URI.create(
        "%s://%s:%d%s".formatted(uri.getScheme(), uri.getHost(), port, uri.getPath()));
  }

  /** What is answered to a GET. */
  RawAnswer get(URI uri) throws Exception {
    try (RawClient client = connect(uri)) {
      return client.get(uri.getPath(), uri.getAuthority());
    }
  }

  /** The first text that is heard in a WebSocket session. */
  String firstWords(URI uri) throws Exception {
    try (RawClient client = connect(uri)) {
      client.send(
          WebSocketEnd.handshake(uri.getPath(), "").replace("site.test", uri.getAuthority()));
      WebSocketEnd session = WebSocketEnd.agreed(client);
      byte[] words = session.read().payload();
      session.sendClose(1000, "");
      session.readClose();
      return new String(words, StandardCharsets.UTF_8);
    }
  }

  private RawClient connect(URI uri) throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort());
    if (uri.getScheme().equals("http")) return RawClient.connect(address);
    RawClient client = RawClient.connectTls(address, ca.clientContext(), uri.getHost());
    var shown = ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0];
    String subject = ((X509Certificate) shown).getSubjectX500Principal().getName();
    if (subject.equals("CN=" + uri.getHost())) return client;
    client.close();
    throw new AssertionError("the certificate is for " + subject + ", not for " + uri.getHost());
  }

  @Override
  public void close() throws IOException {
    poort.close();
    for (TestMember member : members) member.close();
  }
}
