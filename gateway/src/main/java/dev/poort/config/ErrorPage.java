package dev.poort.config;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A page that stands in for an answer of the gateway's own. Immutable. */
public final class ErrorPage {
  private final String contentType;
  private final byte[] content;

  /**
   * @param contentType its media type, as it stands in Content-Type
   * @param content its octets
   */
  public ErrorPage(String contentType, byte[] content) {
    this.contentType = contentType;
    this.content = content.clone();
  }

  /** Its media type, as it stands in Content-Type. */
  public String contentType() {
    return contentType;
  }

  /** Its octets, to be read alone. */
  public ByteBuffer content() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ErrorPage page
        && page.contentType.equals(contentType)
        && Arrays.equals(page.content, content);
  }

  @Override
  public int hashCode() {
    return 31 * contentType.hashCode() + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "ErrorPage[" + contentType + ", " + content.length + " bytes]";
  }
}
