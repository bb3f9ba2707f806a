package dev.poort.store;

/**
 * A resource in a store.
 *
 * @param id as it was spelled first
 * @param document a JSON object
 * @param version the version that made it so
 */
public record KeptResource(String id, String document, long version) {}
