package dev.poort.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Whether clients' certificates were revoked (ARM: {@code verifyClientRevocation} OCSP). Each is
 * asked about once until the responder will know more, for an hour at the most. A responder that
 * does not answer, or that there is not, is a defect, as it is in Azure; that counts for some
 * seconds, so that the next try comes soon. Thread-safe; never blocks.
 */
public final class RevocationCheck {
  /** The defect when nobody says whether a certificate holds. */
  static final String UNKNOWN = "certificate status request failed";

  private static final String REVOKED = "certificate revoked";
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final int MOST_KNOWN = 10_000;

  private record Known(CompletableFuture<@Nullable String> defect, Instant until) {}

  private final OcspClient ocsp;
  private final Map<X509Certificate, Known> known = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param ocsp asks the responders
   */
  public RevocationCheck(OcspClient ocsp) {
    this.ocsp = ocsp;
  }

  /** What is wrong with a certificate; completes with null when it was not revoked. */
  CompletableFuture<@Nullable String> defect(X509Certificate certificate, X509Certificate issuer) {
    Instant now = Instant.now();
    CompletableFuture<@Nullable String> asked;
    synchronized (known) {
      Known before = known.get(certificate);
      if (before != null && before.until().isAfter(now)) return before.defect();
      asked = new CompletableFuture<>();
      keep(certificate, new Known(asked, now.plus(LONGEST)));
    }
    ocsp.ask(certificate, issuer)
        .whenComplete((answer, failure) -> answered(certificate, asked, answer, failure));
    return asked;
  }

  private void answered(
      X509Certificate certificate,
      CompletableFuture<@Nullable String> asked,
      @Nullable OcspAnswer answer,
      @Nullable Throwable failure) {
    Instant until = Instant.now().plus(RETRY);
    String defect = UNKNOWN;
    if (failure == null && answer != null && (answer.good() || answer.revoked())) {
      until = earlier(later(until, answer.until()), Instant.now().plus(LONGEST));
      defect = answer.good() ? null : REVOKED;
    }
    synchronized (known) {
      keep(certificate, new Known(asked, until));
    }
    asked.complete(defect);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private void keep(X509Certificate certificate, Known state) {
    known.put(certificate, state);
    if (known.size() > MOST_KNOWN) known.remove(known.keySet().iterator().next());
  }
}
