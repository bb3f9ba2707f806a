package dev.poort.identity;

import dev.poort.config.SignIn;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets users sign in and tells who calls. Users come and go with the settings, which are asked anew
 * each time; the keys are those of the start. Any thread that may wait: to compare a secret takes a
 * fifth of a second.
 */
public final class Identity {
  private static final Pattern BROWSER =
      Pattern.compile("(?i)(/[^/]+){1,2}/oauth2(/v2\\.0)?/(authorize|devicecode|logout)/?");

  private final BearerCheck bearers;
  private final TokenEndpoint tokenEndpoint;
  private final ManagedIdentityEndpoint managedIdentity;
  private final DiscoveryDocuments documents;

  private Identity(Supplier<SignIn> settings, InstantSource clock) throws IOException {
    String file = settings.get().keysFile();
    SigningKeys keys = new SigningKeys(file == null ? null : new KeysFile(Path.of(file)), clock);
    Tokens tokens = new Tokens(keys, clock);
    FailureLog log = new FailureLog(clock);
    ClientCheck clients = new ClientCheck(clock, log);
    bearers = new BearerCheck(settings, tokens, log);
    tokenEndpoint = new TokenEndpoint(settings, tokens, clients);
    managedIdentity = new ManagedIdentityEndpoint(settings, tokens, clients);
    documents = new DiscoveryDocuments(settings, keys);
  }

  /**
   * Opens it with the keys that are kept.
   *
   * @param settings who may call now
   * @param clock tells when tokens begin and end
   * @throws IOException when the file of keys is there and cannot be used
   */
  public static Identity open(Supplier<SignIn> settings, InstantSource clock) throws IOException {
    return new Identity(settings, clock);
  }

  /**
   * Finds who calls.
   *
   * @param authorization the request's field; null when it has none
   * @throws Denial when nobody may call so
   */
  public Caller caller(@Nullable String authorization, Origin origin) throws Denial {
    return bearers.caller(authorization, origin);
  }

  /**
   * Whether whoever calls may send a long body, asked before it is read. Never waits.
   *
   * @param authorization the request's field; null when it has none
   */
  public boolean mayTellMuch(@Nullable String authorization, InetAddress client) {
    return bearers.mayTellMuch(authorization, client);
  }

  /** Whether a path, without its query, is one where clients sign in. They need no token there. */
  public static boolean serves(String path) {
    return ManagedIdentityEndpoint.serves(path)
        || TokenEndpoint.serves(path)
        || DiscoveryDocuments.serves(path)
        || BROWSER.matcher(path).matches();
  }

  /** Answers a request to such a path. */
  public SignInReply answer(SignInRequest request) {
    String path = request.path();
    try {
      if (ManagedIdentityEndpoint.serves(path)) return managedIdentity.answer(request);
      if (TokenEndpoint.serves(path)) return tokenEndpoint.answer(request);
      if (DiscoveryDocuments.serves(path)) return documents.answer(request);
      throw OAuthException.invalidRequest(
          0,
          "nobody signs in with a browser here, but as a client with a secret or a certificate (az"
              + " login --service-principal)");
    } catch (OAuthException e) {
      return e.reply();
    }
  }
}
