package dev.poort.identity;

import dev.poort.config.SignIn;
import dev.poort.config.User;
import dev.poort.identity.Tokens.Subject;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives tokens to programs on this machine as a managed identity does: in the form of virtual
 * machines, with {@code Metadata: true} and no secret, and in that of App Service, with the secret
 * in {@code secret} or {@code X-IDENTITY-HEADER}.
 */
final class ManagedIdentityEndpoint {
  private static final List<String> PATHS =
      List.of("/metadata/identity/oauth2/token", "/msi/token");
  private static final List<String> CLIENT_ID =
      List.of("client_id", "clientid", "object_id", "principal_id");

  private final Supplier<SignIn> settings;
  private final Tokens tokens;
  private final ClientCheck clients;

  ManagedIdentityEndpoint(Supplier<SignIn> settings, Tokens tokens, ClientCheck clients) {
    this.settings = settings;
    this.tokens = tokens;
    this.clients = clients;
  }

  static boolean serves(String path) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return PATHS.contains(bare.toLowerCase(Locale.ROOT));
  }

  SignInReply answer(SignInRequest request) throws OAuthException {
    if (!request.reads() && !request.method().equals("POST")) {
      throw OAuthException.onlyAllowed("GET, POST");
    }
    Origin origin = request.origin();
    // A proxy that forwards what strangers send must not give them a token.
    if (!origin.isLocal() || request.header("X-Forwarded-For") != null) {
      throw OAuthException.forbidden("a managed identity is for programs on this machine alone");
    }
    String secret = request.header("secret");
    if (secret == null) secret = request.header("X-IDENTITY-HEADER");
    // No page in a browser can send it without being asked for leave first.
    if (secret == null && !"true".equalsIgnoreCase(request.header("Metadata"))) {
      throw OAuthException.invalidRequest(0, "Required metadata header not specified");
    }
    String resource = request.parameter("resource");
    if (resource == null) throw OAuthException.invalidRequest(0, "resource is missing");
    SignIn known = settings.get();
    User user = known.isOpen() ? null : user(request, known, secret);
    String id = user == null ? Caller.LOCAL.id() : user.id();
    String name = user == null ? Caller.LOCAL.name() : user.name();
    String audience = Issuers.audience(resource, origin);
    String issuer = Issuers.issuer(origin, known.tenantId(), false);
    String by = secret == null || user == null ? "0" : "1";
    String token = tokens.access(new Subject(issuer, audience, known.tenantId(), id, name, by));
    return new TokenDocument(token).withTimes(resource).with("client_id", id).reply();
  }

  private User user(SignInRequest request, SignIn known, @Nullable String secret)
      throws OAuthException {
    String asked = clientId(request);
    if (secret == null) return withoutSecret(asked, known);
    User user = asked == null ? only(known) : known.user(asked);
    String name = asked == null ? "the managed identity" : asked;
    clients.demandSecret(user, known, name, secret, request.origin());
    if (user == null) throw new IllegalStateException("nobody has no secret");
    return user;
  }

  private static User withoutSecret(@Nullable String asked, SignIn known) throws OAuthException {
    User user = asked == null ? only(known) : known.user(asked);
    if (user != null && user.managedIdentity()) return user;
    throw OAuthException.invalidRequest(
        0,
        "Identity not found: "
            + (asked == null
                ? "poort.json has no user with managedIdentity, or several: say client_id"
                : "no user with managedIdentity in poort.json is called so"));
  }

  private static @Nullable String clientId(SignInRequest request) {
    for (String name : CLIENT_ID) {
      String id = request.parameter(name);
      if (id != null) return id;
    }
    return null;
  }

  private static @Nullable User only(SignIn known) {
    List<User> all = known.users().stream().filter(User::managedIdentity).toList();
    return all.size() == 1 ? all.getFirst() : null;
  }
}
