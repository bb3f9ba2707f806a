package dev.poort.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.poort.config.User;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a client has signed with the key of its certificate to say who it is (RFC 7523,
 * section 3): signature, issuer, subject, audience, time, and that nobody else sends it again.
 */
final class AssertionCheck {
  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final int MAX_LENGTH = 16 * 1024;
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384);

  private final InstantSource clock;
  private final Replays replays;

  AssertionCheck(InstantSource clock) {
    this.clock = clock;
    replays = new Replays(clock);
  }

  /** Whose assertion it says it is, of which nothing is known yet; null when it does not say. */
  static @Nullable String claimed(String assertion) {
    if (assertion.length() > MAX_LENGTH) return null;
    try {
      return SignedJWT.parse(assertion).getJWTClaimsSet().getSubject();
    } catch (ParseException | IllegalArgumentException _) {
      return null;
    }
  }

  /**
   * Checks one.
   *
   * @param user whose it must be
   * @param clientId by which name the client calls itself
   * @return null when it is good; otherwise why not
   */
  @Nullable String check(String assertion, User user, String clientId, Origin origin) {
    try {
      if (assertion.length() > MAX_LENGTH) return "the assertion is too long";
      SignedJWT parsed = SignedJWT.parse(assertion);
      String wrong = verify(parsed, user);
      return wrong == null ? check(parsed.getJWTClaimsSet(), clientId, assertion, origin) : wrong;
    } catch (ParseException | IllegalArgumentException _) {
      return "the assertion is no signed JWT";
    }
  }

  private @Nullable String verify(SignedJWT assertion, User user) {
    if (!ALGORITHMS.contains(assertion.getHeader().getAlgorithm())) {
      return "the assertion is signed with " + assertion.getHeader().getAlgorithm();
    }
    String wrong = "the assertion is signed with none of the user's certificates";
    for (X509Certificate certificate : user.certificates()) {
      if (!isSignedBy(assertion, certificate)) continue;
      try {
        certificate.checkValidity(Date.from(clock.instant()));
        return null;
      } catch (CertificateException e) {
        wrong = "the certificate does not hold now: " + e.getMessage();
      }
    }
    return wrong;
  }

  private static boolean isSignedBy(SignedJWT assertion, X509Certificate certificate) {
    try {
      JWSVerifier verifier =
          switch (certificate.getPublicKey()) {
            case RSAPublicKey rsa -> new RSASSAVerifier(rsa);
            case ECPublicKey ec -> new ECDSAVerifier(ec);
            default -> null;
          };
      return verifier != null
          && verifier.supportedJWSAlgorithms().contains(assertion.getHeader().getAlgorithm())
          && assertion.verify(verifier);
    } catch (JOSEException _) {
      return false;
    }
  }

  private @Nullable String check(
      JWTClaimsSet claims, String clientId, String assertion, Origin origin) {
    if (!clientId.equals(claims.getIssuer()) || !clientId.equals(claims.getSubject())) {
      return "the assertion is of another client";
    }
    if (claims.getAudience().stream().noneMatch(each -> isHere(each, origin))) {
      return "the assertion is for " + String.join(", ", claims.getAudience());
    }
    Instant now = clock.instant();
    @Nullable Date end = claims.getExpirationTime();
    @Nullable Date begin = claims.getNotBeforeTime();
    if (end == null) return "the assertion has no end";
    if (!end.toInstant().isAfter(now)) return "the assertion ended at " + end.toInstant();
    if (end.toInstant().isAfter(now.plus(LONGEST).plus(SKEW))) {
      return "the assertion holds for more than an hour";
    }
    if (begin != null && begin.toInstant().isAfter(now.plus(SKEW))) {
      return "the assertion holds from " + begin.toInstant() + " on";
    }
    String id = claims.getJWTID();
    if (id == null) return "the assertion has no jti";
    return replays.check(clientId, id, assertion, origin.client(), end.toInstant());
  }

  /** Whether a URL is that of a token endpoint or an issuer of this address. */
  private static boolean isHere(String audience, Origin origin) {
    try {
      URI url = URI.create(audience);
      return origin.base().equalsIgnoreCase(url.getScheme() + "://" + url.getRawAuthority());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
