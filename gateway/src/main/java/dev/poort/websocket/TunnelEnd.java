package dev.poort.websocket;

import dev.poort.telemetry.ClosedBy;

/**
 * How a session ended.
 *
 * @param closedBy who began the end
 * @param code the first Close frame's code; 1006 when there was none (RFC 6455 7.1.5)
 * @param reason why, one word for the log
 * @param bytesFromClient octets from the client
 * @param bytesFromMember octets from the member
 */
public record TunnelEnd(
    ClosedBy closedBy, int code, String reason, long bytesFromClient, long bytesFromMember) {}
