package dev.poort.message;

/**
 * A response's start line and fields.
 *
 * @param status 100 to 999
 * @param reason the reason phrase, may be empty
 * @param version the member's
 * @param fields all field lines
 * @param framing how long the body is
 * @param size octets of the head on the wire
 */
public record ResponseHead(
    int status, String reason, Version version, Fields fields, Framing framing, int size) {

  /** Whether another response head follows (RFC 9110 15.2). */
  public boolean interim() {
    return status < 200 && status != 101;
  }

  /** Whether the member keeps the connection for more requests (RFC 9112 9.3). */
  public boolean keepAlive() {
    if (framing.kind() == Framing.Kind.UNTIL_CLOSE) return false;
    if (fields.hasToken(FieldName.CONNECTION, "close")) return false;
    return version != Version.HTTP_1_0 || fields.hasToken(FieldName.CONNECTION, "keep-alive");
  }
}
