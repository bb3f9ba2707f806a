package dev.poort.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.poort.config.Role;
import dev.poort.config.RoleAssignment;
import dev.poort.config.SecretHash;
import dev.poort.config.User;
import dev.poort.identity.Secrets;
import dev.poort.testkit.GuardedServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in at the management address, over TLS. */
class SignInTest {
  private static final String SECRET = "a secret for the tests: äöü&=+%";
  private static final SecretHash HASH = new Secrets().hash(SECRET);
  private static final String SUBSCRIPTION = "/subscriptions/11111111-0000-0000-0000-000000000000";
  private static final String MINE = SUBSCRIPTION + "/resourceGroups/mine";
  private static final String OTHER = SUBSCRIPTION + "/resourceGroups/other";
  private static final String VERSION = "?api-version=2021-04-01";
  private static final String GROUP = "{\"location\": \"westeurope\"}";
  private static final User ALICE = user("alice", 1, Role.OWNER, "/");
  private static final User BOB = user("bob", 2, Role.CONTRIBUTOR, MINE);
  private static final User CAROL = user("carol", 3, Role.READER, "/");

  @TempDir private Path folder;
  private GuardedServer server;

  private static User user(String name, int number, Role role, String scope) {
    String id = "aaaaaaaa-0000-0000-0000-00000000000" + number;
    var roles = List.of(new RoleAssignment(role, scope));
    return new User(name, id, List.of(HASH), List.of(), roles, false);
  }

