package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.testkit.ArmBody;
import dev.poort.testkit.Await;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in to a process that holds gateways, from poort user add to a gateway that is put. */
class SignInOfAProcessTest {
  private static final String GROUP =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/poort";
  private static final String GATEWAYS =
      GROUP + "/providers/Microsoft.Network/applicationGateways/";
  private static final String V = "?api-version=2024-05-01";
  private static final Pattern SECRET = Pattern.compile("secret {5}(\\S+)");

  @TempDir private Path folder;
  @AutoClose private final HttpClient http = HttpClient.newHttpClient();
  private Path settings;

  @BeforeEach
  void writeSettings() throws Exception {
    settings = PoortProcess.keepingIn(folder);
  }

  private PoortProcess run() throws Exception {
    return PoortProcess.start("run", "--settings", settings.toString());
  }

  /** Adds a user and gives the secret; empty for none. */
  private String add(String name, String role, String scope, String... more) {
    List<String> words = new ArrayList<>(List.of("user", "add", name, "--role", role));
    words.addAll(List.of("--scope", scope, "--settings", settings.toString()));
    words.addAll(List.of(more));
    CommandResult added = CommandResult.of(words.toArray(String[]::new));
    assertThat(added.exitCode()).as(added.err()).isZero();
    Matcher secret = SECRET.matcher(added.out());
    return secret.find() ? secret.group(1) : "";
  }

