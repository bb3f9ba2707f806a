package dev.poort.telemetry;

import java.time.Instant;

/**
 * A WebSocket session that has ended.
 *
 * @param session as it stood at its end
 * @param closed when both connections had ended
 * @param closedBy who began the end
 * @param code the first Close frame's code; 1006 when there was none (RFC 6455 7.1.5)
 * @param reason a {@link SessionEnd}'s name, with what was cut
 */
public record ClosedSession(
    Session session, Instant closed, ClosedBy closedBy, int code, String reason) {}
