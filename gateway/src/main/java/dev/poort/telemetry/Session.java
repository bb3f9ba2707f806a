package dev.poort.telemetry;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket session as it stood at one moment.
 *
 * @param id the trace id, 32 hexadecimal digits
 * @param client from where the client is connected
 * @param listener the listener's name
 * @param rule the rule's name
 * @param pool the pool's name
 * @param member the member that serves it, {@code host:port}
 * @param target what was asked for, path and query
 * @param subprotocol the one agreed upon (RFC 6455 1.9); null when there is none
 * @param opened when the member agreed
 * @param idle how long no octet has gone in either direction
 * @param messagesFromClient messages from the client whose last frame has passed
 * @param messagesFromMember messages from the member whose last frame has passed
 * @param bytesFromClient octets from the client since the handshake
 * @param bytesFromMember octets from the member since the handshake
 * @param clientPing the last Ping that the client has answered; null for none
 * @param memberPing the same of the member
 * @param state how far it has come
 */
public record Session(
    String id,
    InetSocketAddress client,
    String listener,
    String rule,
    String pool,
    String member,
    String target,
    @Nullable String subprotocol,
    Instant opened,
    Duration idle,
    long messagesFromClient,
    long messagesFromMember,
    long bytesFromClient,
    long bytesFromMember,
    @Nullable Ping clientPing,
    @Nullable Ping memberPing,
    SessionState state) {}
