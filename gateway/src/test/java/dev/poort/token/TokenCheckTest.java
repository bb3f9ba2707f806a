package dev.poort.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.poort.config.EntraJwtValidation;
import dev.poort.config.EntraJwtValidation.Action;
import dev.poort.config.TokenSource;
import dev.poort.testkit.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token must be to be taken. */
class TokenCheckTest {
  private static final Verdict GOOD =
      new Verdict.Admitted(TokenIssuer.TENANT + ":" + TokenIssuer.OBJECT);
  private static final Verdict NOBODY = new Verdict.Admitted(null);

  @AutoClose private final TokenIssuer issuer = new TokenIssuer();
  @AutoClose private final TokenChecks checks = new TokenChecks();

  TokenCheckTest() throws Exception {}

  private TokenSource given() {
    return new TokenSource(List.of(issuer.url()), issuer.keySet(), null);
  }

  private static EntraJwtValidation validation(Action action, TokenSource source) {
    return new EntraJwtValidation(
        "entra",
        action,
        TokenIssuer.TENANT,
        TokenIssuer.CLIENT,
        List.of("https://shop.test"),
        source);
  }

  private TokenCheck check(TokenSource source) throws Exception {
    return checks.of(validation(Action.DENY, source));
  }

  private static Verdict judge(TokenCheck check, @Nullable String authorization) throws Exception {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    check.check(authorization, Runnable::run, verdict::complete);
    return verdict.get(20, TimeUnit.SECONDS);
  }

  private Verdict judge(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    return judge(check(given()), "Bearer " + issuer.token(change));
  }

