package dev.poort.json;

/** {@code null}. */
public record JsonNull(Position position) implements JsonValue {}
