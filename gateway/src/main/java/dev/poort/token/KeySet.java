package dev.poort.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.util.concurrent.CompletableFuture;

/** The public keys of an issuer, as far as they are known. Safe for use on every thread. */
sealed interface KeySet permits GivenKeys, FetchedKeys {
  /** The keys of this moment; empty when none are known. Never waits. */
  JWKSet known();

  /**
   * The keys after they were asked for once more, if that makes sense now; else what is known.
   * Completes within ten seconds, on any thread, and never fails.
   */
  CompletableFuture<JWKSet> renewed();
}
