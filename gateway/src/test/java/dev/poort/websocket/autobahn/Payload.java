package dev.poort.websocket.autobahn;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Octets to compress, of a kind; always the same.
 *
 * @param isText whether any piece of it is ASCII
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Payload(String name, boolean isText, byte[] octets) {
  private static final int LENGTH = 200_000;
  private static final List<String> WORDS =
      List.of(
          "gate",
          "rule",
          "pool",
          "member",
          "session",
          "frame",
          "octet",
          "listener",
          "the",
          "of",
          "and",
          "to",
          "a",
          "who",
          "waits",
          "passes",
          "closes",
          "opens",
          "never",
          "again");

  /** JSON, a picture, prose, HTML, and what cannot be compressed. */
  static List<Payload> all() {
    return List.of(
        text("JSON", it -> "{\"id\":%d,\"name\":\"%s\"},".formatted(it.nextInt(9999), word(it))),
        new Payload("a picture", false, picture()),
        text("prose", it -> word(it) + (it.nextInt(9) == 0 ? ".\n" : " ")),
        text("HTML", it -> "<li class=\"%s\">%s</li>\n".formatted(word(it), word(it))),
        new Payload("noise", false, noise()));
  }

  private static Payload text(String name, Function<Random, String> piece) {
    Random random = new Random(LENGTH);
    StringBuilder text = new StringBuilder();
    while (text.length() < LENGTH) text.append(piece.apply(random));
    return new Payload(name, true, Text.utf8(text.substring(0, LENGTH)));
  }

  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private static byte[] picture() {
    byte[] octets = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      int x = i % 512;
      int y = i / 512;
      octets[i] = (byte) ((x * x + y * y) >> 9);
    }
    return octets;
  }

  private static byte[] noise() {
    byte[] octets = new byte[LENGTH];
    new Random(LENGTH).nextBytes(octets);
    return octets;
  }
}