  @BeforeEach
  void start() throws Exception {
    server = GuardedServer.start(folder, List.of(ALICE, BOB, CAROL));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private String token(String client) throws Exception {
    return server.token(client, SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subscriptions?api-version=2019-11-01",
        "/config",
        "/backendhealth",
        "/explain?url=http://x/",
        "/sessions",
        "/elsewhere"
      })
  void whoDoesNotSayWhoHeIsIsToldWhereToSignIn(String target) throws Exception {
    HttpResponse<String> refused = server.send("GET", target, null, null);

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
        .startsWith("Bearer authorization_uri=\"" + server.url() + "/");
    assertThat(refused.body()).contains("\"code\" : \"AuthenticationFailed\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/metadata/endpoints?api-version=2015-01-01"})
  void whatProbesAndNewClientsAskIsOpen(String target) throws Exception {
    assertThat(server.send("GET", target, null, null).statusCode()).isEqualTo(200);
  }

  @Test
  void nothingIsDoneForWhoDoesNotSayWhoHeIs() throws Exception {
    assertThat(server.send("PUT", MINE + VERSION, null, GROUP).statusCode()).isEqualTo(401);
    assertThat(server.send("POST", "/sessions/abc/close", null, "{}").statusCode()).isEqualTo(401);
    assertThat(server.send("POST", "/members/127.0.0.1/drain", null, "{}").statusCode())
        .isEqualTo(401);
    assertThat(server.send("POST", "/take-over", null, "{}").statusCode()).isEqualTo(401);
    assertThat(server.send("GET", MINE + VERSION, token("alice"), null).statusCode())
        .isEqualTo(404);
  }

  @Test
  void anOwnerMayDoEverything() throws Exception {
    String alice = token("alice");

    assertThat(server.send("PUT", OTHER + VERSION, alice, GROUP).statusCode()).isEqualTo(201);
    assertThat(server.send("GET", OTHER + VERSION, alice, null).statusCode()).isEqualTo(200);
    assertThat(server.send("GET", "/sessions", alice, null).statusCode()).isEqualTo(200);
    assertThat(server.send("POST", "/sessions/abc/close", alice, "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void aContributorMayDoEverythingInHisScopeAndNothingBeside() throws Exception {
    String bob = token("bob");

    assertThat(server.send("PUT", MINE + VERSION, bob, GROUP).statusCode()).isEqualTo(201);
    HttpResponse<String> refused = server.send("PUT", OTHER + VERSION, bob, GROUP);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains(
            "\"code\" : \"AuthorizationFailed\"",
            "The client 'bob' with object id 'aaaaaaaa-0000-0000-0000-000000000002' does not have"
                + " authorization to perform action"
                + " 'Microsoft.Resources/subscriptions/resourceGroups/write' over scope '"
                + OTHER);
    assertThat(server.send("GET", OTHER + VERSION, token("alice"), null).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aReaderChangesNothing() throws Exception {
    String carol = token("carol");

    assertThat(server.send("PUT", MINE + VERSION, carol, GROUP).statusCode()).isEqualTo(403);
    assertThat(server.send("DELETE", MINE + VERSION, carol, null).statusCode()).isEqualTo(403);
    assertThat(server.send("POST", "/sessions/abc/close", carol, "{}").statusCode()).isEqualTo(403);
    assertThat(server.send("POST", "/take-over", carol, "{}").statusCode()).isEqualTo(403);
    assertThat(server.send("GET", "/sessions", carol, null).statusCode()).isEqualTo(200);
  }

  @Test
  void listsShowWhatTheCallerMaySee() throws Exception {
    String alice = token("alice");
    server.send("PUT", MINE + VERSION, alice, GROUP);
    server.send("PUT", OTHER + VERSION, alice, GROUP);
    String groups = SUBSCRIPTION + "/resourceGroups" + VERSION;

    assertThat(server.send("GET", groups, alice, null).body())
        .contains("resourceGroups/mine", "resourceGroups/other");
    assertThat(server.send("GET", groups, token("bob"), null).body())
        .contains("resourceGroups/mine")
        .doesNotContain("resourceGroups/other");
  }

  @Test
  void aTemplateChangesNothingOutsideOfTheCallersScope() throws Exception {
    server.send("PUT", MINE + VERSION, token("alice"), GROUP);
    server.send("PUT", OTHER + VERSION, token("alice"), GROUP);
    String inner =
        """
        {"type": "Microsoft.Network/publicIPAddresses", "apiVersion": "2022-05-01", "name": "ip",
         "location": "westeurope", "properties": {}}""";
    String nested =
        """
        {"type": "Microsoft.Resources/deployments", "apiVersion": "2021-04-01", "name": "n",
         "resourceGroup": "other",
         "properties": {"mode": "Incremental", "template": {"resources": [%s]}}}"""
            .formatted(inner);
    String bob = token("bob");
    String path = MINE + "/providers/Microsoft.Resources/deployments/d" + VERSION;

    assertThat(server.send("PUT", path, bob, deployment(inner)).statusCode()).isEqualTo(201);
    HttpResponse<String> refused = server.send("PUT", path, bob, deployment(nested));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    assertThat(refused.body()).contains("AuthorizationFailed", "resourceGroups/other/");
    assertThat(server.send("PUT", path, token("alice"), deployment(nested)).statusCode())
        .isEqualTo(200);
  }

  private static String deployment(String resource) {
    return "{\"properties\": {\"mode\": \"Incremental\", \"template\": {\"resources\": [%s]}}}"
        .formatted(resource);
  }

  @Test
  void forgedTokensAreRefusedAndNothingIsDone() throws Exception {
    SignedJWT token = SignedJWT.parse(token("alice"));
    String none = new PlainJWT(token.getJWTClaimsSet()).serialize();
    String[] bobs = token("bob").split("\\.", -1);
    String spliced = bobs[0] + "." + token.serialize().split("\\.", -1)[1] + "." + bobs[2];

    for (String forged : List.of(none, spliced, "x", "a.b.c")) {
      HttpResponse<String> refused = server.send("PUT", MINE + VERSION, forged, GROUP);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
          .contains("error=\"invalid_token\"");
    }
    assertThat(server.send("GET", MINE + VERSION, token("alice"), null).statusCode())
        .isEqualTo(404);
  }

  @Test
  void whoWasTakenOutIsOutAtOnceAndWhoWasAddedIsIn() throws Exception {
    String alice = token("alice");
    server.admit(List.of(BOB));
    assertThat(server.send("GET", "/sessions", alice, null).statusCode()).isEqualTo(401);
    server.admit(List.of(BOB, ALICE));
    assertThat(server.send("GET", "/sessions", alice, null).statusCode()).isEqualTo(200);
  }

  @Test
  void aWrongSecretIsRefusedInTheFormOfOAuthAndTooManyHaveToWait() throws Exception {
    HttpResponse<String> refused = server.signIn("alice", "wrong");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(refused.body()).contains("\"error\":\"invalid_client\"", "AADSTS7000215");

    int status = 401;
    for (int i = 0; i < 12 && status == 401; i++) {
      HttpResponse<String> again = server.signIn("nobody" + i, "x".repeat(2_000));
      status = again.statusCode();
      if (status == 429) {
        assertThat(again.headers().firstValue("Retry-After"))
            .hasValueSatisfying(wait -> assertThat(Integer.parseInt(wait)).isBetween(1, 301));
      }
    }
    assertThat(status).isEqualTo(429);
  }

  @Test
  void longBodiesAreReadOfWhoSaysWhoHeIsAlone() throws Exception {
    String longer =
        "{\"location\": \"westeurope\", \"tags\": {\"a\": \"" + "x".repeat(60_000) + "\"}}";

    assertThat(server.offer(MINE + VERSION, null, longer).statusCode()).isEqualTo(413);
    assertThat(server.offer(MINE + VERSION, "x.y.z", longer).statusCode()).isEqualTo(413);
    assertThat(server.offer(MINE + VERSION, token("alice"), longer).statusCode()).isNotEqualTo(413);
  }

  @Test
  void theOpenIdConfigurationLeadsToTheTokenEndpointAndItsKeys() throws Exception {
    String configuration =
        server.send("GET", "/adfs/.well-known/openid-configuration", null, null).body();

    assertThat(configuration)
        .contains("\"token_endpoint\":\"" + server.url() + "/adfs/oauth2/token\"");
  }
}
