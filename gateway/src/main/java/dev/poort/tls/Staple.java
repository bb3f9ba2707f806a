package dev.poort.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a listener's certificate as its responder has signed it, to be stapled to handshakes
 * (RFC 6066 8). Fetched on a thread of its own, again before it is out of date. While it cannot be
 * had, handshakes go without it.
 */
final class Staple implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Staple.class);
  private static final Duration SHORTEST_REST = Duration.ofMinutes(1);
  private static final Duration LONGEST_REST = Duration.ofHours(12);

  private final X509Certificate certificate;
  private final X509Certificate issuer;
  private final OcspClient ocsp;
  private final Thread fetcher;
  private volatile @Nullable OcspAnswer answer;

  private Staple(X509Certificate certificate, X509Certificate issuer, OcspClient ocsp) {
    this.certificate = certificate;
    this.issuer = issuer;
    this.ocsp = ocsp;
    this.fetcher = Thread.ofVirtual().name("ocsp-staple").unstarted(this::fetch);
  }

  /**
   * Begins to fetch the state.
   *
   * @return null when the certificate names no responder, or the chain has no issuer
   */
  static @Nullable Staple of(List<X509Certificate> chain, OcspClient ocsp) {
    if (chain.size() < 2 || OcspQuery.responder(chain.getFirst()) == null) return null;
    Staple staple = new Staple(chain.getFirst(), chain.get(1), ocsp);
    staple.fetcher.start();
    return staple;
  }

  /** What is stapled now; null for nothing. */
  byte @Nullable [] current() {
    OcspAnswer known = answer;
    return known == null || known.until().isBefore(Instant.now()) ? null : known.der().get();
  }

  private void fetch() {
    Duration pause = SHORTEST_REST;
    try {
      while (true) {
        Duration rest = pause;
        try {
          OcspAnswer fetched = ocsp.ask(certificate, issuer).get();
          if (!fetched.good()) throw new OcspException("the certificate does not hold any more");
          answer = fetched;
          pause = SHORTEST_REST;
          rest = bounded(Duration.between(Instant.now(), fetched.until()).dividedBy(2));
        } catch (ExecutionException e) {
          failed(e.getCause());
          pause = bounded(pause.multipliedBy(2));
        } catch (OcspException e) {
          failed(e);
          answer = null;
        }
        Thread.sleep(rest);
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  private void failed(@Nullable Throwable cause) {
    LOG.warn(
        "no OCSP response is stapled for {}: {}",
        certificate.getSubjectX500Principal(),
        cause == null || cause.getMessage() == null ? cause : cause.getMessage());
  }

  private static Duration bounded(Duration rest) {
    if (rest.compareTo(SHORTEST_REST) < 0) return SHORTEST_REST;
    return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
  }

  @Override
  public void close() {
    fetcher.interrupt();
  }
}
