package dev.poort.telemetry;

import java.util.Map;

/**
 * Counters of a gateway's WebSocket sessions since the gateway was made. Messages and octets are
 * those of all sessions, the open ones included.
 *
 * @param opened sessions that have begun
 * @param open sessions that are open now
 * @param closed how many ended in which way
 * @param refused handshakes that did not become a session, by the access log's {@code failure}; by
 *     {@code member-declined} where the member answered something other than 101, and by {@code
 *     redirected}
 * @param messagesFromClient messages whose last frame has passed
 * @param messagesFromMember the same in the other direction
 * @param bytesFromClient octets after the handshake
 * @param bytesFromMember the same in the other direction
 */
public record SessionCounts(
    long opened,
    long open,
    Map<SessionEnd, Long> closed,
    Map<String, Long> refused,
    long messagesFromClient,
    long messagesFromMember,
    long bytesFromClient,
    long bytesFromMember) {}
