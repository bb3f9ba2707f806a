package dev.poort.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who signs the tokens that a gateway takes, and with which keys.
 *
 * @param issuers what may stand in a token's {@code iss}; {@code {tenantid}} in it stands for the
 *     token's own {@code tid}; never empty
 * @param keySet the public keys, the text of a JWK set (RFC 7517 5); null when they are asked for
 * @param keysUrl where the keys are asked for; null to find that out from the first issuer (OpenID
 *     Connect Discovery 1.0)
 */
public record TokenSource(List<String> issuers, @Nullable String keySet, @Nullable String keysUrl) {
  public TokenSource {
    issuers = List.copyOf(issuers);
  }
}
