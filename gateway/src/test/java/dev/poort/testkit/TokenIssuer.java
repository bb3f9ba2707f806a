package dev.poort.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Signs tokens as Microsoft Entra does, and publishes its keys over HTTP. */
public final class TokenIssuer implements AutoCloseable {
  public static final String TENANT = "2f4a9838-26b7-47ee-be60-ccc1fdec5953";
  public static final String CLIENT = "6731de76-14a6-49ae-97bc-6eba6914391e";
  public static final String OBJECT = "690222be-ff1a-4d56-abd1-7e4f7d38e474";

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile RSAKey key;
  private volatile boolean answers = true;

  /** Starts one on a port that the kernel chooses. */
  public TokenIssuer() throws Exception {
    key = newKey("first");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v2.0/.well-known/openid-configuration", this::configuration);
    server.createContext("/keys", this::keys);
    server.start();
  }

  static RSAKey newKey(String id) throws JOSEException {
    return new RSAKeyGenerator(2048).keyID(id).generate();
  }

  private void configuration(HttpExchange exchange) throws IOException {
    answer(exchange, "{\"issuer\": \"%s\", \"jwks_uri\": \"%s\"}".formatted(url(), keysUrl()));
  }

  private void keys(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    answer(exchange, keySet());
  }

  private void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(answers ? 200 : 503, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** What stands in {@code iss}. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v2.0";
  }

  /** Where its keys are. */
  public String keysUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  /** The public keys as a JWK set. */
  public String keySet() {
    return new JWKSet(key).toString(true);
  }

  /** How often its keys were asked for. */
  public int asked() {
    return asked.get();
  }

  /** Signs with another key from now on. */
  public void changeKey(String id) throws JOSEException {
    key = newKey(id);
  }

  /** Answers its questions with 503 from now on, or no more. */
  public void answers(boolean yes) {
    answers = yes;
  }

  /** A good token. */
  public String token() throws JOSEException {
    return token(claims -> claims);
  }

  /** A token that differs from a good one. */
  public String token(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
    return sign(change, key);
  }

  /** A token with another key under the id of the right one. */
  public String forged() throws JOSEException {
    return sign(claims -> claims, newKey(key.getKeyID()));
  }

  private String sign(UnaryOperator<JWTClaimsSet.Builder> change, RSAKey by) throws JOSEException {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(url())
            .audience(CLIENT)
            .claim("tid", TENANT)
            .claim("oid", OBJECT)
            .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build();
    var token = new SignedJWT(header, change.apply(claims).build());
    token.sign(new RSASSASigner(by));
    return token.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
