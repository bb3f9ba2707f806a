package dev.poort.identity;

import dev.poort.config.SecretHash;
import dev.poort.config.SignIn;
import dev.poort.config.User;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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

  /**
   * Demands that a secret is one of a user's.
   *
   * @param user null for no such user
   * @param known all users
   */
  void demandSecret(
      @Nullable User user, SignIn known, String clientId, String secret, Origin origin)
      throws OAuthException {
    demand(
        clientId,
        origin,
        () -> wrong(user, known, secret),
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

  private @Nullable String wrong(@Nullable User user, SignIn known, String secret)
      throws OAuthException {
    List<SecretHash> own = user == null ? List.of() : user.secrets();
    boolean same = isOneOf(secret, own.isEmpty() ? any(known) : own);
    if (own.isEmpty()) return user == null ? "no such user" : "the user has no secret";
    return same ? null : "wrong secret";
  }

  /** Of nobody in particular: to compare takes as long, so that time does not tell who is known. */
  private static List<SecretHash> any(SignIn known) {
    return known.users().stream().flatMap(user -> user.secrets().stream()).limit(1).toList();
  }

  private boolean isOneOf(String secret, List<SecretHash> hashes) throws OAuthException {
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
      for (SecretHash hash : hashes) {
        if (Secrets.matches(secret, hash)) return true;
      }
      return false;
    } finally {
      comparing.release();
    }
  }
}
