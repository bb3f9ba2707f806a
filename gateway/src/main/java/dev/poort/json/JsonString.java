package dev.poort.json;

/**
 * A string.
 *
 * @param text what it says, its escapes resolved and otherwise as it stands in the file
 */
public record JsonString(String text, Position position) implements JsonValue {}
