package dev.poort.identity;

import dev.poort.config.Role;
import dev.poort.config.RoleAssignment;
import dev.poort.config.User;
import java.util.List;

/**
 * Who calls.
 *
 * @param name as poort.json has it
 * @param id the object id
 * @param roles what may be done
 */
public record Caller(String name, String id, List<RoleAssignment> roles) {
  /** Whoever is on this machine, while there are no users. */
  public static final Caller LOCAL =
      new Caller("local", User.NOBODY, List.of(new RoleAssignment(Role.OWNER, "/")));

  public Caller {
    roles = List.copyOf(roles);
  }

  static Caller of(User user) {
    return new Caller(user.name(), user.id(), user.roles());
  }

  /** Whether an operation may be done at its scope. */
  public boolean may(Operation operation) {
    return roles.stream()
        .anyMatch(given -> operation.isAllowedTo(given.role()) && given.covers(operation.scope()));
  }

  /** Whether what an id names may be seen: it is in a scope of the caller's, or above one. */
  public boolean sees(String id) {
    return roles.stream().anyMatch(given -> given.covers(id) || given.isBeneath(id));
  }

  /** Whether everything may be seen. */
  public boolean seesAll() {
    return roles.stream().anyMatch(given -> given.covers("/"));
  }

  /**
   * Demands that an operation may be done. A list may be read by who sees anything in it; the
   * caller of this leaves out the rest.
   *
   * @throws Denial when it may not
   */
  public void demand(Operation operation) throws Denial {
    if (may(operation) || (operation.isFiltered() && sees(operation.scope()))) return;
    throw Denial.forbidden(
        "AuthorizationFailed",
        ("The client '%s' with object id '%s' does not have authorization to perform action '%s'"
                + " over scope '%s' or the scope is invalid. If access was recently granted, please"
                + " refresh your credentials.")
            .formatted(name, id, operation.action(), operation.scope()));
  }
}
