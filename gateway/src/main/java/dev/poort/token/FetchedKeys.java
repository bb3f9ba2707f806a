package dev.poort.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.poort.config.TokenSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that an issuer publishes (RFC 7517), found through its configuration (OpenID Connect
 * Discovery 1.0, section 4) where no address is given. They are asked for when they are first
 * wanted, when a token names a key that is not known, and once a day; at most once in ten seconds.
 * What was known stays known while the issuer does not answer.
 */
final class FetchedKeys implements KeySet {
  private static final Logger LOG = LoggerFactory.getLogger(FetchedKeys.class);
  private static final Duration BOUND = Duration.ofSeconds(4);
  private static final long MAX_BYTES = 1 << 20;
  private static final long PAUSE = Duration.ofSeconds(10).toNanos();
  private static final long DAY = Duration.ofDays(1).toNanos();

  private final HttpClient http;
  private final TokenSource source;
  private volatile JWKSet known = new JWKSet();
  private @Nullable CompletableFuture<JWKSet> asked;
  private long askedAt;

  FetchedKeys(HttpClient http, TokenSource source) {
    this.http = http;
    this.source = source;
  }

  @Override
  public JWKSet known() {
    if (isOlderThan(DAY)) ask();
    return known;
  }

  @Override
  public CompletableFuture<JWKSet> renewed() {
    return ask();
  }

  private synchronized boolean isOlderThan(long nanos) {
    return asked != null && System.nanoTime() - askedAt > nanos;
  }

  /** Asks, unless that was done just now; what is under way is waited for. */
  private synchronized CompletableFuture<JWKSet> ask() {
    CompletableFuture<JWKSet> last = asked;
    if (last != null && (!last.isDone() || !isOlderThan(PAUSE))) return last;
    askedAt = System.nanoTime();
    CompletableFuture<JWKSet> now = fetch().handle(this::keep);
    asked = now;
    return now;
  }

  private JWKSet keep(@Nullable JWKSet fetched, @Nullable Throwable failure) {
    if (fetched != null) {
      known = fetched;
    } else {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      LOG.warn("the keys of {} cannot be had: {}", source.issuers().getFirst(), text(cause));
    }
    return known;
  }

  private static String text(@Nullable Throwable cause) {
    if (cause == null) return "";
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private CompletableFuture<JWKSet> fetch() {
    CompletableFuture<String> url =
        source.keysUrl() == null
            ? get(configuration()).thenApply(FetchedKeys::keysUrl)
            : CompletableFuture.completedFuture(source.keysUrl());
    return url.thenCompose(this::get).thenApply(FetchedKeys::keys);
  }

  private String configuration() {
    String issuer = source.issuers().getFirst();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return base + "/.well-known/openid-configuration";
  }

  private CompletableFuture<String> get(String url) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(BOUND).build();
      return http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES))
          .thenApply(answer -> body(url, answer));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static String body(String url, HttpResponse<String> answer) {
    if (answer.statusCode() == 200) return answer.body();
    throw new CompletionException(
        new IllegalStateException(url + " answers " + answer.statusCode()));
  }

  private static String keysUrl(String configuration) {
    try {
      return JSONObjectUtils.getString(JSONObjectUtils.parse(configuration), "jwks_uri");
    } catch (ParseException e) {
      throw new CompletionException(e);
    }
  }

  private static JWKSet keys(String text) {
    try {
      return JWKSet.parse(text);
    } catch (ParseException e) {
      throw new CompletionException(e);
    }
  }
}
