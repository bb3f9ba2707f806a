package dev.poort.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client is given: an access token and what it needs to know of it. */
final class TokenDocument {
  private final Map<String, Object> members = new LinkedHashMap<>();
  private final JWTClaimsSet claims;

  TokenDocument(String accessToken) {
    try {
      claims = SignedJWT.parse(accessToken).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new IllegalStateException("what is written is read again", e);
    }
    members.put("token_type", "Bearer");
    members.put("expires_in", Tokens.ACCESS.toSeconds());
    members.put("ext_expires_in", Tokens.ACCESS.toSeconds());
    members.put("access_token", accessToken);
  }

  TokenDocument with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  /** As the first version of the endpoint has it, and managed identities: numbers are texts. */
  TokenDocument withTimes(String resource) {
    members.put("expires_in", String.valueOf(Tokens.ACCESS.toSeconds()));
    members.put("ext_expires_in", String.valueOf(Tokens.ACCESS.toSeconds()));
    members.put("expires_on", seconds(claims.getExpirationTime()));
    members.put("not_before", seconds(claims.getNotBeforeTime()));
    members.put("resource", resource);
    return this;
  }

  private static String seconds(java.util.Date time) {
    return String.valueOf(time.toInstant().getEpochSecond());
  }

  SignInReply reply() {
    return SignInReply.of(members);
  }
}
