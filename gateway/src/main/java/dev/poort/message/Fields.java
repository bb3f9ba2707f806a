package dev.poort.message;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The field lines of a message in their order (RFC 9110 5): names and values lie as they came in
 * one array, so that a line which nobody edits is copied to the next hop in one piece.
 *
 * <p>Not thread-safe; belongs to the exchange that read it.
 */
public final class Fields {
  private static final int STRIDE = 4;

  private byte[] octets;
  private int used;

  /** Four numbers a line: start and end of its name, start and end of its value. */
  private int[] spans;

  /** Null where a line was removed. */
  private @Nullable FieldName[] names;

  private int count;

  Fields(byte[] octets, int used, int expected) {
    this.octets = octets;
    this.used = used;
    this.spans = new int[expected * STRIDE];
    this.names = new FieldName[expected];
  }

  /** No field lines. */
  public static Fields empty() {
    return new Fields(new byte[256], 0, 8);
  }

  /** How many places there are; one whose name is null was removed. */
  public int size() {
    return count;
  }

  /** The first value of a field, without blanks around it; null when there is none. */
  public @Nullable String get(FieldName name) {
    int index = find(name, 0);
    return index < 0 ? null : value(index);
  }

  /** The first value of a field that is not among {@link FieldName}; null when there is none. */
  public @Nullable String get(String name) {
    for (int i = 0; i < count; i++) {
      if (names[i] == null) continue;
      if (Octets.equalIgnoreCase(octets, spans[i * STRIDE], spans[i * STRIDE + 1], name)) {
        return value(i);
      }
    }
    return null;
  }

  /** The values of all lines of a field in any letter case, in their order. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (int i = 0; i < count; i++) {
      if (isNamed(i, name)) values.add(value(i));
    }
    return values;
  }

  /**
   * The first value of a cookie that is accepted (RFC 6265 4.2.1), whatever other cookies of that
   * name there are.
   *
   * @param name in its letter case
   * @param length how long the value is; others are not looked at
   * @return null when none is accepted
   */
  public @Nullable String cookie(String name, int length, Predicate<String> accepted) {
    for (int i = find(FieldName.COOKIE, 0); i >= 0; i = find(FieldName.COOKIE, i + 1)) {
      CookiePairs pairs =
          new CookiePairs(octets, spans[i * STRIDE + 2], spans[i * STRIDE + 3], name, length);
      for (String value = pairs.next(); value != null; value = pairs.next()) {
        if (accepted.test(value)) return value;
      }
    }
    return null;
  }

  /** Whether a field is there. */
  public boolean has(FieldName name) {
    return find(name, 0) >= 0;
  }

  /** Whether a field is there more than once. */
  public boolean repeats(FieldName name) {
    int first = find(name, 0);
    return first >= 0 && find(name, first + 1) >= 0;
  }

