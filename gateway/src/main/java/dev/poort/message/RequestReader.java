package dev.poort.message;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of requests from a connection, one after another (RFC 9112 3). Not thread-safe;
 * one a connection.
 */
public final class RequestReader extends HeadReader {
  private final int targetLimit;

  /**
   * @param headLimit octets of a head, start line included
   * @param targetLimit octets of a request target
   */
  public RequestReader(int headLimit, int targetLimit) {
    super(headLimit);
    this.targetLimit = targetLimit;
  }

  /**
   * Takes the next head off the input.
   *
   * @return null when it has not come whole yet
   * @throws MessageException when it breaks a rule or a limit
   */
  public @Nullable RequestHead read(ByteBuf in) throws MessageException {
    if (!take(in)) return null;
    int methodEnd = token(0, ' ', "request line");
    int targetStart = methodEnd + 1;
    int targetEnd = targetStart;
    while (Octets.isTarget(octets[targetEnd])) targetEnd++;
    if (targetEnd == targetStart || octets[targetEnd] != ' ') {
      throw malformed("malformed request target");
    }
    if (targetEnd - targetStart > targetLimit) throw startLineTooLong(targetLimit);
    Version version = version(targetEnd + 1);
    if (version == null) throw versionDefect(targetEnd + 1);
    expectLineEnd(targetEnd + 9, "request line");
    Fields fields = fields();
    String method = method(methodEnd);
    if (method.equals("CONNECT")) throw new MessageException(405, "CONNECT is not served here");
    String host = host(fields, version);
    String target = Octets.text(octets, targetStart, targetEnd);
    if (target.charAt(0) != '/') {
      AbsoluteForm absolute = AbsoluteForm.of(target);
      if (absolute != null) {
        // RFC 9112 3.2.2: its authority is the host, whatever Host says.
        host = absolute.authority();
        // RFC 9112 3.2.4: without a path, OPTIONS asks for the server as a whole.
        target = absolute.bare() && method.equals("OPTIONS") ? "*" : absolute.target();
        checkHost(host);
      } else if (!(target.equals("*") && method.equals("OPTIONS"))) {
        throw malformed("malformed request target");
      }
    }
    int size = octets.length;
    return new RequestHead(method, target, version, host, fields, framing(fields, version), size);
  }

  private Framing framing(Fields fields, Version version) throws MessageException {
    long length = contentLength(fields);
    if (chunked(fields, version, length)) return Framing.CHUNKED;
    return length <= 0 ? Framing.NONE : Framing.length(length);
  }

  /** RFC 9112 3.2: exactly one Host in HTTP/1.1. */
  private String host(Fields fields, Version version) throws MessageException {
    String host = fields.get(FieldName.HOST);
    if (host == null) {
      if (version == Version.HTTP_1_0) return "";
      throw malformed("no Host");
    }
    if (fields.repeats(FieldName.HOST)) throw malformed("Host repeats");
    checkHost(host);
    return host;
  }

  private void checkHost(String host) throws MessageException {
    if (!Authority.isValid(host)) throw malformed("malformed Host");
  }

  private String method(int end) {
    return switch (end) {
      case 3 -> is("GET") ? "GET" : is("PUT") ? "PUT" : Octets.text(octets, 0, end);
      case 4 -> is("POST") ? "POST" : is("HEAD") ? "HEAD" : Octets.text(octets, 0, end);
      default -> Octets.text(octets, 0, end);
    };
  }

  private boolean is(String method) {
    for (int i = 0; i < method.length(); i++) {
      if (octets[i] != method.charAt(i)) return false;
    }
    return true;
  }

  private MessageException versionDefect(int place) {
    String rest = Octets.text(octets, place, Math.min(octets.length, place + 5));
    return rest.equals("HTTP/")
        ? new MessageException(505, "a version of HTTP that is not 1.0 or 1.1")
        : malformed("malformed request line");
  }

  @Override
  MessageException startLineTooLong(int limit) {
    return new MessageException(414, "a request target of more than " + limit + " octets");
  }

  @Override
  MessageException headTooLong(int limit) {
    return new MessageException(431, "a request head of more than " + limit + " octets");
  }

  @Override
  MessageException malformed(String what) {
    return new MessageException(400, what);
  }

  @Override
  MessageException unknownCoding() {
    return new MessageException(501, "a transfer coding other than chunked");
  }
}
