package dev.poort.identity;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers assertions until they end, so that one that was overheard is of no use: another client
 * address may not send it, and no other may bear its {@code jti}. The same client may send it
 * again, as Microsoft's libraries do for its ten minutes. What is remembered is bounded; any
 * thread.
 */
final class Replays {
  private static final int MOST = 20_000;

  private record Seen(InetAddress client, String digest, Instant end) {}

  private final InstantSource clock;
  private final Map<String, Seen> seen = new HashMap<>();

  Replays(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Remembers an assertion whose signature is good.
   *
   * @return null when it may be used; otherwise why not
   */
  synchronized @Nullable String check(
      String clientId, String id, String assertion, InetAddress client, Instant end) {
    String key = digest(clientId + "\n" + id);
    String digest = digest(assertion);
    Seen before = seen.get(key);
    Instant now = clock.instant();
    if (before != null && before.end().isAfter(now)) {
      boolean same = before.client().equals(client) && before.digest().equals(digest);
      return same ? null : "the assertion was used before";
    }
    if (seen.size() >= MOST) seen.values().removeIf(each -> !each.end().isAfter(now));
    // To forget one that still holds would let it be used again.
    if (seen.size() >= MOST) return "too many assertions are in use";
    seen.put(key, new Seen(client, digest, end));
    return null;
  }

  private static String digest(String text) {
    try {
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
