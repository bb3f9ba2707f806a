package dev.poort.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens and takes them apart again: JWTs (RFC 7519) signed with RS256. What keeps an access
 * token from passing for a refresh token is its type (RFC 8725, section 3.11).
 */
final class Tokens {
  /** How long an access token holds. */
  static final Duration ACCESS = Duration.ofHours(1);

  /** How long a refresh token holds. */
  static final Duration REFRESH = Duration.ofHours(24);

  /** No token holds longer. */
  static final Duration LONGEST = REFRESH;

  /** None of ours comes near it. */
  private static final int MAX_LENGTH = 8 * 1024;

  private static final JOSEObjectType REFRESH_TYPE = new JOSEObjectType("poort-refresh+jwt");

  private final SigningKeys keys;
  private final InstantSource clock;

  Tokens(SigningKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Who a token is for.
   *
   * @param issuer who issues it
   * @param audience where it holds
   * @param tenant the directory
   * @param id client id and object id
   * @param name as people know the user
   * @param by how he signed in: {@code 1} by a secret, {@code 2} by a certificate, {@code 0} by
   *     being here
   */
  record Subject(
      String issuer, String audience, String tenant, String id, String name, String by) {}

  String access(Subject subject) {
    return sign(subject, JOSEObjectType.JWT, ACCESS);
  }

  String refresh(Subject subject) {
    return sign(subject, REFRESH_TYPE, REFRESH);
  }

  private String sign(Subject subject, JOSEObjectType type, Duration lifetime) {
    RSAKey key = keys.signing();
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(subject.issuer())
            .audience(subject.audience())
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)))
            .subject(subject.id())
            .claim("tid", subject.tenant())
            .claim("oid", subject.id())
            .claim("appid", subject.id())
            .claim("appidacr", subject.by())
            .claim("app_displayname", subject.name())
            .claim("idtyp", "app")
            .claim("uti", UUID.randomUUID().toString())
            .claim("ver", "1.0")
            .build();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).type(type).keyID(key.getKeyID()).build();
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("a key of its own signs", e);
    }
  }

  /** Why a token is not taken. */
  static final class BadTokenException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean expired;

    private BadTokenException(String why, boolean expired) {
      super(why);
      this.expired = expired;
    }

    /** Whether it was good once. */
    boolean isExpired() {
      return expired;
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * What an access token says.
   *
   * @throws BadTokenException when none of our keys signed it, or its time is not now
   */
  JWTClaimsSet readAccess(String token) throws BadTokenException {
    return read(token, JOSEObjectType.JWT, keys::checking);
  }

  /** Whether one of our keys signed an access token that has not ended. Never waits. */
  boolean isOurs(String token) {
    try {
      read(token, JOSEObjectType.JWT, keys::known);
      return true;
    } catch (BadTokenException _) {
      return false;
    }
  }

  /** The same of a refresh token. */
  JWTClaimsSet readRefresh(String token) throws BadTokenException {
    return read(token, REFRESH_TYPE, keys::checking);
  }

  private JWTClaimsSet read(
      String token, JOSEObjectType type, Function<String, @Nullable RSAKey> find)
      throws BadTokenException {
    if (token.length() > MAX_LENGTH) throw bad("the token is too long");
    try {
      SignedJWT parsed = SignedJWT.parse(token);
      verify(parsed, find);
      if (!type.equals(parsed.getHeader().getType())) throw bad("the token is of another type");
      JWTClaimsSet claims = parsed.getJWTClaimsSet();
      checkTime(claims);
      return claims;
    } catch (ParseException | IllegalArgumentException _) {
      throw bad("the token is no signed JWT");
    }
  }

  private static void verify(SignedJWT token, Function<String, @Nullable RSAKey> find)
      throws BadTokenException {
    JWSHeader header = token.getHeader();
    // Ours alone, whatever the token would like (RFC 8725, section 3.1).
    if (!JWSAlgorithm.RS256.equals(header.getAlgorithm())) {
      throw bad("the token is signed with " + header.getAlgorithm());
    }
    RSAKey key = header.getKeyID() == null ? null : find.apply(header.getKeyID());
    if (key == null) throw bad("the token is signed with a key that is not known");
    try {
      if (!token.verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
        throw bad("the token's signature is wrong");
      }
    } catch (JOSEException e) {
      throw bad("the token cannot be verified: " + e.getMessage());
    }
  }

  private void checkTime(JWTClaimsSet claims) throws BadTokenException {
    Instant now = clock.instant();
    @Nullable Date end = claims.getExpirationTime();
    @Nullable Date begin = claims.getNotBeforeTime();
    if (end == null) throw bad("the token has no end");
    if (!end.toInstant().isAfter(now)) {
      throw new BadTokenException("the token ended at " + end.toInstant(), true);
    }
    // Tokens tell whole seconds.
    if (begin != null && begin.toInstant().isAfter(now.plusSeconds(1))) {
      throw bad("the token holds from " + begin.toInstant() + " on");
    }
  }

  private static BadTokenException bad(String why) {
    return new BadTokenException(why, false);
  }
}
