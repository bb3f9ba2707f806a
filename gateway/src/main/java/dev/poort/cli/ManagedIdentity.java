package dev.poort.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.poort.json.JsonString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a token to the az that this process starts, as App Service does to a program with a managed
 * identity. az learns the place and a secret for it from its environment; nobody else does.
 */
final class ManagedIdentity implements AutoCloseable {
  private static final int SECRET_BYTES = 32;

  private final HttpServer server;
  private final AccessToken token;
  private final String secret;

  private ManagedIdentity(HttpServer server, AccessToken token, String secret) {
    this.server = server;
    this.token = token;
    this.secret = secret;
  }

  /** Starts on a port of the kernel's choice, for this machine alone. */
  static ManagedIdentity start(AccessToken token) throws IOException {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(address, 0);
    var identity = new ManagedIdentity(server, token, HexFormat.of().formatHex(random));
    server.createContext("/", identity::answer);
    server.start();
    return identity;
  }

  /** Puts the place where it is found: by the names of 2017-09-01, and by those since 2019. */
  void announce(Map<String, String> environment) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    environment.put("APPSETTING_WEBSITE_SITE_NAME", "poort");
    environment.put("MSI_ENDPOINT", url);
    environment.put("MSI_SECRET", secret);
    environment.put("IDENTITY_ENDPOINT", url);
    environment.put("IDENTITY_HEADER", secret);
    environment.merge("NO_PROXY", "127.0.0.1", (there, own) -> there + "," + own);
    environment.merge("no_proxy", "127.0.0.1", (there, own) -> there + "," + own);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var fields = exchange.getRequestHeaders();
      String shown =
          Optional.ofNullable(fields.getFirst("secret"))
              .orElse(Optional.ofNullable(fields.getFirst("X-IDENTITY-HEADER")).orElse(""));
      boolean known =
          MessageDigest.isEqual(
              shown.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
      byte[] body = (known ? document() : "{}").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(known ? 200 : 401, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String document() {
    return "{\"access_token\":%s,\"token_type\":\"Bearer\",\"expires_on\":\"%d\"}"
        .formatted(JsonString.quoted(token.text()), token.expires());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
