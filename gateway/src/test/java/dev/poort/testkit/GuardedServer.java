package dev.poort.testkit;

import dev.poort.config.Bindings;
import dev.poort.config.Settings;
import dev.poort.config.SignIn;
import dev.poort.config.User;
import dev.poort.control.Gateways;
import dev.poort.control.SharedParts;
import dev.poort.management.ManagementServer;
import dev.poort.management.OwnCertificate;
import dev.poort.resourcemanager.ResourceManager;
import dev.poort.store.FolderStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A process without a file of gateways whose management address has users, and a client of it over
 * TLS.
 */
public final class GuardedServer implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"(.+?)\"");

  private final Path folder;
  private final FolderStore store;
  private final SharedParts shared;
  private final Gateways gateways;
  private final ManagementServer management;
  private final OwnCertificate certificate;
  private final HttpClient http;

  private GuardedServer(Path folder, List<User> users) throws Exception {
    this.folder = folder;
    Settings settings =
        Settings.DEFAULT
            .withBindings(new Bindings(Map.of("fe", "127.0.0.1"), Map.of(80, 0), Map.of()))
            .withSignIn(signIn(users));
    store = FolderStore.open(folder, Clock.systemUTC());
    shared = SharedParts.open(settings);
    gateways = Gateways.start(shared, List.of(), settings);
    ResourceManager resources = ResourceManager.open(gateways, store, settings);
    certificate = OwnCertificate.in(folder, List.of());
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    management =
        ManagementServer.start(anyPort, gateways, null, resources, certificate.credential());
    http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trusting()).build();
  }

  /** Starts one with a store in a folder. */
  public static GuardedServer start(Path folder, List<User> users) throws Exception {
    return new GuardedServer(folder, users);
  }

  private SignIn signIn(List<User> users) {
    return new SignIn(SignIn.DEFAULT_TENANT, users, folder.resolve("keys").toString());
  }

  /** Others may call from now on. */
  public void admit(List<User> users) {
    gateways.admit(signIn(users));
  }

  /** Where it is, over TLS: {@code https://localhost:PORT}. */
  public String url() {
    return "https://localhost:" + management.address().getPort();
  }

  /** Where commands find it. */
  public String address() {
    return "127.0.0.1:" + management.address().getPort();
  }

  /** What clients trust. */
  public SSLContext trusting() throws Exception {
    return ArmServer.trusting(certificate.ca());
  }

  /** POSTs a form to the token endpoint of AD FS. */
  public HttpResponse<String> signIn(String client, String secret) throws Exception {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
            .formatted(encoded(client), encoded(secret), encoded(url() + "//.default"));
    return send(
        HttpRequest.newBuilder(URI.create(url() + "/adfs/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The token that a client gets. */
  public String token(String client, String secret) throws Exception {
    String reply = signIn(client, secret).body();
    Matcher token = TOKEN.matcher(reply);
    if (!token.find()) throw new AssertionError(reply);
    return token.group(1);
  }

  /**
   * Sends a request.
   *
   * @param token who asks; null for nobody
   * @param body JSON; null for none
   */
  public HttpResponse<String> send(
      String method, String target, @Nullable String token, @Nullable String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + target))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) request.header("Authorization", "Bearer " + token);
    return send(request);
  }

  /** PUTs a body that is sent once the server wants it (RFC 9110, section 10.1.1). */
  public HttpResponse<String> offer(String target, @Nullable String token, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + target))
            .expectContinue(true)
            .PUT(BodyPublishers.ofString(body));
    if (token != null) request.header("Authorization", "Bearer " + token);
    return send(request);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() throws Exception {
    http.shutdownNow();
    management.close();
    gateways.close(java.time.Duration.ZERO);
    shared.close();
    store.close();
  }
}
