package dev.poort.http;

import dev.poort.message.Fields;
import dev.poort.message.ResponseHead;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Writes one response to a client, in the client's version of HTTP. Used on its loop alone. */
interface ResponseToClient {
  /** Whether the final head has been written. */
  boolean begun();

  /** The status; 0 before the final head. */
  int status();

  @Nullable String contentType();

  /** Octets written so far. */
  long bytes();

  /** Whether the connection may go on after this response. */
  boolean keepAlive();

  /** Passes an interim head on (RFC 9110 15.2). */
  void interim(ResponseHead head);

  /** Passes a member's 101 on: what follows is no longer HTTP. */
  void switching(ResponseHead head);

  /**
   * Begins the final response.
   *
   * @param keepAlive whether the client may send another request; its own wish is in it
   */
  void begin(ResponseHead head, boolean keepAlive);

  /** Writes a piece of the body; takes it over. */
  void content(ByteBuf content);

  /** Ends the body, and sends all of it. */
  void end(@Nullable Fields trailers);

  /** Sends what has been written. */
  void flush();

  /** Drops what has not been sent, for an answer that breaks off. */
  void drop();
}
