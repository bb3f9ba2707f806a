package dev.poort.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.util.concurrent.CompletableFuture;

/**
 * Keys that stand in a file.
 *
 * @param known all of them
 */
record GivenKeys(JWKSet known) implements KeySet {
  @Override
  public CompletableFuture<JWKSet> renewed() {
    return CompletableFuture.completedFuture(known);
  }
}
