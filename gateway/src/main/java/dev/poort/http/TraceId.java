package dev.poort.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Makes X-AppGW-Trace-Id: 32 hexadecimal digits by chance, which name a request in every log. */
final class TraceId {
  private static final HexFormat HEX = HexFormat.of();

  private TraceId() {}

  static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return HEX.toHexDigits(random.nextLong()).concat(HEX.toHexDigits(random.nextLong()));
  }
}
