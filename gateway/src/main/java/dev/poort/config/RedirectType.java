package dev.poort.config;

/** With which status a client is sent elsewhere (ARM: {@code redirectType}). */
public enum RedirectType {
  /** 301: for good. */
  PERMANENT("Permanent", 301),
  /** 302: for now. */
  FOUND("Found", 302),
  /** 303: with a GET, whatever the method was. */
  SEE_OTHER("SeeOther", 303),
  /** 307: for now, with the same method and body. */
  TEMPORARY("Temporary", 307);

  private final String armName;
  private final int status;

  RedirectType(String armName, int status) {
    this.armName = armName;
    this.status = status;
  }

  /** The value in ARM. */
  public String armName() {
    return armName;
  }

  /** The status code (RFC 9110 15.4). */
  public int status() {
    return status;
  }
}
