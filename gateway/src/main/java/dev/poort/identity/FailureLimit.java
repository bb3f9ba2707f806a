package dev.poort.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Bounds how often a sign-in may fail: {@value #OF_AN_ADDRESS} times in five minutes from an
 * address, {@value #OF_A_USER} times as a user. Who has signed in from an address within an hour is
 * counted apart, so that nobody can lock others out by failing in their name. A try counts from its
 * beginning, so that many at once are bounded too. What is remembered is bounded; any thread.
 */
final class FailureLimit {
  static final int OF_AN_ADDRESS = 10;
  static final int OF_A_USER = 30;

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration KNOWN = Duration.ofHours(1);
  private static final int MOST = 8_192;

  private record Count(int tries, Instant end) {}

  private final InstantSource clock;
  private final Map<String, Count> counts = bounded();
  private final Map<String, Instant> known = bounded();

  FailureLimit(InstantSource clock) {
    this.clock = clock;
  }

  private static <T> Map<String, T> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
        return size() > MOST;
      }
    };
  }

  /**
   * Begins a try.
   *
   * @return how long to wait; zero when it may go on
   */
  synchronized Duration begin(InetAddress client, String user) {
    Instant now = clock.instant();
    String from = network(client);
    String pair = pair(from, user);
    Instant until = known.get(pair);
    if (until != null && until.isAfter(now)) return count(pair, OF_AN_ADDRESS, now);
    known.remove(pair);
    Duration wait = count("from " + from, OF_AN_ADDRESS, now);
    return wait.isZero() ? count("as " + folded(user), OF_A_USER, now) : wait;
  }

  /** The try went well: it does not count. */
  synchronized void succeeded(InetAddress client, String user) {
    Instant now = clock.instant();
    String from = network(client);
    String pair = pair(from, user);
    counts.remove(pair);
    if (known.put(pair, now.plus(KNOWN)) == null) {
      uncount("from " + from);
      uncount("as " + folded(user));
    }
  }

  private Duration count(String key, int most, Instant now) {
    Count count = counts.get(key);
    if (count == null || !count.end().isAfter(now)) count = new Count(0, now.plus(WINDOW));
    if (count.tries() >= most) return Duration.between(now, count.end()).plusSeconds(1);
    counts.put(key, new Count(count.tries() + 1, count.end()));
    return Duration.ZERO;
  }

  private void uncount(String key) {
    counts.computeIfPresent(
        key, (_, count) -> new Count(Math.max(0, count.tries() - 1), count.end()));
  }

  private static String pair(String from, String user) {
    return folded(user) + " from " + from;
  }

  private static String folded(String user) {
    return user.substring(0, Math.min(user.length(), 128)).toLowerCase(Locale.ROOT);
  }

  /** Who has one IPv6 address has all of its /64. */
  private static String network(InetAddress client) {
    byte[] octets = client.getAddress();
    return HexFormat.of()
        .formatHex(client instanceof Inet6Address ? Arrays.copyOf(octets, 8) : octets);
  }
}
