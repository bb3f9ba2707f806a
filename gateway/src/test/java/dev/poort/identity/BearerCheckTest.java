package dev.poort.identity;

import static dev.poort.identity.SignInDesk.ALICE;
import static dev.poort.identity.SignInDesk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose bearer tokens are taken. */
class BearerCheckTest {
  private SignInDesk desk;
  private JWTClaimsSet good;
  private JWSHeader header;

  @BeforeEach
  void signIn() throws Exception {
    desk = SignInDesk.withAlice();
    SignedJWT token = SignedJWT.parse(desk.token());
    good = token.getJWTClaimsSet();
    header = token.getHeader();
  }

  private RSAKey ownKey() throws Exception {
    JWKSet kept = JWKSet.parse(Files.readString(Path.of(SignInDesk.KEYS)));
    return kept.getKeys().getFirst().toRSAKey();
  }

  /** With our own key, to show what else is looked at. */
  private String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    return signed(header, change, ownKey());
  }

  private String signed(JWSHeader header, UnaryOperator<JWTClaimsSet.Builder> change, RSAKey key)
      throws Exception {
    JWTClaimsSet claims = change.apply(new JWTClaimsSet.Builder(good)).build();
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private void assertRefused(@Nullable String token, String code) {
    Denial denial = catchThrowableOfType(Denial.class, () -> desk.caller(token));
    assertThat(denial).isNotNull();
    assertThat(denial.status()).isEqualTo(401);
    assertThat(denial.code()).isEqualTo(code);
    assertThat(denial.fields().get("WWW-Authenticate"))
        .startsWith("Bearer authorization_uri=\"https://localhost:9000/" + TENANT + "\"")
        .contains(token == null ? "Bearer" : "error=\"invalid_token\"");
  }

  @Test
  void oneThatWasGivenIsTaken() throws Exception {
    assertThat(desk.caller(signed(it -> it)).id()).isEqualTo(ALICE);
  }

  @Test
  void noneIsAskedFor() {
    assertRefused(null, "AuthenticationFailed");
  }

  @Test
  void anotherSchemeIsRefused() {
    Denial denial =
        catchThrowableOfType(
            Denial.class,
            () ->
                Identity.open(
                        () ->
                            new dev.poort.config.SignIn(
                                TENANT,
                                java.util.List.of(
                                    SignInDesk.user(
                                        "a",
                                        ALICE,
                                        java.util.List.of(),
                                        java.util.List.of(),
                                        true)),
                                null),
                        desk.clock)
                    .caller("Basic YWxpY2U6eA==", desk.origin()));
    assertThat(denial.code()).isEqualTo("AuthenticationFailedInvalidHeader");
  }

  @Test
  void oneWithoutSignatureIsRefused() {
    assertRefused(new PlainJWT(good).serialize(), "InvalidAuthenticationToken");
  }

  @Test
  void oneWhoseSignatureWasCutOffIsRefused() throws Exception {
    String token = signed(it -> it);
    assertRefused(token.substring(0, token.lastIndexOf('.') + 1), "InvalidAuthenticationToken");
  }

  @Test
  void oneOfAnotherKeyIsRefusedThoughItBearsTheNameOfOurs() throws Exception {
    RSAKey other = new RSAKeyGenerator(2048).keyID(header.getKeyID()).generate();
    assertRefused(signed(header, it -> it, other), "InvalidAuthenticationToken");
  }

  @Test
  void oneThatBringsItsOwnKeyIsRefused() throws Exception {
    RSAKey other = new RSAKeyGenerator(2048).keyID("mine").generate();
    JWSHeader own =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(JOSEObjectType.JWT)
            .keyID("mine")
            .jwk(other.toPublicJWK())
            .build();
    assertRefused(signed(own, it -> it, other), "InvalidAuthenticationToken");
  }

  @Test
  void oneThatTakesThePublicKeyForASecretIsRefused() throws Exception {
    JWSHeader hmac =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(JOSEObjectType.JWT)
            .keyID(header.getKeyID())
            .build();
    SignedJWT token = new SignedJWT(hmac, good);
    token.sign(new MACSigner(ownKey().toRSAPublicKey().getEncoded()));
    assertRefused(token.serialize(), "InvalidAuthenticationToken");
  }

  @Test
  void oneWhoseClaimsWereChangedIsRefused() throws Exception {
    String[] parts = signed(it -> it).split("\\.", -1);
    String changed = signed(it -> it.claim("oid", "other")).split("\\.", -1)[1];
    assertRefused(parts[0] + "." + changed + "." + parts[2], "InvalidAuthenticationToken");
  }

  @Test
  void oneForAnotherAudienceIsRefused() throws Exception {
    assertRefused(
        signed(it -> it.audience("https://x.test")), "InvalidAuthenticationTokenAudience");
  }

  @Test
  void oneOfAnotherIssuerOrTenantIsRefused() throws Exception {
    assertRefused(
        signed(it -> it.issuer("https://sts.windows.net/x/")), "InvalidAuthenticationTokenTenant");
    assertRefused(
        signed(it -> it.claim("tid", SignInDesk.ALICE)), "InvalidAuthenticationTokenTenant");
  }

  @Test
  void oneThatHasEndedIsRefused() throws Exception {
    String token = signed(it -> it);
    desk.clock.pass(Duration.ofMinutes(59));
    assertThat(desk.caller(token).id()).isEqualTo(ALICE);
    desk.clock.pass(Duration.ofMinutes(2));
    assertRefused(token, "ExpiredAuthenticationToken");
  }

  @Test
  void oneThatHoldsLaterOrForeverIsRefused() throws Exception {
    Date later = Date.from(desk.clock.instant().plusSeconds(60));
    assertRefused(signed(it -> it.notBeforeTime(later)), "InvalidAuthenticationToken");
    assertRefused(signed(it -> it.expirationTime(null)), "InvalidAuthenticationToken");
  }

  @Test
  void oneOfAUserWhoWasTakenOutIsRefusedAtOnce() throws Exception {
    String token = signed(it -> it);
    desk.add(SignInDesk.user("other", TENANT, java.util.List.of(), java.util.List.of(), true));
    desk.remove("alice");
    assertRefused(token, "InvalidAuthenticationToken");
  }

  @Test
  void whatIsNoTokenIsRefused() {
    assertRefused("nonsense", "InvalidAuthenticationToken");
    assertRefused("a.b.c", "InvalidAuthenticationToken");
    assertRefused("x".repeat(100_000), "InvalidAuthenticationToken");
  }
}
