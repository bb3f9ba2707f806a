package dev.poort.http2;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A header block as it came: its lines in their order, unjudged, without a table to look them up
 * in. Has only what Netty's decoder asks of it.
 */
final class HeaderLines extends DefaultHttp2Headers {
  private static final int EXPECTED = 32;
  private static final int MOST_DIGITS = 18;

  /** Names and values by turns. */
  private final List<AsciiString> lines = new ArrayList<>(EXPECTED);

  HeaderLines() {
    super(false, 2);
  }

  /** How many lines there are. */
  int count() {
    return lines.size() / 2;
  }

  AsciiString nameAt(int line) {
    return lines.get(line * 2);
  }

  AsciiString valueAt(int line) {
    return lines.get(line * 2 + 1);
  }

  @Override
  public Http2Headers add(CharSequence name, CharSequence value) {
    lines.add(AsciiString.of(name));
    lines.add(AsciiString.of(value));
    return this;
  }

  @Override
  public @Nullable CharSequence status() {
    return find(PseudoHeaderName.STATUS.value());
  }

  private @Nullable CharSequence find(AsciiString name) {
    for (int i = 0; i < count(); i++) {
      if (nameAt(i).equals(name)) return valueAt(i);
    }
    return null;
  }

  /**
   * Asked for Content-Length, with which the body is compared. One that is no number, or repeats,
   * is not compared with anything: whoever reads the head refuses it.
   */
  @Override
  public List<CharSequence> getAll(CharSequence name) {
    AsciiString only = null;
    for (int i = 0; i < count(); i++) {
      if (!nameAt(i).contentEquals(name)) continue;
      if (only != null || !isNumber(valueAt(i))) return List.of();
      only = valueAt(i);
    }
    return only == null ? List.of() : List.of(only);
  }

  private static boolean isNumber(AsciiString value) {
    if (value.isEmpty() || value.length() > MOST_DIGITS) return false;
    for (int i = 0; i < value.length(); i++) {
      if (value.byteAt(i) < '0' || value.byteAt(i) > '9') return false;
    }
    return true;
  }

  /** Content-Length in its plain form; the lines stay as they came. */
  @Override
  public Http2Headers setLong(CharSequence name, long value) {
    return this;
  }

  @Override
  public int size() {
    return count();
  }
}
