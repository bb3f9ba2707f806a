package dev.poort.http;

import dev.poort.backend.DedicatedConnections;
import dev.poort.message.Fields;
import dev.poort.message.RequestHead;
import dev.poort.transport.Deadline;
import dev.poort.websocket.Carrier;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * What brings a request and takes its answer: a connection of HTTP/1, or one stream of HTTP/2. It
 * calls its {@link Exchange} with what comes and is called back here. Used on its loop alone.
 */
interface ClientStream {
  /** What all ports of the gateway share. */
  Front front();

  /** What its port serves now. */
  Live live();

  EventLoop loop();

  /** The loop's place in the transport. */
  int loopIndex();

  ByteBufAllocator alloc();

  /** Bounds what the exchange waits for; tells it when that did not come. */
  Deadline deadline();

  /** Who the client is. */
  ClientFacts facts();

  /** A writer for the answer to a request. */
  ResponseToClient response(RequestHead request);

  /** The connections to members that the client's connection has for itself. */
  DedicatedConnections dedicated();

  /** Whether the request at work has come to its end. */
  boolean requestRead();

  /** The trailers of the request at work; null when there are none. */
  @Nullable Fields requestTrailers();

  /** The member takes more now: goes on with what has come before and waits. */
  void resume();

  /** Whether more of the answer may be written now. */
  boolean isWritable();

  /** Whether the client may send another request after the one at work. */
  boolean keepsAlive();

  /**
   * The exchange is over and its answer written.
   *
   * @param keepAlive whether another request may follow
   */
  void exchangeDone(boolean keepAlive);

  /** Leaves HTTP, after a member's 101 was passed on: gives what carries the session. */
  Carrier detach();

  /** The answer broke off: the client must not take it for whole. */
  void cut();
}
