package dev.poort.token;

import com.nimbusds.jose.jwk.JWKSet;
import dev.poort.config.EntraJwtValidation;
import dev.poort.config.TokenSource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a gateway. Keys that were fetched stay known through changes that leave their
 * source as it is. Used by one thread at a time; what it gives out is used on every loop.
 */
public final class TokenChecks implements AutoCloseable {
  private final Map<TokenSource, KeySet> keys = new HashMap<>();
  private @Nullable HttpClient http;

  /**
   * The check that a configuration asks for.
   *
   * @throws IOException when the keys that it names cannot be used
   */
  public TokenCheck of(EntraJwtValidation validation) throws IOException {
    TokenSource source = validation.source();
    if (source == null) throw new IOException(validation.name() + " has no source of tokens");
    KeySet known = keys.get(source);
    if (known == null) {
      known = open(source);
      keys.put(source, known);
    }
    return new TokenCheck(validation, source, known);
  }

  private KeySet open(TokenSource source) throws IOException {
    String keySet = source.keySet();
    if (keySet == null) return new FetchedKeys(http(), source);
    try {
      return new GivenKeys(JWKSet.parse(keySet));
    } catch (ParseException e) {
      throw new IOException("the set of keys cannot be used: " + e.getMessage(), e);
    }
  }

  private HttpClient http() {
    HttpClient client = http;
    if (client != null) return client;
    client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(4))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    http = client;
    return client;
  }

  /** Forgets the keys that none of these needs. */
  public void retain(Collection<EntraJwtValidation> validations) {
    keys.keySet()
        .removeIf(source -> validations.stream().noneMatch(it -> source.equals(it.source())));
  }

  @Override
  public void close() {
    if (http != null) http.shutdownNow();
  }
}
