package dev.poort.backend;

import dev.poort.config.HostAndPort;

/**
 * A line of a pool: one member by its address, or a name that leads to as many as it has addresses.
 *
 * @param pool the pool's name
 * @param weight how often each member has its turn against those of other pools
 * @param name the member as the pool names it: its Host and SNI where the settings pick it
 * @param at where that is on this machine, an IP address or a name
 */
public record Place(String pool, int weight, String name, HostAndPort at) {}
