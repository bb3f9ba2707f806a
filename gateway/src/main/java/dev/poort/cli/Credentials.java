package dev.poort.cli;

import org.jspecify.annotations.Nullable;

/**
 * Who asks a running instance.
 *
 * @param token the access token; null for none yet
 * @param clientId who signs in for one; null for nobody in particular
 * @param secret what proves it
 */
record Credentials(@Nullable String token, @Nullable String clientId, @Nullable String secret) {
  /** Nobody says who asks. */
  static final Credentials NONE = new Credentials(null, null, null);

  /** Whether something is shown that others must not see. */
  boolean shows() {
    return token != null || secret != null;
  }
}
