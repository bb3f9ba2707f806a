package dev.poort.management;

import dev.poort.telemetry.Session;
import dev.poort.telemetry.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions a question is about; what is null matches all.
 *
 * @param listener the listener's name
 * @param rule the rule's name
 * @param state how far it has come
 * @param subprotocol the one agreed upon, in its letter case (RFC 6455 11.5)
 * @param member {@code host:port}, or the host alone
 * @param client the client's IP address, or {@code IP:port}
 * @param limit how many open ones the answer shows at most
 */
record SessionFilter(
    @Nullable String listener,
    @Nullable String rule,
    @Nullable SessionState state,
    @Nullable String subprotocol,
    @Nullable String member,
    @Nullable String client,
    int limit) {
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 20_000;

  /**
   * Reads the parameters of a query.
   *
   * @throws IllegalArgumentException if the limit or the state is none
   */
  static SessionFilter of(Map<String, List<String>> asked) {
    String limit = first(asked, "limit");
    String state = first(asked, "state");
    return new SessionFilter(
        first(asked, "listener"),
        first(asked, "rule"),
        state == null ? null : state(state),
        first(asked, "subprotocol"),
        first(asked, "member"),
        first(asked, "client"),
        limit == null ? DEFAULT_LIMIT : limit(limit));
  }

  private static SessionState state(String text) {
    List<String> words = new ArrayList<>();
    for (SessionState each : SessionState.values()) {
      if (each.word().equalsIgnoreCase(text)) return each;
      words.add(each.word());
    }
    throw new IllegalArgumentException(
        "state is one of " + String.join(", ", words) + ", not " + text);
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
        && (rule == null || rule.equalsIgnoreCase(session.rule()))
        && (state == null || state == session.state())
        && (subprotocol == null || subprotocol.equals(session.subprotocol()))
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
