package dev.poort.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.poort.config.EntraJwtValidation;
import dev.poort.config.TokenSource;
import java.text.ParseException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the bearer token of a request (RFC 6750, RFC 7519): signature, issuer, tenant, audience
 * and time. Safe for use on every loop.
 */
public final class TokenCheck {
  /** No token of Microsoft's comes near it. */
  private static final int MAX_LENGTH = 16 * 1024;

  private static final String SCHEME = "bearer ";

  /** Asymmetric ones alone: a public key must never pass for a secret (RFC 8725 2.1). */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final EntraJwtValidation validation;
  private final TokenSource source;
  private final KeySet keys;
  private final DefaultJWTClaimsVerifier<SecurityContext> claims;

  TokenCheck(EntraJwtValidation validation, TokenSource source, KeySet keys) {
    this.validation = validation;
    this.source = source;
    this.keys = keys;
    Set<String> audiences = new HashSet<>(validation.audiences());
    if (validation.clientId() != null) {
      audiences.add(validation.clientId());
      audiences.add("api://" + validation.clientId());
    }
    this.claims = new DefaultJWTClaimsVerifier<>(audiences, null, Set.of("exp", "iss"), null);
  }

  /**
   * Looks at a request's token. The verdict comes before this returns, but for tokens that name a
   * key which has to be asked for first.
   *
   * @param authorization the request's Authorization; null when it has none, or several
   * @param loop where a later verdict is given
   */
  public void check(@Nullable String authorization, Executor loop, Consumer<Verdict> then) {
    String token = authorization == null ? null : token(authorization);
    if (token == null) {
      then.accept(refused(Verdict.Cause.TOKEN, ""));
      return;
    }
    SignedJWT parsed;
    try {
      parsed = SignedJWT.parse(token);
    } catch (ParseException | IllegalArgumentException _) {
      then.accept(refused(Verdict.Cause.TOKEN, "the token is no signed JWT"));
      return;
    }
    JWKSet known = keys.known();
    if (isAmong(known, parsed)) {
      then.accept(judge(parsed, known));
    } else {
      keys.renewed().thenAccept(renewed -> loop.execute(() -> then.accept(judge(parsed, renewed))));
    }
  }

  /** The token; null when there is none. */
  private static @Nullable String token(String value) {
    if (value.length() > MAX_LENGTH) return null;
    boolean bearer = value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return bearer ? value.substring(SCHEME.length()).strip() : null;
  }

  private static boolean isAmong(JWKSet keys, SignedJWT token) {
    String id = token.getHeader().getKeyID();
    return id == null ? !keys.isEmpty() : keys.getKeyByKeyId(id) != null;
  }

  private Verdict judge(SignedJWT token, JWKSet known) {
    if (known.isEmpty()) {
      return refused(Verdict.Cause.KEYS, "the issuer's keys cannot be had");
    }
    try {
      JWTClaimsSet verified = verified(token, known);
      String tenant = tenant(verified);
      if (!isIssuer(verified.getIssuer(), tenant)) {
        return refused(
            Verdict.Cause.TOKEN, "the token is of another issuer: " + verified.getIssuer());
      }
      String object = verified.getStringClaim("oid");
      return object == null || !isVisible(object) || !isVisible(tenant)
          ? refused(Verdict.Cause.IDENTITY, "the token has no oid")
          : new Verdict.Admitted(tenant + ":" + object);
    } catch (BadJOSEException | ParseException e) {
      return refused(Verdict.Cause.TOKEN, String.valueOf(e.getMessage()));
    } catch (JOSEException e) {
      return refused(Verdict.Cause.TOKEN, "the token cannot be verified: " + e.getMessage());
    }
  }

  private JWTClaimsSet verified(SignedJWT token, JWKSet known)
      throws BadJOSEException, JOSEException {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(known)));
    processor.setJWTClaimsSetVerifier(claims);
    return processor.process(token, null);
  }

  private String tenant(JWTClaimsSet verified) throws ParseException {
    String own = verified.getStringClaim("tid");
    return own == null ? validation.tenantId() : own;
  }

  private boolean isIssuer(@Nullable String issuer, String tenant) {
    for (String known : source.issuers()) {
      String expected = known.replace("{tenantid}", tenant);
      if (expected.equals(issuer)) return true;
    }
    return false;
  }

  /** Whether it can stand in a field as it is. */
  private static boolean isVisible(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }

  /** What becomes of a request whose token is not good. */
  private Verdict refused(Verdict.Cause cause, String why) {
    return validation.unauthorizedRequestAction() == EntraJwtValidation.Action.ALLOW
        ? new Verdict.Admitted(null)
        : new Verdict.Refused(cause, why);
  }
}
