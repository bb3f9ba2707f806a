package dev.poort.testkit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request as a {@link TestMember} got it, and the connection to answer it on, octet for octet.
 */
public final class MemberRequest {
  private final String head;
  private final Wire wire;
  private final int connection;

  MemberRequest(String head, Wire wire, int connection) {
    this.head = head;
    this.wire = wire;
    this.connection = connection;
  }

  /** The head's octets, the empty line included. */
  public String head() {
    return head;
  }

  /** The first line without its CR LF. */
  public String startLine() {
    return head.substring(0, head.indexOf("\r\n"));
  }

  /** The first value of a field; null when there is none. */
  public @Nullable String field(String name) {
    return Wire.field(head, name);
  }

  /** Which of the member's connections it came by, from 1; probes do not count. */
  public int connection() {
    return connection;
  }

  /** The connection. */
  public Wire wire() {
    return wire;
  }

  /** Reads the body that the head announces; chunks are joined. */
  public String readBody() throws IOException {
    return wire.readBody(head);
  }

  /** Writes the text as it is. */
  public void send(String text) throws IOException {
    wire.send(text);
  }

  /** Answers 200 with a body of known length. */
  public void answer(String body) throws IOException {
    send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }
}
