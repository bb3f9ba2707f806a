package dev.poort.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;

/** What comes on one stream. All calls come on the connection's event loop. */
public interface StreamEvents {
  /**
   * A header block: the head of a response, an interim one, or trailers.
   *
   * @param ends whether nothing follows
   */
  void onHeaders(Http2Headers headers, boolean ends);

  /**
   * A piece of the body. Whoever keeps it retains it.
   *
   * @param ends whether nothing follows
   * @return how many octets are used up, so that the peer may send as many more
   */
  int onData(ByteBuf data, boolean ends);

  /**
   * The peer has reset the stream; {@link #onClosed} follows.
   *
   * @return whether it had not got yet what it had asked for
   */
  boolean onReset(long errorCode);

  /** The peer breaks the rules on this stream, which is reset next. */
  void onViolation(String what);

  /** More may be written now, or no longer. */
  void onWritabilityChanged();

  /** All that this side has to say is written; the peer may still be speaking. */
  void onLocalEnd();

  /** The stream is no more, in whichever way it ended. */
  void onClosed();
}
