package dev.poort.settings;

import dev.poort.config.SessionLimits;
import java.util.List;

/** Reads {@code sessionLimits}. */
final class SessionLimitsReader {
  private static final List<String> KEYS =
      List.of(
          "sessions",
          "sessionsPerClient",
          "sessionsPerMember",
          "handshakesPerSecond",
          "messagesPerSecond",
          "messageBytes",
          "bufferedBytes");
  private static final int MOST = 1_000_000_000;
  private static final int MOST_PER_SECOND = 1_000_000;
  private static final long LONGEST_MESSAGE = 1L << 50;
  private static final int LEAST_BUFFERED = 4096;
  private static final int MOST_BUFFERED = 1 << 30;

  private SessionLimitsReader() {}

  static SessionLimits read(SettingsObject owner) {
    SettingsObject json = owner.object("sessionLimits", KEYS);
    if (json == null) return SessionLimits.NONE;
    return new SessionLimits(
        (int) json.whole("sessions", 1, MOST, 0),
        (int) json.whole("sessionsPerClient", 1, MOST, 0),
        (int) json.whole("sessionsPerMember", 1, MOST, 0),
        (int) json.whole("handshakesPerSecond", 1, MOST_PER_SECOND, 0),
        (int) json.whole("messagesPerSecond", 1, MOST_PER_SECOND, 0),
        json.whole("messageBytes", 1, LONGEST_MESSAGE, 0),
        (int) json.whole("bufferedBytes", LEAST_BUFFERED, MOST_BUFFERED, 0));
  }
}
