package dev.poort.identity;

import java.util.Map;

/** A call is turned away, in the words of Azure Resource Manager. */
public final class Denial extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient Map<String, String> fields;

  private Denial(int status, String code, String message, Map<String, String> fields) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = Map.copyOf(fields);
  }

  /** Nobody knows who calls (RFC 6750, section 3). */
  static Denial unauthenticated(String code, String message, String challenge) {
    return new Denial(401, code, message, Map.of("WWW-Authenticate", challenge));
  }

  static Denial forbidden(String code, String message) {
    return new Denial(403, code, message, Map.of());
  }

  /** 401 or 403. */
  public int status() {
    return status;
  }

  /** As in {@code error.code}, such as {@code AuthorizationFailed}. */
  public String code() {
    return code;
  }

  /** What is wrong. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** Header fields of the answer. */
  public Map<String, String> fields() {
    return fields;
  }
}