  private HttpResponse<String> send(
      String at, String method, String target, @Nullable String token, @Nullable String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + at + target))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) request.header("Authorization", "Bearer " + token);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> signIn(String at, Map<String, String> form) throws Exception {
    List<String> pairs = new ArrayList<>();
    form.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return http.send(
        HttpRequest.newBuilder(URI.create("http://" + at + "/adfs/oauth2/token"))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(String.join("&", pairs)))
            .build(),
        BodyHandlers.ofString());
  }

  private static Map<String, String> client(String name, String secret) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", name);
    form.put("client_secret", secret);
    return form;
  }

  private static String text(HttpResponse<String> reply, String name) {
    return JsonReader.read("reply", reply.body()).value() instanceof JsonObject object
        ? Fields.text(object, name)
        : "";
  }

  private String token(String at, String name, String secret) throws Exception {
    String token = text(signIn(at, client(name, secret)), "access_token");
    assertThat(token).isNotEmpty();
    return token;
  }

  private int put(String at, String name, String token) throws Exception {
    return send(at, "PUT", GATEWAYS + name + V, token, ArmBody.of(name, 9).toString()).statusCode();
  }

  @Test
  void usersComeAndGoWhileItServesAndABrokenFileKeepsThem() throws Exception {
    try (PoortProcess poort = run()) {
      String at = poort.managed();
      assertThat(send(at, "GET", "/sessions", null, null).statusCode()).isEqualTo(200);

      String alices = add("alice", "Owner", "/");
      awaitStatus(at, null, 401);
      String alice = token(at, "alice", alices);
      assertThat(send(at, "GET", "/sessions", alice, null).statusCode()).isEqualTo(200);

      String whole = Files.readString(settings);
      Files.writeString(settings, whole.substring(0, whole.length() / 2));
      poort.awaitLine("the users stay as they were");
      assertThat(send(at, "GET", "/sessions", alice, null).statusCode()).isEqualTo(200);
      assertThat(send(at, "GET", "/sessions", null, null).statusCode()).isEqualTo(401);

      Files.writeString(settings, whole.replace("\"alice\"", "\"bob\"").replaceAll("\"id\".*", ""));
      awaitStatus(at, alice, 401);
      assertThat(token(at, "bob", alices)).isNotEmpty();
    }
  }

  private void awaitStatus(String at, @Nullable String token, int status) throws Exception {
    Await.until(
        "the answer is " + status,
        () -> {
          try {
            return send(at, "GET", "/sessions", token, null).statusCode() == status;
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void aRoleHoldsInItsScopeAlone() throws Exception {
    String owners = add("owner", "Owner", "/");
    String readers = add("reader", "Reader", "/");
    String groups = add("group", "Contributor", GROUP);
    String ones = add("one", "Contributor", GATEWAYS + "mine");
    String others =
        add("other", "Contributor", GROUP.replace("resourceGroups/poort", "resourceGroups/web"));
    try (PoortProcess poort = run()) {
      String at = poort.managed();
      String reader = token(at, "reader", readers);
      String one = token(at, "one", ones);

      assertThat(put(at, "mine", reader)).isEqualTo(403);
      assertThat(put(at, "mine", token(at, "other", others))).isEqualTo(403);
      assertThat(put(at, "mine", one)).isEqualTo(201);
      assertThat(put(at, "theirs", one)).isEqualTo(403);
      assertThat(put(at, "theirs", token(at, "group", groups))).isEqualTo(201);
      assertThat(put(at, "third", token(at, "owner", owners))).isEqualTo(201);

      assertThat(send(at, "GET", GATEWAYS + "mine" + V, reader, null).statusCode()).isEqualTo(200);
      assertThat(send(at, "DELETE", GATEWAYS + "mine" + V, reader, null).statusCode())
          .isEqualTo(403);
      assertThat(send(at, "POST", GATEWAYS + "theirs/stop" + V, one, "").statusCode())
          .isEqualTo(403);
      assertThat(send(at, "GET", GATEWAYS + "theirs" + V, one, null).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void eachWayToSignInLeadsToATokenThatHolds() throws Exception {
    TestCertificate certificate = TestCa.create().issueRsa("pipeline");
    Files.writeString(folder.resolve("pipeline.pem"), certificate.certificatePem());
    add("pipeline", "Reader", "/", "--certificate", "pipeline.pem");
    String alices = add("alice", "Owner", "/");
    String text = Files.readString(settings);
    String machine = "{\"name\": \"machine\", \"managedIdentity\": true, \"roles\": []}, ";
    Files.writeString(settings, text.replace("\"users\": [", "\"users\": [" + machine));
    try (PoortProcess poort = run()) {
      String at = poort.managed();
      Map<String, String> form = client("alice", alices);
      form.put("scope", "offline_access https://management.azure.com/.default");
      String refresh = text(signIn(at, form), "refresh_token");
      Map<String, String> again = client("alice", alices);
      again.put("grant_type", "refresh_token");
      again.put("refresh_token", refresh);

      assertThat(read(at, text(signIn(at, again), "access_token"))).isEqualTo(200);
      assertThat(read(at, text(signIn(at, assertion(at, certificate)), "access_token")))
          .isEqualTo(200);
      HttpResponse<String> managed =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://"
                              + at
                              + "/metadata/identity/oauth2/token?api-version=2018-02-01"
                              + "&resource=https://management.azure.com/&client_id=machine"))
                  .header("Metadata", "true")
                  .build(),
              BodyHandlers.ofString());
      assertThat(managed.statusCode()).as(managed.body()).isEqualTo(200);
      // It is known who calls, though he may do nothing.
      assertThat(read(at, text(managed, "access_token"))).isEqualTo(403);
    }
  }

  private int read(String at, String token) throws Exception {
    return send(at, "GET", GROUP + V, token, null).statusCode();
  }

  private static Map<String, String> assertion(String at, TestCertificate certificate)
      throws Exception {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer("pipeline")
            .subject("pipeline")
            .audience("http://" + at + "/adfs/oauth2/token")
            .jwtID(UUID.randomUUID().toString())
            .expirationTime(Date.from(Instant.now().plusSeconds(600)))
            .build();
    SignedJWT signed = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
    signed.sign(new RSASSASigner(certificate.credential().key()));
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", "pipeline");
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", signed.serialize());
    return form;
  }

  @Test
  void aTokenOutlivesARestartAndForgeriesDoNotHoldAndAreLogged() throws Exception {
    String alices = add("alice", "Owner", "/");
    String token;
    try (PoortProcess poort = run()) {
      token = token(poort.managed(), "alice", alices);
      poort.terminate();
      assertThat(poort.awaitExit()).isZero();
    }
    try (PoortProcess poort = run()) {
      String at = poort.managed();
      assertThat(put(at, "shop", token)).isEqualTo(201);
      String published = send(at, "GET", "/adfs/discovery/keys", null, null).body();
      RSAKey shown = JWKSet.parse(published).getKeys().getFirst().toRSAKey();
      assertThat(shown.isPrivate()).isFalse();

      for (String forged : forgeries(SignedJWT.parse(token), shown)) {
        assertThat(put(at, "other", forged)).as(forged).isEqualTo(401);
        assertThat(poort.awaitLine("a token from 127.0.0.1 was refused: ")).doesNotContain(forged);
      }
      // One that has ended is every honest client's each hour, so that nothing is logged.
      assertThat(send(at, "GET", "/sessions", ended(SignedJWT.parse(token)), null).body())
          .contains("ExpiredAuthenticationToken");
      assertThat(send(at, "GET", GATEWAYS + "other" + V, token, null).statusCode()).isEqualTo(404);
    }
  }

  /** What one could try who knows a good token, and one who has stolen the keys but no time. */
  private List<String> forgeries(SignedJWT good, RSAKey shown) throws Exception {
    JWTClaimsSet claims = good.getJWTClaimsSet();
    JWSHeader header = good.getHeader();
    RSAKey ours = ours();
    RSAKey another = new RSAKeyGenerator(2048).keyID(header.getKeyID()).generate();
    JWSHeader hmac =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(JOSEObjectType.JWT)
            .keyID(header.getKeyID())
            .build();
    JWSHeader unknown =
        new JWSHeader.Builder(JWSAlgorithm.RS256).type(header.getType()).keyID("nobody's").build();
    return List.of(
        new PlainJWT(claims).serialize(),
        signed(hmac, claims, new MACSigner(shown.toRSAPublicKey().getEncoded())),
        signed(header, claims, new RSASSASigner(another)),
        signed(unknown, claims, new RSASSASigner(another)),
        signed(unknown, claims, new RSASSASigner(ours)),
        signed(header, with(claims).audience("https://x.test/").build(), new RSASSASigner(ours)),
        signed(header, with(claims).issuer("https://x.test/").build(), new RSASSASigner(ours)));
  }

  private RSAKey ours() throws Exception {
    Path kept = folder.resolve("kept").resolve("poort-signin.keys");
    return JWKSet.parse(Files.readString(kept)).getKeys().getFirst().toRSAKey();
  }

  private String ended(SignedJWT good) throws Exception {
    Date past = Date.from(Instant.now().minusSeconds(3_600));
    JWTClaimsSet claims = with(good.getJWTClaimsSet()).expirationTime(past).build();
    return signed(good.getHeader(), claims, new RSASSASigner(ours()));
  }

  private static JWTClaimsSet.Builder with(JWTClaimsSet claims) {
    return new JWTClaimsSet.Builder(claims);
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws Exception {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  @Test
  void aFailureIsLoggedWithoutItsSecret() throws Exception {
    add("alice", "Owner", "/");
    try (PoortProcess poort = run()) {
      HttpResponse<String> refused = signIn(poort.managed(), client("alice", "not-the-secret"));

      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(poort.awaitLine("sign-in of alice from 127.0.0.1 failed: wrong secret"))
          .doesNotContain("not-the-secret");
    }
  }
}
