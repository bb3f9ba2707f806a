package dev.poort.config;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who may call the management address (poort.json: {@code users}): a person or a program.
 *
 * @param name unique in any letter case
 * @param id a GUID: client id and object id, as Azure has them
 * @param secrets any of these will do
 * @param certificates the key of any of these will do
 * @param roles what the user may do
 * @param managedIdentity whether programs on this machine are this user without a secret
 */
public record User(
    String name,
    String id,
    List<SecretHash> secrets,
    List<X509Certificate> certificates,
    List<RoleAssignment> roles,
    boolean managedIdentity) {
  /** The id that no user may have: it stands for whoever is on this machine. */
  public static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  public User {
    secrets = List.copyOf(secrets);
    certificates = List.copyOf(certificates);
    roles = List.copyOf(roles);
  }

  /** Whether it is called by this name or id, in any letter case. */
  public boolean isCalled(String nameOrId) {
    return name.equalsIgnoreCase(nameOrId) || id.equalsIgnoreCase(nameOrId);
  }
}
