package dev.poort.backend;

import dev.poort.config.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * A name of a pool that has no address.
 *
 * @param pool the pool's name
 * @param at the name, and the port of its members
 * @param trouble why; null while it has not been asked for yet
 */
public record UnresolvedName(String pool, HostAndPort at, @Nullable String trouble) {}
