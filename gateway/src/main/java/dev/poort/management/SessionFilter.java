package dev.poort.management;

import dev.poort.telemetry.Session;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions a question is about; what is null matches all.
 *
 * @param listener the listener's name
 * @param member {@code host:port}, or the host alone
 * @param client the client's IP address, or {@code IP:port}
 * @param limit how many open ones the answer shows at most
 */
record SessionFilter(
    @Nullable String listener, @Nullable String member, @Nullable String client, int limit) {
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 20_000;

  /**
   * Reads the parameters of a query.
   *
   * @throws IllegalArgumentException if the limit is none
   */
  static SessionFilter of(Map<String, List<String>> asked) {
    String limit = first(asked, "limit");
    return new SessionFilter(
        first(asked, "listener"),
        first(asked, "member"),
        first(asked, "client"),
        limit == null ? DEFAULT_LIMIT : limit(limit));
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 0 && limit <= MAX_LIMIT) return limit;
    } catch (NumberFormatException e) {
      // Said below, as for a number that is too great.
    }
    throw new IllegalArgumentException("limit is 0 to " + MAX_LIMIT + ", not " + text);
  }

  private static @Nullable String first(Map<String, List<String>> asked, String name) {
    List<String> values = asked.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.getFirst();
  }

  boolean matches(Session session) {
    return (listener == null || listener.equalsIgnoreCase(session.listener()))
        && (member == null || isOf(member, session.member()))
        && (client == null || isOf(client, SessionsDocument.text(session.client())));
  }

  /** Whether an address is the wanted one, with or without its port. */
  private static boolean isOf(String wanted, String address) {
    if (wanted.equalsIgnoreCase(address)) return true;
    String host = address.substring(0, address.lastIndexOf(':'));
    return wanted.equalsIgnoreCase(host) || host.equalsIgnoreCase("[" + wanted + "]");
  }
}
