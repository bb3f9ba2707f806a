package dev.poort.message;

/**
 * A message breaks the rules of HTTP or a limit. Nothing after it on its connection can be trusted.
 */
public final class MessageException extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  MessageException(int status, String what) {
    super(what, null, false, false);
    this.status = status;
  }

  /** The status to answer a request with: 400, 413, 414, 431, 501 or 505. */
  public int status() {
    return status;
  }
}
