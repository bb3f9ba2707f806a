package dev.poort.telemetry;

import java.util.List;

/**
 * What a gateway knows of its WebSocket sessions at one moment.
 *
 * @param open the open ones, the oldest first
 * @param recentlyClosed the last that ended, the newest first
 * @param counts how many there have been
 */
public record SessionReport(
    List<Session> open, List<ClosedSession> recentlyClosed, SessionCounts counts) {}
