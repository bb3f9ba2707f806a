package dev.poort.json;

/**
 * A number.
 *
 * @param text its digits as they stand in the file
 */
public record JsonNumber(String text, Position position) implements JsonValue {}
