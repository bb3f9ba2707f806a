package dev.poort.testkit;

import dev.poort.config.Bindings;
import dev.poort.config.Settings;
import dev.poort.control.Gateway;
import dev.poort.control.Gateways;
import dev.poort.control.SharedParts;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.management.ManagementServer;
import dev.poort.management.OwnCertificate;
import dev.poort.resourcemanager.ResourceManager;
import dev.poort.store.FolderStore;
import dev.poort.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A process without a file of gateways, as {@code poort run} puts it together, and a client of its
 * management address over TLS. Its frontend {@code fe} is 127.0.0.1, ports 80 and 443 are the
 * kernel's choice.
 */
public final class ArmServer implements AutoCloseable {
  /** The group that is there from the start. */
  public static final String GROUP =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/poort";

  private static final Bindings BINDINGS =
      new Bindings(Map.of("fe", "127.0.0.1"), Map.of(80, 0, 443, 0), Map.of());

  private final Store store;
  private final SharedParts shared;
  private final Gateways gateways;
  private final ManagementServer management;
  private final HttpClient http;

  private ArmServer(
      Store store,
      SharedParts shared,
      Gateways gateways,
      ManagementServer management,
      HttpClient http) {
    this.store = store;
    this.shared = shared;
    this.gateways = gateways;
    this.management = management;
    this.http = http;
  }

  /** Starts with what a folder keeps. */
  public static ArmServer start(Path folder) throws Exception {
    return start(folder, BINDINGS, store -> store);
  }

  /**
   * The same with other bindings, and a store that a test stands before.
   *
   * @param around makes what the server uses of the folder's store
   */
  public static ArmServer start(Path folder, Bindings bindings, UnaryOperator<Store> around)
      throws Exception {
    Settings settings = Settings.DEFAULT.withBindings(bindings);
    Store store = around.apply(FolderStore.open(folder, Clock.systemUTC()));
    SharedParts shared = SharedParts.open(settings);
    Gateways gateways = Gateways.start(shared, List.of(), settings);
    ResourceManager resources = ResourceManager.open(gateways, store, settings);
    OwnCertificate certificate = OwnCertificate.in(folder, List.of());
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ManagementServer management =
        ManagementServer.start(anyPort, gateways, null, resources, certificate.credential());
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusting(certificate.ca()))
            .build();
    return new ArmServer(store, shared, gateways, management, http);
  }

  /** A context that trusts one file. */
  public static SSLContext trusting(Path pem) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  /** The id of a gateway in the group. */
  public static String gateway(String name) {
    return GROUP + "/providers/Microsoft.Network/applicationGateways/" + name;
  }

  /**
   * An answer.
   *
   * @param status its status code
   * @param text its body
   * @param response all of it
   */
  public record Reply(int status, String text, HttpResponse<String> response) {
    /** A value in the body by its path, such as {@code properties.httpListeners.0.id}. */
    public String at(String path) {
      JsonValue value = JsonReader.read("the answer", text).value();
      for (String step : path.split("\\.", -1)) {
        value =
            switch (value) {
              case JsonObject object -> object.get(step);
              case JsonArray array when Integer.parseInt(step) < array.elements().size() ->
                  array.elements().get(Integer.parseInt(step));
              case null, default -> null;
            };
      }
      return switch (value) {
        case JsonString string -> string.text();
        case JsonNumber number -> number.text();
        case JsonBoolean flag -> Boolean.toString(flag.value());
        case null -> "absent";
        default -> value.kind();
      };
    }
  }

  /** GETs a path; the api-version is added. */
  public Reply get(String path) throws Exception {
    return send("GET", path, "");
  }

  /** PUTs a document. */
  public Reply put(String path, String body, String... fields) throws Exception {
    return send("PUT", path, body, fields);
  }

  /** POSTs, with or without a document. */
  public Reply post(String path, String body) throws Exception {
    return send("POST", path, body);
  }

  /** DELETEs. */
  public Reply delete(String path) throws Exception {
    return send("DELETE", path, "");
  }

  /** Sends any request. */
  public Reply send(String method, String path, String body, String... fields) throws Exception {
    String target = path.replace(" ", "%20").replace("'", "%27").replace("$", "%24");
    String version = (target.contains("?") ? "&" : "?") + "api-version=2024-05-01";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(target + version))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (fields.length > 0) request.headers(fields);
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    return new Reply(answer.statusCode(), answer.body(), answer);
  }

  /** The URI of a target over TLS. */
  public URI uri(String target) {
    return URI.create("https://localhost:" + port() + target);
  }

  /** The management address's port. */
  public int port() {
    return management.address().getPort();
  }

  /** The client. */
  public HttpClient http() {
    return http;
  }

  /** A running gateway. */
  public Gateway running(String name) {
    Gateway gateway = gateways.at(gateway(name));
    if (gateway == null) throw new AssertionError(name + " does not run");
    return gateway;
  }

  /** Those that run. */
  public Gateways gateways() {
    return gateways;
  }

  /** Where the first listener of a gateway is. */
  public InetSocketAddress listener(String gateway) {
    return running(gateway).listeners().getFirst().address();
  }

  /** What a gateway answers to a GET. */
  public HttpResponse<String> ask(String gateway, String path) throws Exception {
    Await.until(gateway + " knows its members", () -> running(gateway).ready());
    URI uri = URI.create("http://127.0.0.1:" + listener(gateway).getPort() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    http.shutdownNow();
    management.close();
    gateways.close(Duration.ofSeconds(3));
    shared.close();
    store.close();
  }
}
