package dev.poort.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the bearer tokens of requests (ARM: {@code entraJWTValidationConfigs}).
 *
 * @param name unique among the configurations
 * @param unauthorizedRequestAction what becomes of requests without a good token
 * @param tenantId whose tokens
 * @param clientId for whom the tokens are, an audience too; null where only audiences are named
 * @param audiences for whom the tokens may be besides; at most 5
 * @param source who signs the tokens on this machine; null when that is not known, which it is in a
 *     gateway that was read to run
 */
public record EntraJwtValidation(
    String name,
    Action unauthorizedRequestAction,
    String tenantId,
    @Nullable String clientId,
    List<String> audiences,
    @Nullable TokenSource source) {
  public EntraJwtValidation {
    audiences = List.copyOf(audiences);
  }

  /** ARM: {@code unAuthorizedRequestAction}. */
  public enum Action {
    /** They are answered with 401. */
    DENY,
    /** They are passed on without an identity. */
    ALLOW
  }
}
