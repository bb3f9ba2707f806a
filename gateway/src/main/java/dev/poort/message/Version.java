package dev.poort.message;

/** The protocol version of a message. */
public enum Version {
  /** RFC 1945: one request a connection unless both sides say otherwise. */
  HTTP_1_0("HTTP/1.0"),
  /** RFC 9112. */
  HTTP_1_1("HTTP/1.1"),
  /** RFC 9113; has no start lines. */
  HTTP_2("HTTP/2.0");

  private final String text;

  Version(String text) {
    this.text = text;
  }

  /** As it stands in a start line and in the access log. */
  public String text() {
    return text;
  }
}
