package dev.poort.tls;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks responders about certificates (RFC 6960), on threads of its own. Every question has a bound
 * in time and in size, and so has their number. Thread-safe.
 */
public final class OcspClient implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final int MOST_OCTETS = 64 << 10;
  private static final int MOST_AT_ONCE = 64;

  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private @Nullable HttpClient http;

  /** One that has asked nobody yet. */
  public OcspClient() {}

  /** Asks; fails with an {@link OcspException} or a time-out. */
  CompletableFuture<OcspAnswer> ask(X509Certificate certificate, X509Certificate issuer) {
    try {
      OcspQuery query = OcspQuery.about(certificate, issuer);
      HttpRequest request =
          HttpRequest.newBuilder(query.responder())
              .timeout(BOUND)
              .header("Content-Type", "application/ocsp-request")
              .header("Accept", "application/ocsp-response")
              .POST(HttpRequest.BodyPublishers.ofByteArray(query.encoded()))
              .build();
      if (!free.tryAcquire()) throw new OcspException("too many questions at once");
      return http()
          .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_OCTETS))
          .orTimeout(BOUND.toMillis(), TimeUnit.MILLISECONDS)
          .whenComplete((_, _) -> free.release())
          .thenCompose(response -> read(response, query));
    } catch (OcspException | IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static CompletableFuture<OcspAnswer> read(
      HttpResponse<byte[]> response, OcspQuery query) {
    try {
      if (response.statusCode() != 200) {
        throw new OcspException("the responder answers with status " + response.statusCode());
      }
      return CompletableFuture.completedFuture(
          OcspAnswer.read(response.body(), query, Instant.now()));
    } catch (OcspException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Made at the first use, since most gateways ask nobody. */
  private synchronized HttpClient http() {
    HttpClient made = http;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .connectTimeout(BOUND)
              .version(HttpClient.Version.HTTP_1_1)
              .executor(Executors.newVirtualThreadPerTaskExecutor())
              .build();
      http = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    if (http != null) http.shutdownNow();
  }
}
