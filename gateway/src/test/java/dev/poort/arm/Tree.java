package dev.poort.arm;

import dev.poort.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON made of maps, lists, strings, numbers, booleans and null. */
final class Tree {
  private Tree() {}

  static String text(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(one -> JsonString.quoted(one.getKey().toString()) + ":" + text(one.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case List<?> list -> list.stream().map(Tree::text).collect(Collectors.joining(",", "[", "]"));
      case String string -> JsonString.quoted(string);
      case null -> "null";
      default -> value.toString();
    };
  }
}
