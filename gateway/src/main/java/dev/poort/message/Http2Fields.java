package dev.poort.message;

import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes field lines as HTTP/2 has them (RFC 9113 8.2): names in lower case, and nothing
 * that concerns one connection only. Reads one message; not thread-safe.
 */
public final class Http2Fields {
  private static final int ROOM = 768;
  private static final int EXPECTED_LINES = 16;
  private static final int TRAILER_LIMIT = 8 << 10;

  /** The colon, the blank and the end of a line in HTTP/1. */
  private static final int LINE_OVERHEAD = 4;

  private final int malformed;
  private final Fields fields = new Fields(new byte[ROOM], 0, EXPECTED_LINES);
  private @Nullable StringBuilder cookies;
  private int size;

  /**
   * @param malformed the status of the exception for a line that breaks the rules
   */
  public Http2Fields(int malformed) {
    this.malformed = malformed;
  }

  /** Octets of the lines so far, as they would stand in HTTP/1. */
  public int size() {
    return size;
  }

  /**
   * Takes a line over.
   *
   * @throws MessageException when RFC 9113 8.2.1 or 8.2.2 forbids it
   */
  public void add(AsciiString name, AsciiString value) throws MessageException {
    int hash = checkName(name);
    checkValue(value);
    size += name.length() + value.length() + LINE_OVERHEAD;
    int start = name.arrayOffset();
    FieldName known = FieldName.of(name.array(), start, start + name.length(), hash);
    switch (known) {
      case CONNECTION, PROXY_CONNECTION, KEEP_ALIVE, TRANSFER_ENCODING, UPGRADE ->
          throw broken("a field of one connection: " + name);
      case TE -> {
        if (!value.contentEqualsIgnoreCase("trailers")) throw broken("a TE other than trailers");
      }
      case COOKIE -> {
        if (joinCookie(value)) return;
      }
      default -> {}
    }
    fields.add(known, name, value);
  }

  /** RFC 9113 8.2.3: a client may cut its cookies into lines; elsewhere they stand in one. */
  private boolean joinCookie(AsciiString value) {
    String before = cookies == null ? fields.get(FieldName.COOKIE) : "";
    if (before == null) return false;
    if (cookies == null) cookies = new StringBuilder(before);
    cookies.append("; ").append(value);
    return true;
  }

  private int checkName(AsciiString name) throws MessageException {
    byte[] octets = name.array();
    int end = name.arrayOffset() + name.length();
    int hash = 0;
    for (int i = name.arrayOffset(); i < end; i++) {
      byte octet = octets[i];
      if (!Octets.isToken(octet) || Octets.lower(octet) != octet) {
        throw broken("a field name that is no token in lower case");
      }
      hash = FieldName.mix(hash, octet);
    }
    if (name.isEmpty()) throw broken("an empty field name");
    return hash;
  }

  private void checkValue(AsciiString value) throws MessageException {
    if (value.isEmpty()) return;
    byte[] octets = value.array();
    int start = value.arrayOffset();
    int end = start + value.length();
    for (int i = start; i < end; i++) {
      if (!Octets.isFieldContent(octets[i])) {
        throw broken("a control character in a field value");
      }
    }
    if (Octets.isBlank(octets[start]) || Octets.isBlank(octets[end - 1])) {
      throw broken("a field value with a blank at its start or end");
    }
  }

  /** All lines of a head. */
  public Fields head() {
    if (cookies != null) fields.set(FieldName.COOKIE, cookies.toString());
    return fields;
  }

  /**
   * All lines of a trailer section, without what has no business there (RFC 9110 6.5.1).
   *
   * @throws MessageException when they are too many
   */
  public Fields trailers() throws MessageException {
    if (size > TRAILER_LIMIT) {
      int status = malformed == 400 ? 431 : malformed;
      throw new MessageException(status, "trailers of more than " + TRAILER_LIMIT + " octets");
    }
    TrailerReader.clean(fields);
    return fields;
  }

  /**
   * The lines that may go out over HTTP/2, names and values by turns. They share nothing with the
   * fields: a header table keeps some of them as long as its connection lives.
   */
  public static AsciiString[] written(Fields fields) {
    return fields.toLowerCase();
  }

  private MessageException broken(String what) {
    return new MessageException(malformed, what);
  }
}
