package dev.poort.identity;

import static dev.poort.identity.SignInDesk.ALICE;
import static dev.poort.identity.SignInDesk.SECRET;
import static dev.poort.identity.SignInDesk.TENANT;
import static dev.poort.identity.SignInDesk.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a token, and what it says. */
class TokenEndpointTest {
  private final SignInDesk desk = SignInDesk.withAlice();

  TokenEndpointTest() throws Exception {}

  private static JWTClaimsSet claims(SignInReply reply) throws Exception {
    return SignedJWT.parse(text(reply, "access_token")).getJWTClaimsSet();
  }

  @Test
  void aClientWithItsSecretGetsATokenThatSaysWhoItIs() throws Exception {
    SignInReply reply = desk.signIn("&scope=https://localhost:9000//.default");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(SignInDesk.document(reply))
        .containsEntry("token_type", "Bearer")
        .containsEntry("expires_in", 3600L)
        .doesNotContainKey("refresh_token");
    JWTClaimsSet claims = claims(reply);
    assertThat(claims.getClaims())
        .containsEntry("iss", "https://localhost:9000/adfs")
        .containsEntry("tid", TENANT)
        .containsEntry("oid", ALICE)
        .containsEntry("appid", ALICE)
        .containsEntry("appidacr", "1");
    assertThat(claims.getAudience()).containsExactly("https://management.azure.com/");
    assertThat(
            Duration.between(
                claims.getNotBeforeTime().toInstant(), claims.getExpirationTime().toInstant()))
        .isEqualTo(Duration.ofHours(1));
    assertThat(desk.caller(text(reply, "access_token")).name()).isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/adfs/oauth2/token",
        "/common/oauth2/v2.0/token",
        "/" + TENANT + "/oauth2/v2.0/token",
        "/" + TENANT + "/oauth2/token",
        "/any-tenant/oauth2/v2.0/token"
      })
  void isWhereEachClientLooksForIt(String path) throws Exception {
    String form = "grant_type=client_credentials&client_id=alice&client_secret=" + SECRET;

    SignInReply reply = desk.ask("POST", path, form, Map.of());

    assertThat(Identity.serves(path)).isTrue();
    assertThat(desk.caller(text(reply, "access_token")).id()).isEqualTo(ALICE);
  }

  @Test
  void aSecretMayStandInAuthorization() throws Exception {
    String basic =
        Base64.getEncoder().encodeToString(("alice:" + SECRET).getBytes(StandardCharsets.UTF_8));

    SignInReply reply =
        desk.ask(
            "POST",
            "/adfs/oauth2/token",
            "grant_type=client_credentials",
            Map.of("Authorization", "Basic " + basic));

    assertThat(reply.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost:9000/.default",
        "https://127.0.0.1:9000/.default",
        "openid profile offline_access https://localhost:9000/.default",
        "https://management.azure.com/.default",
        "https://management.core.windows.net//.default",
        "null/.default"
      })
  void whoAsksForThisAddressGetsATokenForAzureResourceManager(String scope) throws Exception {
    assertThat(claims(desk.signIn("&scope=" + scope)).getAudience())
        .containsExactly("https://management.azure.com/");
  }

  @Test
  void aTokenForAnotherResourceDoesNotHoldHere() throws Exception {
    SignInReply reply = desk.signIn("&scope=https://graph.microsoft.com/.default");

    assertThat(claims(reply).getAudience()).containsExactly("https://graph.microsoft.com");
    assertThatThrownBy(() -> desk.caller(text(reply, "access_token")))
        .isInstanceOfSatisfying(
            Denial.class,
            denial -> assertThat(denial.code()).isEqualTo("InvalidAuthenticationTokenAudience"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", ALICE, "nobody"})
  void aWrongSecretIsRefusedInTheSameWordsWhetherThereIsAUserOrNot(String client) {
    SignInReply reply =
        desk.post(
            "grant_type=client_credentials&client_secret=wrong-wrong-wrong&client_id=" + client);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(text(reply, "error")).isEqualTo("invalid_client");
    assertThat(text(reply, "error_description"))
        .isEqualTo("AADSTS7000215: Invalid client secret provided.");
    assertThat(text(reply, "error_codes")).isEqualTo("[7000215]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "authorization_code",
        "device_code",
        "urn:ietf:params:oauth:grant-type:device_code"
      })
  void whoWouldSignInWithAPasswordOrABrowserIsToldHow(String grant) {
    SignInReply reply =
        desk.post("client_id=04b07795-8ddb-461a-bbee-02f9e1bf7b46&grant_type=" + grant);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(text(reply, "error")).isEqualTo("unsupported_grant_type");
    assertThat(text(reply, "error_description")).contains("a secret or a certificate");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(text(desk.post("client_id=alice"), "error_description")).contains("'grant_type'");
    assertThat(text(desk.post("grant_type=client_credentials"), "error_description"))
        .contains("'client_id'");
    assertThat(
            text(desk.post("grant_type=client_credentials&client_id=alice"), "error_description"))
        .contains("'client_secret'");
    assertThat(desk.ask("GET", "/adfs/oauth2/token", "", Map.of()).status()).isEqualTo(405);
  }

  @Test
  void aRefreshTokenIsGivenToWhoAsksForItAndTakenFromItsClientAlone() throws Exception {
    String refresh = text(desk.signIn("&scope=offline_access x/.default"), "refresh_token");
    desk.add(
        SignInDesk.user(
            "bob",
            "bbbbbbbb-0000-0000-0000-000000000001",
            java.util.List.of(SignInDesk.hash("bob-bob-bob-bob-bob")),
            java.util.List.of(),
            false));
    desk.clock.pass(Duration.ofHours(2));
    String form = "grant_type=refresh_token&refresh_token=" + refresh;

    SignInReply reply = desk.post(form + "&client_id=alice&client_secret=" + SECRET);

    assertThat(desk.caller(text(reply, "access_token")).name()).isEqualTo("alice");
    assertThat(text(reply, "refresh_token")).isNotEqualTo(refresh);
    assertThat(text(desk.post(form + "&client_id=bob&client_secret=bob-bob-bob-bob-bob"), "error"))
        .isEqualTo("invalid_grant");
    assertThat(desk.post(form + "&client_id=alice").status()).isEqualTo(401);
    assertThatThrownBy(() -> desk.caller(refresh)).isInstanceOf(Denial.class);
    desk.clock.pass(Duration.ofHours(23));
    assertThat(text(desk.post(form + "&client_id=alice&client_secret=" + SECRET), "error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void anAccessTokenIsNoRefreshToken() {
    String form = "grant_type=refresh_token&refresh_token=" + desk.token();

    assertThat(text(desk.post(form + "&client_id=alice&client_secret=" + SECRET), "error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void withoutUsersAnySecretWillDoOnThisMachineAndNoneElsewhere() throws Exception {
    SignInDesk open = SignInDesk.withoutUsers(null);
    String form = "grant_type=client_credentials&client_id=any&client_secret=any";

    assertThat(open.post(form).status()).isEqualTo(200);
    assertThat(open.caller(null)).isEqualTo(Caller.LOCAL);
    assertThat(open.caller("whatever")).isEqualTo(Caller.LOCAL);
    assertThat(open.from("192.0.2.1").post(form).status()).isEqualTo(403);
    assertThatThrownBy(() -> open.caller(null))
        .hasMessageContaining("only programs on this machine");
  }

  @Test
  void fromAnotherMachineNothingSecretIsTakenInClear() throws Exception {
    desk.from("192.0.2.1").at("http://gateway.test:9000");

    assertThat(desk.signIn("").status()).isEqualTo(400);
    assertThatThrownBy(() -> desk.caller("x")).hasMessageContaining("HTTPS");
    desk.at("https://gateway.test:9000");
    assertThat(desk.signIn("").status()).isEqualTo(200);
  }

  @Test
  void tooManyFailuresHaveToWait() throws Exception {
    desk.from("192.0.2.1");
    String wrong = "grant_type=client_credentials&client_id=alice&client_secret=wrong";
    for (int i = 0; i < FailureLimit.OF_AN_ADDRESS; i++) {
      assertThat(desk.post(wrong).status()).isEqualTo(401);
    }

    SignInReply limited = desk.signIn("");

    assertThat(limited.status()).isEqualTo(429);
    assertThat(Integer.parseInt(limited.fields().getOrDefault("Retry-After", "")))
        .isBetween(1, 301);
    assertThat(desk.from("192.0.2.2").signIn("").status()).isEqualTo(200);
    desk.clock.pass(Duration.ofMinutes(6));
    assertThat(desk.from("192.0.2.1").signIn("").status()).isEqualTo(200);
  }
}
