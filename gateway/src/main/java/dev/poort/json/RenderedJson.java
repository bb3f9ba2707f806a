package dev.poort.json;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A JSON text as it is sent: in UTF-8 (RFC 8259, section 8.1). Made once and sent many times, so
 * nobody changes its octets.
 */
public final class RenderedJson {
  /** No text at all. */
  public static final RenderedJson NONE = new RenderedJson(new byte[0]);

  private final byte[] octets;

  private RenderedJson(byte[] octets) {
    this.octets = octets;
  }

  /** A text that is JSON already. */
  public static RenderedJson of(String text) {
    return text.isEmpty() ? NONE : new RenderedJson(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A value without white space. */
  public static RenderedJson of(JsonValue value) {
    return of(JsonWriter.compact(value));
  }

  /** What stands before others, these with commas between them, and what stands behind. */
  public static RenderedJson joined(String before, List<RenderedJson> elements, String after) {
    byte[] first = before.getBytes(StandardCharsets.UTF_8);
    byte[] last = after.getBytes(StandardCharsets.UTF_8);
    int length = first.length + last.length + Math.max(0, elements.size() - 1);
    for (RenderedJson each : elements) length = Math.addExact(length, each.length());
    byte[] all = new byte[length];
    System.arraycopy(first, 0, all, 0, first.length);
    int at = first.length;
    for (RenderedJson each : elements) {
      if (at > first.length) all[at++] = ',';
      System.arraycopy(each.octets, 0, all, at, each.length());
      at += each.length();
    }
    System.arraycopy(last, 0, all, at, last.length);
    return new RenderedJson(all);
  }

  /** The octets themselves, which are to be read alone. */
  public byte[] octets() {
    return octets;
  }

  /** How many octets there are. */
  public int length() {
    return octets.length;
  }

  /** Whether there is no text. */
  public boolean isEmpty() {
    return octets.length == 0;
  }

  /** The text. */
  @Override
  public String toString() {
    return new String(octets, StandardCharsets.UTF_8);
  }
}
