package dev.poort.message;

import io.netty.buffer.ByteBuf;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds and takes the octets of one head after another, and reads their field lines. What it lets
 * through has one meaning only: lines end in CR LF, names are tokens right before their colon,
 * nothing is folded (RFC 9112 5).
 */
abstract class HeadReader {
  private static final int EXPECTED_FIELDS = 16;

  private final int limit;
  private int scanned;

  byte[] octets = {};
  int at;

  /** Where the head's last line, the empty one, begins. */
  private int end;

  HeadReader(int limit) {
    this.limit = limit;
  }

  /**
   * Takes a head off the input when it has come whole.
   *
   * @return whether {@link #octets} holds one now; else the input is untouched
   */
  final boolean take(ByteBuf in) throws MessageException {
    skipEmptyLines(in);
    int start = in.readerIndex();
    int writer = in.writerIndex();
    int from = start + scanned;
    while (from < writer) {
      int feed = in.indexOf(from, writer, (byte) '\n');
      if (feed < 0) break;
      if (endsHead(in, start, feed)) {
        int size = feed + 1 - start;
        if (size > limit) throw tooLong(in);
        octets = new byte[size];
        in.readBytes(octets);
        at = 0;
        end = size - 2;
        scanned = 0;
        return true;
      }
      from = feed + 1;
    }
    scanned = from - start;
    if (writer - start > limit) throw tooLong(in);
    return false;
  }

  /**
   * Whether the line feed ends an empty line. A bare one counts, so that it is seen and refused.
   */
  private static boolean endsHead(ByteBuf in, int start, int feed) {
    if (feed - 1 < start) return false;
    byte before = in.getByte(feed - 1);
    if (before == '\n') return true;
    return before == '\r' && feed - 2 >= start && in.getByte(feed - 2) == '\n';
  }

  /** RFC 9112 2.2: empty lines before a request are to be ignored. */
  private void skipEmptyLines(ByteBuf in) {
    if (scanned > 0) return;
    while (in.readableBytes() >= 2 && in.getUnsignedShort(in.readerIndex()) == Syntax.CRLF) {
      in.skipBytes(2);
    }
  }

  private MessageException tooLong(ByteBuf in) {
    int start = in.readerIndex();
    boolean line = in.indexOf(start, Math.min(in.writerIndex(), start + limit), (byte) '\n') >= 0;
    return line ? headTooLong(limit) : startLineTooLong(limit);
  }

  abstract MessageException startLineTooLong(int limit);

  abstract MessageException headTooLong(int limit);

  abstract MessageException malformed(String what);

  /** The place after the token that begins here; it must not be empty and the octet must follow. */
  final int token(int from, char then, String what) throws MessageException {
    int to = from;
    while (Octets.isToken(octets[to])) to++;
    if (to == from || octets[to] != then) throw malformed("malformed " + what);
    return to;
  }

  final void expectLineEnd(int place, String what) throws MessageException {
    if (octets[place] != '\r' || octets[place + 1] != '\n') throw malformed("malformed " + what);
    at = place + 2;
  }

  /** Whether {@code HTTP/1.} stands at the place, and the version's last digit after it. */
  final @Nullable Version version(int place) {
    if (place + 8 > octets.length
        || octets[place] != 'H'
        || octets[place + 1] != 'T'
        || octets[place + 2] != 'T'
        || octets[place + 3] != 'P'
        || octets[place + 4] != '/'
        || octets[place + 5] != '1'
        || octets[place + 6] != '.') {
      return null;
    }
    byte minor = octets[place + 7];
    if (minor < '0' || minor > '9') return null;
    return minor == '0' ? Version.HTTP_1_0 : Version.HTTP_1_1;
  }

  /** Reads the field lines from {@link #at} to the head's end. */
  final Fields fields() throws MessageException {
    Fields fields = new Fields(octets, octets.length, EXPECTED_FIELDS);
    int place = at;
    while (place < end) {
      int start = place;
      int hash = 0;
      byte octet = octets[place];
      while (Octets.isToken(octet)) {
        hash = FieldName.mix(hash, octet);
        octet = octets[++place];
      }
      if (octet != ':' || place == start) throw malformed(nameDefect(octet, start == place));
      int nameEnd = place++;
      while (Octets.isBlank(octets[place])) place++;
      int valueStart = place;
      while (Octets.isFieldContent(octets[place])) place++;
      if (octets[place] != '\r' || octets[place + 1] != '\n') {
        throw malformed("a control character in a field value");
      }
      int valueEnd = place;
      while (valueEnd > valueStart && Octets.isBlank(octets[valueEnd - 1])) valueEnd--;
      FieldName name = FieldName.of(octets, start, nameEnd, hash);
      fields.append(name, start, nameEnd, valueStart, valueEnd);
      place += 2;
    }
    if (octets[end] != '\r') throw malformed("a line that does not end in CR LF");
    return fields;
  }

  private static String nameDefect(byte octet, boolean empty) {
    if (empty && Octets.isBlank(octet)) return "a folded field line";
    if (Octets.isBlank(octet)) return "a blank before a field's colon";
    return empty ? "an empty field name" : "a field name with a character that is not a token's";
  }

  /** The value of Content-Length; -1 when there is none. */
  final long contentLength(Fields fields) throws MessageException {
    return contentLength(fields, this::malformed);
  }

  /** The same in any version of HTTP. */
  static long contentLength(Fields fields, Function<String, MessageException> malformed)
      throws MessageException {
    String text = fields.get(FieldName.CONTENT_LENGTH);
    if (text == null) return -1;
    if (fields.repeats(FieldName.CONTENT_LENGTH)) throw malformed.apply("Content-Length repeats");
    boolean size = !text.isEmpty() && text.length() <= 18;
    long length = 0;
    for (int i = 0; size && i < text.length(); i++) {
      char digit = text.charAt(i);
      size = digit >= '0' && digit <= '9';
      length = length * 10 + (digit - '0');
    }
    if (!size) throw malformed.apply("malformed Content-Length");
    return length;
  }

  /**
   * Whether the message is chunked. Together with a length, or in HTTP/1.0, a coding is refused:
   * that is how requests are smuggled (RFC 9112 6.1, 11.2).
   */
  final boolean chunked(Fields fields, Version version, long length) throws MessageException {
    if (!fields.has(FieldName.TRANSFER_ENCODING)) return false;
    if (length >= 0) throw malformed("both Content-Length and Transfer-Encoding");
    if (version == Version.HTTP_1_0) throw malformed("Transfer-Encoding in HTTP/1.0");
    if (!fields.is(FieldName.TRANSFER_ENCODING, "chunked")) throw unknownCoding();
    return true;
  }

  abstract MessageException unknownCoding();
}
