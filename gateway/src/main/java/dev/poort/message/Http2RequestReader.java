package dev.poort.message;

import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * Puts the head of a request together from the lines of HTTP/2, its pseudo-header fields first (RFC
 * 9113 8.3.1). For one request; not thread-safe.
 */
public final class Http2RequestReader {
  private final Http2Fields fields = new Http2Fields(400);
  private final int headLimit;
  private final int targetLimit;
  private @Nullable AsciiString method;
  private @Nullable AsciiString scheme;
  private @Nullable AsciiString authority;
  private @Nullable AsciiString path;
  private @Nullable AsciiString protocol;
  private int size;
  private boolean regular;

  /**
   * @param headLimit octets of all names and values
   * @param targetLimit octets of {@code :path}
   */
  public Http2RequestReader(int headLimit, int targetLimit) {
    this.headLimit = headLimit;
    this.targetLimit = targetLimit;
  }

  /** Takes a line over, in the order of the message. */
  public void add(AsciiString name, AsciiString value) throws MessageException {
    if (name.isEmpty() || name.charAt(0) != ':') {
      regular = true;
      fields.add(name, value);
      return;
    }
    if (regular) throw malformed("a pseudo-header field after a field");
    size += value.length();
    switch (name.toString()) {
      case ":method" -> method = once(method, value);
      case ":scheme" -> scheme = once(scheme, value);
      case ":authority" -> authority = once(authority, value);
      case ":path" -> path = once(path, value);
      case ":protocol" -> protocol = once(protocol, value);
      default -> throw malformed("an unknown pseudo-header field");
    }
  }

  private static AsciiString once(@Nullable AsciiString before, AsciiString value)
      throws MessageException {
    if (before != null) throw malformed("a pseudo-header field repeats");
    return value;
  }

  /** The method, for the log of a request that is refused; empty when it did not come. */
  public String method() {
    return text(method);
  }

  /** The target, for the same. */
  public String target() {
    return text(path);
  }

  /** What an extended CONNECT asks for (RFC 8441 4); null when the request is none. */
  public @Nullable String protocol() {
    return protocol == null ? null : text(protocol);
  }

  /** Octets of the head without what compression saved. */
  public int size() {
    return size + fields.size();
  }

  /**
   * The head, when all lines have come.
   *
   * @param ends whether the request has no body
   * @throws MessageException when it breaks a rule or a limit
   */
  public RequestHead head(boolean ends) throws MessageException {
    String verb = method();
    checkMethod(verb);
    String target = target();
    checkTarget(target, verb);
    if (size() > headLimit) {
      throw new MessageException(431, "a request head of more than " + headLimit + " octets");
    }
    Fields lines = fields.head();
    String host = host(lines);
    Framing framing = framing(lines, ends);
    return new RequestHead(verb, target, Version.HTTP_2, host, lines, framing, size());
  }

  private void checkMethod(String verb) throws MessageException {
    for (int i = 0; i < verb.length(); i++) {
      if (verb.charAt(i) > 0x7f || !Octets.isToken((byte) verb.charAt(i))) {
        throw malformed("malformed :method");
      }
    }
    if (verb.isEmpty()) throw malformed("no :method");
    boolean connects = verb.equals("CONNECT");
    if (protocol != null && !connects) throw malformed("a :protocol without CONNECT");
    if (protocol == null && connects) {
      throw new MessageException(405, "CONNECT is not served here");
    }
  }

  private void checkTarget(String target, String verb) throws MessageException {
    if (scheme == null) throw malformed("no :scheme");
    if (!scheme.contentEqualsIgnoreCase("https") && !scheme.contentEqualsIgnoreCase("http")) {
      throw malformed("a :scheme other than http and https");
    }
    if (target.length() > targetLimit) {
      throw new MessageException(414, "a request target of more than " + targetLimit + " octets");
    }
    for (int i = 0; i < target.length(); i++) {
      if (!Octets.isTarget((byte) target.charAt(i))) throw malformed("malformed :path");
    }
    if (!target.startsWith("/") && !(target.equals("*") && verb.equals("OPTIONS"))) {
      throw malformed("malformed :path");
    }
  }

  /** RFC 9113 8.3.1: Host may stand for {@code :authority}, but must not differ from it. */
  private String host(Fields lines) throws MessageException {
    String field = lines.get(FieldName.HOST);
    if (lines.repeats(FieldName.HOST)) throw malformed("Host repeats");
    String host = authority != null ? text(authority) : field;
    if (host == null) throw malformed("neither :authority nor Host");
    if (field != null && !field.equalsIgnoreCase(host)) {
      throw malformed("a Host other than :authority");
    }
    if (!Authority.isValid(host)) throw malformed("malformed :authority");
    return host;
  }

  private Framing framing(Fields lines, boolean ends) throws MessageException {
    long length = HeadReader.contentLength(lines, Http2RequestReader::malformed);
    // RFC 9110 9.3.6: what follows a CONNECT is no content.
    if (protocol != null && length >= 0) throw malformed("a Content-Length in a CONNECT");
    if (ends || protocol != null) return Framing.NONE;
    return length < 0 ? Framing.CHUNKED : Framing.length(length);
  }

  private static String text(@Nullable AsciiString value) {
    if (value == null) return "";
    int start = value.arrayOffset();
    return Octets.text(value.array(), start, start + value.length());
  }

  private static MessageException malformed(String what) {
    return new MessageException(400, what);
  }
}