  /** Whether one of the field's lines, read as a comma list, has the token in any letter case. */
  public boolean hasToken(FieldName name, String token) {
    for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
      if (Tokens.contains(octets, spans[i * STRIDE + 2], spans[i * STRIDE + 3], token)) return true;
    }
    return false;
  }

  /** Whether the field's only value is the text, in any letter case. */
  public boolean is(FieldName name, String text) {
    int i = find(name, 0);
    return i >= 0
        && find(name, i + 1) < 0
        && Octets.equalIgnoreCase(octets, spans[i * STRIDE + 2], spans[i * STRIDE + 3], text);
  }

  /** Appends a line. Octets of the value outside ISO-8859-1 and line breaks are the caller's. */
  public void add(FieldName name, String value) {
    byte[] written = name.octets();
    int start = room(written.length + value.length());
    System.arraycopy(written, 0, octets, start, written.length);
    int valueStart = start + written.length;
    for (int i = 0; i < value.length(); i++) octets[valueStart + i] = (byte) value.charAt(i);
    append(name, start, valueStart, valueStart, used);
  }

  /** Appends a line whose octets have been checked. */
  void add(FieldName known, AsciiString name, AsciiString value) {
    int nameStart = room(name.length() + 2 + value.length());
    int nameEnd = nameStart + name.length();
    System.arraycopy(name.array(), name.arrayOffset(), octets, nameStart, name.length());
    octets[nameEnd] = ':';
    octets[nameEnd + 1] = ' ';
    System.arraycopy(value.array(), value.arrayOffset(), octets, nameEnd + 2, value.length());
    append(known, nameStart, nameEnd, nameEnd + 2, used);
  }

  /**
   * Appends a line under any name.
   *
   * @param name a token (RFC 9110 5.6.2)
   * @param value of ISO-8859-1, without control characters but tabs
   */
  public void add(String name, String value) {
    int start = room(name.length() + 2 + value.length());
    int nameEnd = start + name.length();
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      octets[start + i] = (byte) name.charAt(i);
      hash = FieldName.mix(hash, octets[start + i]);
    }
    octets[nameEnd] = ':';
    octets[nameEnd + 1] = ' ';
    for (int i = 0; i < value.length(); i++) octets[nameEnd + 2 + i] = (byte) value.charAt(i);
    FieldName known = FieldName.of(octets, start, nameEnd, hash);
    append(known, start, nameEnd, nameEnd + 2, used);
  }

  /** Takes out every line of a name in any letter case. */
  public void remove(String name) {
    for (int i = 0; i < count; i++) {
      if (isNamed(i, name)) removeAt(i);
    }
  }

  /** Puts one line in the place of all of that name. */
  public void set(FieldName name, String value) {
    remove(name);
    add(name, value);
  }

  /** Takes out every line of that name. */
  public void remove(FieldName name) {
    for (int i = 0; i < count; i++) {
      if (names[i] == name) removeAt(i);
    }
  }

  /**
   * Takes out what concerns one hop only (RFC 9110 7.6.1): {@code Connection}, the fields that it
   * names, and those known to be of one hop though unnamed. {@code Upgrade} too: who upgrades adds
   * it again.
   */
  public void removeHopByHop() {
    for (int i = 0; i < count; i++) {
      FieldName name = names[i];
      if (name == null) continue;
      if (name == FieldName.CONNECTION) removeNamedBy(i);
      if (name.hopByHop()) removeAt(i);
    }
  }

  /**
   * Takes out the fields that {@code Connection} names, and leaves in it only what names none:
   * nothing that is added after this can be taken for one hop's.
   */
  public void removeNamedByConnection() {
    if (!has(FieldName.CONNECTION)) return;
    boolean upgrade = hasToken(FieldName.CONNECTION, "upgrade");
    boolean close = hasToken(FieldName.CONNECTION, "close");
    boolean keepAlive = hasToken(FieldName.CONNECTION, "keep-alive");
    for (int i = 0; i < count; i++) {
      if (names[i] == FieldName.CONNECTION) removeNamedBy(i);
    }
    remove(FieldName.CONNECTION);
    if (upgrade) add(FieldName.CONNECTION, "Upgrade");
    if (close) add(FieldName.CONNECTION, "close");
    if (keepAlive) add(FieldName.CONNECTION, "keep-alive");
  }

  private void removeNamedBy(int connection) {
    int start = spans[connection * STRIDE + 2];
    int end = spans[connection * STRIDE + 3];
    // The usual values name nothing that is not removed anyway.
    if (Octets.equalIgnoreCase(octets, start, end, "keep-alive")
        || Octets.equalIgnoreCase(octets, start, end, "upgrade")
        || Octets.equalIgnoreCase(octets, start, end, "close")) {
      return;
    }
    for (int i = 0; i < count; i++) {
      FieldName name = names[i];
      // What frames or routes the message is never one hop's, whatever Connection says.
      if (name == null
          || i == connection
          || name == FieldName.HOST
          || name == FieldName.SEC_WEBSOCKET_KEY
          || name == FieldName.SEC_WEBSOCKET_VERSION
          || name == FieldName.CONTENT_LENGTH
          || name.hopByHop()) {
        continue;
      }
      String text = Octets.text(octets, spans[i * STRIDE], spans[i * STRIDE + 1]);
      if (Tokens.contains(octets, start, end, text)) removeAt(i);
    }
  }

  /** Calls back with each line's name and value. */
  public void forEach(BiConsumer<String, String> line) {
    for (int i = 0; i < count; i++) {
      if (names[i] == null) continue;
      line.accept(Octets.text(octets, spans[i * STRIDE], spans[i * STRIDE + 1]), value(i));
    }
  }

  /** Names in lower case and values by turns, without what concerns one hop of HTTP/1 only. */
  AsciiString[] toLowerCase() {
    AsciiString[] lines = new AsciiString[count * 2];
    int length = 0;
    for (int i = 0; i < count; i++) {
      FieldName name = names[i];
      if (name == null || !name.inHttp2()) continue;
      int at = i * STRIDE;
      lines[length++] =
          name != FieldName.OTHER ? name.lowerCase() : lowerCase(spans[at], spans[at + 1]);
      int start = spans[at + 2];
      lines[length++] = new AsciiString(octets, start, spans[at + 3] - start, true);
    }
    return length == lines.length ? lines : Arrays.copyOf(lines, length);
  }

  private AsciiString lowerCase(int start, int end) {
    byte[] lower = new byte[end - start];
    for (int i = start; i < end; i++) lower[i - start] = (byte) Octets.lower(octets[i]);
    return new AsciiString(lower, false);
  }

  /** The most octets that {@link #writeTo} writes. */
  public int writtenSize() {
    return used + count * 4;
  }

  /** Writes the lines in HTTP/1 form, without the empty line after them. */
  public void writeTo(ByteBuf out) {
    for (int i = 0; i < count; i++) {
      if (names[i] == null) continue;
      int at = i * STRIDE;
      int nameStart = spans[at];
      int nameEnd = spans[at + 1];
      int valueStart = spans[at + 2];
      int valueEnd = spans[at + 3];
      if (valueStart == nameEnd + 2) {
        out.writeBytes(octets, nameStart, valueEnd - nameStart);
      } else {
        out.writeBytes(octets, nameStart, nameEnd - nameStart);
        out.writeShort(Syntax.COLON_SPACE);
        out.writeBytes(octets, valueStart, valueEnd - valueStart);
      }
      out.writeShort(Syntax.CRLF);
    }
  }

  void append(FieldName name, int nameStart, int nameEnd, int valueStart, int valueEnd) {
    if (count == names.length) {
      names = Arrays.copyOf(names, count * 2);
      spans = Arrays.copyOf(spans, count * 2 * STRIDE);
    }
    int at = count * STRIDE;
    spans[at] = nameStart;
    spans[at + 1] = nameEnd;
    spans[at + 2] = valueStart;
    spans[at + 3] = valueEnd;
    names[count++] = name;
  }

  private int find(FieldName name, int from) {
    for (int i = from; i < count; i++) {
      if (names[i] == name) return i;
    }
    return -1;
  }

  private String value(int index) {
    return Octets.text(octets, spans[index * STRIDE + 2], spans[index * STRIDE + 3]);
  }

  private boolean isNamed(int index, String name) {
    if (names[index] == null) return false;
    int at = index * STRIDE;
    return Octets.equalIgnoreCase(octets, spans[at], spans[at + 1], name);
  }

  private void removeAt(int index) {
    names[index] = null;
  }

  private int room(int size) {
    int start = used;
    if (start + size > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(octets.length * 2, start + size));
    }
    used = start + size;
    return start;
  }
}
