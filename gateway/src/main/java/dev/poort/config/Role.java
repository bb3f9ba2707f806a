package dev.poort.config;

/** What a user may do on a scope, as Azure's built-in roles have it. */
public enum Role {
  /** See everything, with the health of members. */
  READER("Reader"),
  /** Do everything but say who may do what. */
  CONTRIBUTOR("Contributor"),
  /** Do everything. */
  OWNER("Owner");

  private final String armName;

  Role(String armName) {
    this.armName = armName;
  }

  /** As Azure writes it. */
  public String armName() {
    return armName;
  }
}
