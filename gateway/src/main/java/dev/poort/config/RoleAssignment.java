package dev.poort.config;

import java.util.Locale;

/**
 * A role on everything beneath a scope.
 *
 * @param role what may be done
 * @param scope an ARM id, in any letter case and without a slash at its end; {@code /} for
 *     everything
 */
public record RoleAssignment(Role role, String scope) {
  /** Whether an id is the scope or lies beneath it. */
  public boolean covers(String id) {
    return isWithin(id, scope);
  }

  /** Whether the scope lies beneath an id. */
  public boolean isBeneath(String id) {
    return isWithin(scope, id);
  }

  private static boolean isWithin(String id, String above) {
    if (above.equals("/")) return true;
    String inner = id.toLowerCase(Locale.ROOT);
    String outer = above.toLowerCase(Locale.ROOT);
    return inner.equals(outer) || inner.startsWith(outer + "/");
  }
}