  private static void assertRefused(Verdict verdict, Verdict.Cause cause) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Refused.class, refused -> assertThat(refused.cause()).isEqualTo(cause));
  }

  private static Date inMinutes(int minutes) {
    return Date.from(Instant.now().plus(Duration.ofMinutes(minutes)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
  void aGoodTokenSaysWhoseItIs(String scheme) throws Exception {
    assertThat(judge(check(given()), scheme + issuer.token())).isEqualTo(GOOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {TokenIssuer.CLIENT, "api://" + TokenIssuer.CLIENT, "https://shop.test"})
  void clientIdAndAudiencesAreForWhomItMayBe(String audience) throws Exception {
    assertThat(judge(claims -> claims.audience(audience))).isEqualTo(GOOD);
  }

  @Test
  void forAnotherAudienceItIsRefused() throws Exception {
    assertRefused(judge(claims -> claims.audience("other")), Verdict.Cause.TOKEN);
  }

  @Test
  void ofAnotherIssuerItIsRefused() throws Exception {
    assertRefused(judge(claims -> claims.issuer("https://evil.test")), Verdict.Cause.TOKEN);
  }

  @Test
  void onceExpiredItIsRefused() throws Exception {
    assertRefused(judge(claims -> claims.expirationTime(inMinutes(-2))), Verdict.Cause.TOKEN);
  }

  @Test
  void clocksMayDifferByAMinute() throws Exception {
    Date justNow = Date.from(Instant.now().minusSeconds(30));

    assertThat(judge(claims -> claims.expirationTime(justNow))).isEqualTo(GOOD);
  }

  @Test
  void beforeItsTimeItIsRefused() throws Exception {
    assertRefused(judge(claims -> claims.notBeforeTime(inMinutes(2))), Verdict.Cause.TOKEN);
  }

  @Test
  void withoutAnEndItIsRefused() throws Exception {
    assertRefused(judge(claims -> claims.expirationTime(null)), Verdict.Cause.TOKEN);
  }

  @Test
  void signedByAnotherKeyItIsRefused() throws Exception {
    assertRefused(judge(check(given()), "Bearer " + issuer.forged()), Verdict.Cause.TOKEN);
  }

  @Test
  void unsignedItIsRefused() throws Exception {
    var claims =
        new JWTClaimsSet.Builder().issuer(issuer.url()).audience(TokenIssuer.CLIENT).build();
    String unsigned = new PlainJWT(claims).serialize();

    assertRefused(judge(check(given()), "Bearer " + unsigned), Verdict.Cause.TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", ""})
  void whatIsNoTokenIsRefused(String authorization) throws Exception {
    assertRefused(judge(check(given()), authorization), Verdict.Cause.TOKEN);
  }

  @Test
  void noTokenIsRefused() throws Exception {
    assertRefused(judge(check(given()), null), Verdict.Cause.TOKEN);
  }

  @Test
  void aGoodTokenOfNobodyIsRefusedForItself() throws Exception {
    assertRefused(judge(claims -> claims.claim("oid", null)), Verdict.Cause.IDENTITY);
  }

  @Test
  void anIdentityThatWouldBreakAFieldIsNone() throws Exception {
    assertRefused(
        judge(claims -> claims.claim("oid", "a\r\nX-Admin: yes")), Verdict.Cause.IDENTITY);
  }

  @Test
  void whereAllIsAllowedABadTokenIsNobodys() throws Exception {
    TokenCheck check = checks.of(validation(Action.ALLOW, given()));

    assertThat(judge(check, null)).isEqualTo(NOBODY);
    assertThat(judge(check, "Bearer " + issuer.forged())).isEqualTo(NOBODY);
    assertThat(judge(check, "Bearer " + issuer.token())).isEqualTo(GOOD);
  }

  @Test
  void tokensOfManyTenantsNameTheirOwn() throws Exception {
    var many =
        new TokenSource(List.of("https://login.test/{tenantid}/v2.0"), issuer.keySet(), null);
    String good =
        issuer.token(claims -> claims.issuer("https://login.test/a-b/v2.0").claim("tid", "a-b"));
    String bad =
        issuer.token(claims -> claims.issuer("https://login.test/a-b/v2.0").claim("tid", "c"));

    assertThat(judge(check(many), "Bearer " + good))
        .isEqualTo(new Verdict.Admitted("a-b:" + TokenIssuer.OBJECT));
    assertRefused(judge(check(many), "Bearer " + bad), Verdict.Cause.TOKEN);
  }

  @Test
  void keysAreFoundThroughTheIssuer() throws Exception {
    var source = new TokenSource(List.of(issuer.url()), null, null);

    assertThat(judge(check(source), "Bearer " + issuer.token())).isEqualTo(GOOD);
  }

  @Test
  void keysAreAskedForOnce() throws Exception {
    TokenCheck check = check(new TokenSource(List.of(issuer.url()), null, issuer.keysUrl()));
    for (int i = 0; i < 3; i++) {
      assertThat(judge(check, "Bearer " + issuer.token())).isEqualTo(GOOD);
    }
    assertThat(issuer.asked()).isEqualTo(1);
  }

  @Test
  void tokensOfAnUnknownKeyDoNotMakeItAskAgainAndAgain() throws Exception {
    TokenCheck check = check(new TokenSource(List.of(issuer.url()), null, issuer.keysUrl()));
    judge(check, "Bearer " + issuer.token());
    issuer.changeKey("second");
    for (int i = 0; i < 5; i++) {
      assertRefused(judge(check, "Bearer " + issuer.token()), Verdict.Cause.TOKEN);
    }
    assertThat(issuer.asked()).isEqualTo(1);
  }

  @Test
  void withoutKeysNoTokenCanBeTold() throws Exception {
    issuer.answers(false);
    TokenCheck check = check(new TokenSource(List.of(issuer.url()), null, null));

    assertRefused(judge(check, "Bearer " + issuer.token()), Verdict.Cause.KEYS);
  }

  @Test
  void keysOutliveAChangeThatNeedsThemStill() throws Exception {
    var source = new TokenSource(List.of(issuer.url()), null, issuer.keysUrl());
    judge(check(source), "Bearer " + issuer.token());
    checks.retain(List.of(validation(Action.ALLOW, source)));
    judge(check(source), "Bearer " + issuer.token());

    assertThat(issuer.asked()).isEqualTo(1);
  }
}
