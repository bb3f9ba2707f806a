package dev.poort.testkit;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.CertificateBinding;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;

/**
 * What gateways of templates need on this machine, and a client: each pool has one member, which
 * answers with the pool's name and the path that it was asked for; ports are the kernel's choice.
 */
public final class TemplateSurroundings implements AutoCloseable {
  private final Path folder;
  private final TestCa ca = TestCa.create();
  private final Map<String, TestMember> members = new HashMap<>();
  private final Map<String, String> frontends = new HashMap<>();
  private final Map<Integer, Integer> ports = new HashMap<>();
  private final Map<String, CertificateBinding> certificates = new HashMap<>();

  /** With a folder for the certificates. */
  public TemplateSurroundings(Path folder) throws Exception {
    this.folder = folder;
  }

  /** Adds what a gateway needs. */
  public TemplateSurroundings with(ApplicationGateway gateway) throws Exception {
    gateway.frontendIpConfigurations().forEach(it -> frontends.put(it.name(), "127.0.0.1"));
    gateway.frontendPorts().forEach(it -> ports.put(it.port(), 0));
    for (BackendAddressPool pool : gateway.backendAddressPools()) {
      if (members.containsKey(pool.name())) continue;
      members.put(pool.name(), TestMember.start(request -> answer(pool.name(), request)));
    }
    for (HttpListener listener : gateway.httpListeners()) {
      var certificate = listener.sslCertificate();
      if (certificate == null || certificates.containsKey(certificate.name())) continue;
      String host = listener.multiSite() ? listener.hostNames().getFirst() : "localhost";
      Path pfx = ca.issue(host).writePfx(folder.resolve(certificate.name() + ".pfx"), "");
      certificates.put(certificate.name(), CertificateBinding.pfx(pfx.toString(), ""));
    }
    return this;
  }

  /** Where everything is. */
  public Bindings bindings() {
    Map<String, List<HostAndPort>> pools = new HashMap<>();
    members.forEach(
        (pool, member) -> pools.put(pool, List.of(new HostAndPort("127.0.0.1", member.port()))));
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

  /** What is answered to a GET. */
  public RawAnswer get(URI uri) throws Exception {
    try (RawClient client = connect(uri)) {
      return client.get(uri.getPath(), uri.getAuthority());
    }
  }

  /** What a test does while a session is open. */
  public interface Meanwhile {
    void run() throws Exception;
  }

  /**
   * The first text that is heard in a WebSocket session.
   *
   * @param meanwhile what is done before both ends close it, which must still be possible then
   */
  public String firstWords(URI uri, Meanwhile meanwhile) throws Exception {
    try (RawClient client = connect(uri)) {
      client.send(
          WebSocketEnd.handshake(uri.getPath(), "").replace("site.test", uri.getAuthority()));
      WebSocketEnd session = WebSocketEnd.agreed(client);
      byte[] words = session.read().payload();
      meanwhile.run();
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
    for (TestMember member : members.values()) member.close();
  }
}
