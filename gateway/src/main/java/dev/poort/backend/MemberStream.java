package dev.poort.backend;

import dev.poort.message.Fields;
import dev.poort.message.RequestHead;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What takes one request to a member and brings its answer: a connection of HTTP/1, or one stream
 * of HTTP/2.
 *
 * <pre>
 *  begin ─▶ content* ─▶ end        the ResponseHandler hears the answer meanwhile
 *    any time: flush, read, abort
 * </pre>
 *
 * <p>Belongs to one event loop and is used on it alone.
 */
public interface MemberStream {
  /**
   * Begins the request: writes its head.
   *
   * @param handler hears the answer
   * @param request its target, host and fields are the member's
   */
  void begin(ResponseHandler handler, RequestHead request);

  /** Writes a piece of the request's body; takes the buffer over. */
  void content(ByteBuf piece);

  /** Ends the request. */
  void end(@Nullable Fields trailers);

  /** Sends what was written. */
  void flush();

  /** Whether more of the request may be written now. */
  boolean isWritable();

  /** Reads the answer on, or stops: the client's side of back-pressure. */
  void read(boolean on);

  /**
   * Whether the loss of a request may be the fault of a connection that had rested too long, and
   * says nothing about the member.
   */
  boolean stale();

  /** Whether it is certain that the member has not begun to serve the request (RFC 9113 8.7). */
  boolean unprocessed();

  /** The port from which the gateway speaks to the member; 0 when it is not known. */
  int localPort();

  /** Gives it back unused. */
  void giveBack();

  /** Breaks the request off; its handler hears nothing more. */
  void abort();
}
