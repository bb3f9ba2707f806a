package dev.poort.backend;

import dev.poort.message.Fields;
import dev.poort.message.ResponseHead;
import dev.poort.telemetry.Failure;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request to a member and hears the answer. All calls come on the connection's event
 * loop, in this order:
 *
 * <pre>
 *  onHead (interim)* ─▶ onHead ─▶ onContent* ─▶ onEnd
 *        any time: onReadComplete, onWritabilityChanged
 *        at the latest before onEnd returns: onFailure, and nothing after it
 * </pre>
 */
public interface ResponseHandler {
  /** A head has come: interim ones first, then the final one, or a 101. */
  void onHead(ResponseHead head);

  /** A piece of the body; the handler owns it and releases it. */
  void onContent(ByteBuf content);

  /** The response is whole. The connection is no longer the handler's. */
  void onEnd(@Nullable Fields trailers);

  /** What the socket had is read; time to flush what was written from it. */
  void onReadComplete();

  /** The connection takes more of the request now, or no longer. */
  void onWritabilityChanged(boolean writable);

  /**
   * The connection is lost. It is no longer the handler's.
   *
   * @param failure the cause
   * @param detail what happened, for the log
   */
  void onFailure(Failure failure, String detail);
}
