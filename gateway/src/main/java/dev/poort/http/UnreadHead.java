package dev.poort.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * What can be said of a head that breaks the rules or did not come whole, for the access log.
 *
 * @param method the first word of its first line; empty when there is none
 * @param target the second word; empty when there is none
 * @param octets how many of it had come
 */
record UnreadHead(String method, String target, int octets) {
  private static final int LONGEST_LINE = 1024;

  /** Looks at the input from where the head began; moves no index. */
  static UnreadHead of(ByteBuf in, int start) {
    int octets = in.writerIndex() - start;
    String line = in.toString(start, Math.min(octets, LONGEST_LINE), StandardCharsets.ISO_8859_1);
    line = line.stripLeading();
    int end = line.indexOf('\n');
    String[] words = (end < 0 ? line : line.substring(0, end)).split("\\s", 3);
    return new UnreadHead(words[0], words.length > 1 ? words[1] : "", octets);
  }
}
