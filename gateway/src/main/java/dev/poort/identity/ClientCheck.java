package dev.poort.identity;

import dev.poort.config.SecretHash;
import dev.poort.config.User;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a client is whom it says it is. Failures are bounded and logged. At most
 * {@value #AT_ONCE} secrets are compared at one time, as each takes a core for a fifth of a second.
 * Any thread.
 */
final class ClientCheck {
  private static final int AT_ONCE = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final FailureLimit limit;
  private final FailureLog log;
  private final AssertionCheck assertions;
  private final Semaphore comparing = new Semaphore(AT_ONCE, true);

  ClientCheck(InstantSource clock, FailureLog log) {
    this.log = log;
    limit = new FailureLimit(clock);
    assertions = new AssertionCheck(clock);
  }

  /** Demands that a secret is one of a user's; null for no such user. */
  void demandSecret(@Nullable User user, String clientId, String secret, Origin origin)
      throws OAuthException {
    demand(
        clientId,
        origin,
        () -> hasSecret(user, secret) ? null : user == null ? "no such user" : "wrong secret",
        OAuthException.invalidClient(7000215, "Invalid client secret provided."));
  }

  /** Demands that an assertion is signed with the key of one of a user's certificates. */
  void demandAssertion(@Nullable User user, String clientId, String assertion, Origin origin)
      throws OAuthException {
    demand(
        clientId,
        origin,
        () -> user == null ? "no such user" : assertions.check(assertion, user, clientId, origin),
        OAuthException.invalidClient(
            700027, "Client assertion failed validation; the server's log says why."));
  }

  private interface Judgement {
    /** Null when it is good; otherwise why not. */
    @Nullable String why() throws OAuthException;
  }

  private void demand(String clientId, Origin origin, Judgement judgement, OAuthException refusal)
      throws OAuthException {
    Duration wait = limit.begin(origin.client(), clientId);
    if (!wait.isZero()) {
      log.failed(origin.client(), clientId, "too many failures before");
      throw OAuthException.wait(wait, "too many sign-ins have failed; try again later");
    }
    String why = judgement.why();
    if (why == null) {
      limit.succeeded(origin.client(), clientId);
      return;
    }
    log.failed(origin.client(), clientId, why);
    throw refusal;
  }

  private boolean hasSecret(@Nullable User user, String secret) throws OAuthException {
    if (secret.length() > Secrets.MOST) return false;
    boolean mine;
    try {
      mine = comparing.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      mine = false;
    }
    if (!mine) throw OAuthException.wait(Duration.ofSeconds(1), "too many sign in at one time");
    try {
      if (user != null && !user.secrets().isEmpty()) return isOneOf(secret, user);
      Secrets.pretendToCompare(secret);
      return false;
    } finally {
      comparing.release();
    }
  }

  private static boolean isOneOf(String secret, User user) {
    for (SecretHash hash : user.secrets()) {
      if (Secrets.matches(secret, hash)) return true;
    }
    return false;
  }
}
