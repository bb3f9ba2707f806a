package dev.poort.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;

/**
 * What carries the octets of one side of a session: a TCP connection, or a stream of HTTP/2 (RFC
 * 8441). It tells its {@link TunnelSide} what comes and is told what is to go out. Used on its
 * event loop alone.
 */
public interface Carrier {
  /** The loop on which all this happens. */
  EventLoop loop();

  /** Where the gateway's own frames take their buffers from. */
  ByteBufAllocator alloc();

  /** From now on what comes is told to that side. */
  void attach(TunnelSide side);

  /**
   * Begins to read. First of all the side is told what came before, and whether the peer has left
   * by now.
   */
  void begin();

  /** Whether it is not closed for good. */
  boolean isOpen();

  /** Whether more may be written without piling up. */
  boolean isWritable();

  /** From how many octets on it is not writable, unless all that was written has gone out. */
  void keepAtMost(int octets);

  /** Back-pressure: whether what comes is told, or waits at the peer. */
  void read(boolean on);

  /** Writes; takes the octets over. */
  void write(ByteBuf out);

  /** Sends what was written. */
  void flush();

  /** Sends what was written, and does something when it has gone out or no longer can. */
  void flushThen(Runnable then);

  /** Whether one direction can end while the other goes on. */
  boolean halfCloses();

  /** Ends the outgoing direction once all before it has gone out. */
  void endOutput();

  /** Ends both directions in order, once all that was written has gone out. */
  void closeWhenWritten();

  /** Closes at once. */
  void close();

  /** Closes at once, and so that the peer learns that something may be missing. */
  void reset();
}
