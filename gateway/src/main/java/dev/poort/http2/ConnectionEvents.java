package dev.poort.http2;

import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;

/** What comes on a connection as a whole. All calls come on its event loop. */
public interface ConnectionEvents {
  /**
   * A peer begins a stream; whoever serves it {@link Http2Codec#attach attaches} to it.
   *
   * @param ends whether the request has no body
   */
  void onRequest(Http2Stream stream, Http2Headers headers, boolean ends);

  /** A peer begins a stream with a head that is far over the limit, and has not been kept. */
  void onHeadTooLarge(Http2Stream stream);

  /** What the peer allows. */
  void onSettings(Http2Settings settings);

  /**
   * The peer takes no more streams.
   *
   * @param lastStream the last one that it will serve
   */
  void onGoAway(int lastStream, long errorCode);

  /** The peer has answered a PING. */
  void onPingAck();

  /** What the socket had is read. */
  void onReadComplete();

  /** One stream fewer is open. */
  void onStreamClosed();

  /** The connection broke; {@link #onClosed} follows. */
  void onBroken(Throwable cause);

  /** The connection is no more; its streams have been told. */
  void onClosed();
}
