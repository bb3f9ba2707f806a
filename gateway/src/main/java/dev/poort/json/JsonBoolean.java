package dev.poort.json;

/** {@code true} or {@code false}. */
public record JsonBoolean(boolean value, Position position) implements JsonValue {}
