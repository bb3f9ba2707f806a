package dev.poort.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.poort.config.SignIn;
import dev.poort.config.User;
import dev.poort.identity.Tokens.BadTokenException;
import dev.poort.identity.Tokens.Subject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives tokens to clients that say who they are (RFC 6749, sections 4.4 and 6), at the addresses
 * where Microsoft Entra and AD FS do.
 */
final class TokenEndpoint {
  private static final Pattern PATH =
      Pattern.compile("(?i)(/[^/]+){1,2}/oauth2(?<two>/v2\\.0)?/token/?");
  private static final String BASIC = "basic ";

  private final Supplier<SignIn> settings;
  private final Tokens tokens;
  private final ClientCheck clients;

  TokenEndpoint(Supplier<SignIn> settings, Tokens tokens, ClientCheck clients) {
    this.settings = settings;
    this.tokens = tokens;
    this.clients = clients;
  }

  /** A client and what it shows. */
  private record Client(String id, @Nullable String secret, @Nullable String assertion) {}

  /** Who a client turned out to be, and by what (the claim {@code appidacr}). */
  private record Known(String id, String name, String by) {}

  static boolean serves(String path) {
    return PATH.matcher(path).matches() && !ManagedIdentityEndpoint.serves(path);
  }

  SignInReply answer(SignInRequest request) throws OAuthException {
    if (!request.method().equals("POST")) throw OAuthException.onlyAllowed("POST");
    Origin origin = request.origin();
    SignIn known = settings.get();
    if (known.isOpen() && !origin.isLocal()) {
      throw OAuthException.forbidden("only programs on this machine may sign in without users");
    }
    if (!origin.isConfidential()) {
      throw OAuthException.invalidRequest(0, "from other machines one signs in over HTTPS only");
    }
    String grant = request.parameter("grant_type");
    if (grant == null) throw missing("grant_type");
    return switch (grant) {
      case "client_credentials" -> {
        Known who = authenticated(request, known);
        yield reply(request, known, who, Issuers.audience(asked(request), origin));
      }
      case "refresh_token" -> refreshed(request, known);
      case "password" ->
          throw OAuthException.unsupported(
              "The app returned an unsupported grant type 'password': nobody signs in with a"
                  + " password here, but as a client with a secret or a certificate.");
      case "authorization_code", "device_code", "urn:ietf:params:oauth:grant-type:device_code" ->
          throw OAuthException.unsupported(
              "The app returned an unsupported grant type '%s': nobody signs in with a browser"
                      .formatted(grant)
                  + " here, but as a client with a secret or a certificate.");
      default ->
          throw OAuthException.unsupported(
              "The app returned an unsupported grant type: write client_credentials or"
                  + " refresh_token.");
    };
  }

  private static @Nullable String asked(SignInRequest request) {
    String scope = request.parameter("scope");
    return scope == null ? request.parameter("resource") : scope;
  }

  private SignInReply refreshed(SignInRequest request, SignIn known) throws OAuthException {
    String token = request.parameter("refresh_token");
    if (token == null) throw missing("refresh_token");
    Known who = authenticated(request, known);
    try {
      JWTClaimsSet claims = tokens.readRefresh(token);
      String asked = asked(request);
      boolean own =
          who.id().equals(claims.getSubject())
              && Issuers.isOwn(claims.getIssuer(), known.tenantId())
              && known.tenantId().equals(claims.getStringClaim("tid"));
      if (!own) throw OAuthException.invalidGrant(70008, "The refresh token is of another client.");
      String audience =
          asked == null
              ? claims.getAudience().getFirst()
              : Issuers.audience(asked, request.origin());
      return reply(request, known, who, audience);
    } catch (BadTokenException | ParseException e) {
      throw OAuthException.invalidGrant(70008, "The refresh token is not valid: " + e.getMessage());
    }
  }

  private SignInReply reply(SignInRequest request, SignIn known, Known who, String audience) {
    boolean adfs = request.path().regionMatches(true, 0, "/adfs/", 0, "/adfs/".length());
    String issuer = Issuers.issuer(request.origin(), known.tenantId(), adfs);
    Subject subject =
        new Subject(issuer, audience, known.tenantId(), who.id(), who.name(), who.by());
    TokenDocument document = new TokenDocument(tokens.access(subject));
    String scope = request.parameter("scope");
    boolean offline =
        request.parameter("refresh_token") != null
            || (scope != null && List.of(scope.split(" ")).contains("offline_access"));
    if (offline) document = document.with("refresh_token", tokens.refresh(subject));
    boolean first = request.parameter("resource") != null;
    return (first ? document.withTimes(audience) : document).reply();
  }

  private Known authenticated(SignInRequest request, SignIn known) throws OAuthException {
    Client client = client(request);
    if (known.isOpen()) {
      Caller local = Caller.LOCAL;
      return new Known(local.id(), local.name(), "0");
    }
    User user = known.user(client.id());
    if (client.assertion() != null) {
      clients.demandAssertion(user, client.id(), client.assertion(), request.origin());
      return known(user, "2");
    }
    if (client.secret() == null) {
      throw OAuthException.invalidClient(
          7000216, "'client_assertion', 'client_secret' or 'request' is required.");
    }
    clients.demandSecret(user, known, client.id(), client.secret(), request.origin());
    return known(user, "1");
  }

  private static Known known(@Nullable User user, String by) {
    if (user == null) throw new IllegalStateException("nobody has no secret");
    return new Known(user.id(), user.name(), by);
  }

  /** Who says who he is: in the form, in an assertion, or in Authorization (section 2.3.1). */
  private static Client client(SignInRequest request) throws OAuthException {
    String assertion = request.parameter("client_assertion");
    if (assertion != null
        && !AssertionCheck.TYPE.equals(request.parameter("client_assertion_type"))) {
      throw OAuthException.invalidRequest(
          900144, "client_assertion_type is not " + AssertionCheck.TYPE);
    }
    String id = request.parameter("client_id");
    String authorization = request.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return basic(authorization.substring(BASIC.length()).strip(), id);
    }
    if (id == null && assertion != null) id = AssertionCheck.claimed(assertion);
    if (id == null) throw missing("client_id");
    return new Client(id, request.parameter("client_secret"), assertion);
  }

  private static Client basic(String credentials, @Nullable String clientId) throws OAuthException {
    try {
      String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      if (colon > 0) {
        String id = URLDecoder.decode(text.substring(0, colon), StandardCharsets.UTF_8);
        String secret = URLDecoder.decode(text.substring(colon + 1), StandardCharsets.UTF_8);
        if (clientId == null || clientId.equals(id)) return new Client(id, secret, null);
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw OAuthException.invalidRequest(0, "the Authorization field says nobody");
  }

  private static OAuthException missing(String parameter) {
    return OAuthException.invalidRequest(
        900144,
        "The request body must contain the following parameter: '%s'.".formatted(parameter));
  }
}
