package dev.poort.http;

import dev.poort.telemetry.AccessLog;
import dev.poort.tls.RevocationCheck;
import dev.poort.transport.Transport;
import dev.poort.websocket.Sessions;

/**
 * What all ports of a gateway share.
 *
 * @param transport the loops
 * @param connections the clients that are connected
 * @param sessions the open WebSocket sessions
 * @param accessLog where requests are written down
 * @param revocation whether clients' certificates were revoked
 * @param gathering space for bodies that are kept until they are whole
 */
public record Front(
    Transport transport,
    Connections connections,
    Sessions sessions,
    AccessLog accessLog,
    RevocationCheck revocation,
    GatheringSpace gathering) {}
