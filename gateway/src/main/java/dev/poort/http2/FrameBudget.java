package dev.poort.http2;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the frames that cost work and bring nothing on (RFC 9113 10.5): PING, SETTINGS, PRIORITY,
 * WINDOW_UPDATE and unknown ones in proportion to the streams and the data of the same minute, and
 * streams that are reset before they are answered (CVE-2023-44487, CVE-2025-8671) in proportion to
 * all streams. A peer that goes beyond is sent ENHANCE_YOUR_CALM.
 */
final class FrameBudget {
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Idle frames that are free in each minute. */
  private static final int FREE_FRAMES = 1000;

  /** Idle frames for each stream and each frame of data; a download asks for a window for each. */
  private static final int FRAMES_PER_STEP = 10;

  /** Resets that are free in each minute; above, they may be half of all streams. */
  private static final int FREE_RESETS = 100;

  private final Ticker ticker;
  private long windowBegan;
  private int steps;
  private int idleFrames;
  private int streams;
  private int resets;

  FrameBudget(Ticker ticker) {
    this.ticker = ticker;
    this.windowBegan = ticker.nanoTime();
  }

  /** A frame of data has come or gone. */
  void step() {
    steps++;
  }

  /** The peer has begun a stream. */
  void stream() {
    streams++;
    steps++;
  }

  /** A frame has come that brings nothing on. */
  void idleFrame() throws Http2Exception {
    if (++idleFrames <= FREE_FRAMES + FRAMES_PER_STEP * (long) steps) return;
    if (begunAnew()) return;
    throw calm("too many frames that bring nothing on");
  }

  /** A stream was reset before its answer was whole, by the peer or for its fault. */
  void reset() throws Http2Exception {
    if (++resets <= FREE_RESETS || resets * 2L <= streams) return;
    if (begunAnew()) return;
    throw calm("too many streams that are reset before they are answered");
  }

  /** The clock is only asked when a bound is reached. */
  private boolean begunAnew() {
    long now = ticker.nanoTime();
    if (now - windowBegan < WINDOW_NANOS) return false;
    windowBegan = now;
    steps = 0;
    idleFrames = 0;
    streams = 0;
    resets = 0;
    return true;
  }

  private static Http2Exception calm(String what) {
    return Http2Exception.connectionError(Http2Error.ENHANCE_YOUR_CALM, what);
  }
}
