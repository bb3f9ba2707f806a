package dev.poort.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.poort.config.SignIn;
import dev.poort.config.User;
import dev.poort.identity.Tokens.BadTokenException;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds who calls by the bearer token of a request (RFC 6750). Any thread. */
final class BearerCheck {
  private static final String SCHEME = "bearer ";

  private final Supplier<SignIn> settings;
  private final Tokens tokens;
  private final FailureLog log;

  BearerCheck(Supplier<SignIn> settings, Tokens tokens, FailureLog log) {
    this.settings = settings;
    this.tokens = tokens;
    this.log = log;
  }

  /**
   * Who calls.
   *
   * @param authorization the request's field; null when it has none
   * @throws Denial when nobody may call so
   */
  Caller caller(@Nullable String authorization, Origin origin) throws Denial {
    SignIn known = settings.get();
    if (known.isOpen()) {
      if (origin.isLocal()) return Caller.LOCAL;
      throw Denial.forbidden(
          "AuthorizationFailed",
          "only programs on this machine may call, as poort.json has no users (poort user add)");
    }
    if (!origin.isConfidential()) {
      throw Denial.forbidden("HttpsRequired", "from other machines it is called over HTTPS only");
    }
    if (authorization == null) {
      throw refused(
          origin,
          known,
          "AuthenticationFailed",
          "Authentication failed. The 'Authorization' header is missing.",
          null);
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw refused(
          origin,
          known,
          "AuthenticationFailedInvalidHeader",
          "Authentication failed. The 'Authorization' header is provided in an invalid format.",
          "invalid_request");
    }
    try {
      return caller(
          tokens.readAccess(authorization.substring(SCHEME.length()).strip()), known, origin);
    } catch (BadTokenException e) {
      if (!e.isExpired()) log.refused(origin.client(), e.why());
      String code = e.isExpired() ? "ExpiredAuthenticationToken" : "InvalidAuthenticationToken";
      throw refused(
          origin, known, code, "The access token is invalid: " + e.why(), "invalid_token");
    } catch (ParseException _) {
      throw refused(
          origin,
          known,
          "InvalidAuthenticationToken",
          "The access token is invalid",
          "invalid_token");
    }
  }

  /** Whether whoever calls may send much. Never waits. */
  boolean mayTellMuch(@Nullable String authorization, InetAddress client) {
    if (settings.get().isOpen()) return client.isLoopbackAddress();
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && tokens.isOurs(authorization.substring(SCHEME.length()).strip());
  }

  private Caller caller(JWTClaimsSet claims, SignIn known, Origin origin)
      throws Denial, ParseException {
    if (!claims.getAudience().contains(Issuers.ARM)) {
      throw invalid(
          origin,
          known,
          "Audience",
          "The access token has been obtained for wrong audience or resource '%s'. It should exactly match '%s'."
              .formatted(String.join(", ", claims.getAudience()), Issuers.ARM));
    }
    boolean ours =
        Issuers.isOwn(claims.getIssuer(), known.tenantId())
            && known.tenantId().equalsIgnoreCase(claims.getStringClaim("tid"));
    if (!ours) {
      throw invalid(
          origin,
          known,
          "Tenant",
          "The access token is from the wrong issuer '%s'.".formatted(claims.getIssuer()));
    }
    String id = claims.getStringClaim("oid");
    User user = id == null ? null : known.user(id);
    if (user == null) {
      throw invalid(origin, known, "", "The access token is of a user who is no more");
    }
    return Caller.of(user);
  }

  private Denial invalid(Origin origin, SignIn known, String what, String why) {
    log.refused(origin.client(), why);
    return refused(origin, known, "InvalidAuthenticationToken" + what, why, "invalid_token");
  }

  private static Denial refused(
      Origin origin, SignIn known, String code, String why, @Nullable String error) {
    String where = "Bearer authorization_uri=\"%s/%s\"".formatted(origin.base(), known.tenantId());
    String told =
        error == null
            ? ""
            : ", error=\"%s\", error_description=\"%s\"".formatted(error, quotable(why));
    return Denial.unauthenticated(code, why, where + told);
  }

  /** What may stand in a quoted string of a field without more ado. */
  private static String quotable(String text) {
    return text.replaceAll("[^ !#-\\[\\]-~]", "'");
  }
}
