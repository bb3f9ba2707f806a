package dev.poort.websocket;

import dev.poort.backend.Member;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a session is and what governs it.
 *
 * @param id the trace id
 * @param client from where the client is connected
 * @param listener the listener's name
 * @param secure whether the client came over TLS
 * @param rule the rule's name
 * @param pool the pool's name
 * @param member who serves it
 * @param target path and query
 * @param subprotocol the one agreed upon; null when there is none
 * @param extensions those agreed upon (RFC 6455 9); null when there are none
 * @param idleTimeout how long it may be silent in both directions
 * @param drainTimeout how long it goes on when its listener or its member is removed
 * @param rules what else the gateway does in it
 * @param ended told once on the loop when it is over
 */
public record TunnelPlan(
    String id,
    InetSocketAddress client,
    String listener,
    boolean secure,
    String rule,
    String pool,
    Member member,
    String target,
    @Nullable String subprotocol,
    @Nullable String extensions,
    Duration idleTimeout,
    Duration drainTimeout,
    SessionRules rules,
    Consumer<TunnelEnd> ended) {}
