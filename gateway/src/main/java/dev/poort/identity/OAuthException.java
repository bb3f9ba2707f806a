package dev.poort.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A token is refused (RFC 6749, section 5.2), with the number by which Microsoft Entra knows the
 * cause.
 */
final class OAuthException extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String error;
  private final int number;
  private final transient Map<String, String> fields;

  private OAuthException(
      int status, String error, int number, String text, Map<String, String> fields) {
    super(number == 0 ? text : "AADSTS" + number + ": " + text);
    this.status = status;
    this.error = error;
    this.number = number;
    this.fields = fields;
  }

  static OAuthException invalidRequest(int number, String text) {
    return new OAuthException(400, "invalid_request", number, text, Map.of());
  }

  static OAuthException invalidGrant(int number, String text) {
    return new OAuthException(400, "invalid_grant", number, text, Map.of());
  }

  static OAuthException unsupported(String text) {
    return new OAuthException(400, "unsupported_grant_type", 70003, text, Map.of());
  }

  static OAuthException invalidClient(int number, String text) {
    return new OAuthException(401, "invalid_client", number, text, Map.of());
  }

  static OAuthException forbidden(String text) {
    return new OAuthException(403, "access_denied", 0, text, Map.of());
  }

  static OAuthException wait(Duration wait, String text) {
    Map<String, String> fields =
        Map.of("Retry-After", String.valueOf(Math.max(1, wait.toSeconds())));
    return new OAuthException(429, "temporarily_unavailable", 0, text, fields);
  }

  static OAuthException onlyAllowed(String method) {
    return new OAuthException(
        405, "invalid_request", 900561, "only " + method + " is allowed", Map.of("Allow", method));
  }

  SignInReply reply() {
    String trace = UUID.randomUUID().toString();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("error", error);
    document.put("error_description", getMessage());
    if (number != 0) document.put("error_codes", List.of(number));
    document.put("timestamp", Instant.now().toString());
    document.put("trace_id", trace);
    document.put("correlation_id", trace);
    return new SignInReply(status, SignInReply.of(document).json(), fields);
  }
}
