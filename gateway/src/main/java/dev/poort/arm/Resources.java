package dev.poort.arm;

import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The objects of one collection of a gateway, found by name whatever its letter case. */
final class Resources<T> {
  private final ArmType type;
  private final Map<String, @Nullable T> byName = new LinkedHashMap<>();
  private final Map<String, JsonValue> places = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<T> values = new ArrayList<>();
  private boolean incomplete;

  private Resources(ArmType type) {
    this.type = type;
  }

  /**
   * Reads a collection of the gateway.
   *
   * @param read makes the value of an object and its name; null when none can be made, the reason
   *     being reported
   */
  static <T> Resources<T> read(
      ArmObject gateway, ArmType type, BiFunction<ArmObject, String, @Nullable T> read) {
    var resources = new Resources<T>(type);
    JsonValue collection = gateway.raw(type.collection());
    resources.incomplete = gateway.isUnreadable() || collection instanceof JsonUnknown;
    for (JsonValue element : gateway.elements(type.collection())) {
      resources.add(ArmObject.of(type, element, gateway.findings()), read);
    }
    return resources;
  }

  private void add(@Nullable ArmObject object, BiFunction<ArmObject, String, @Nullable T> read) {
    String name = object == null ? null : object.name();
    if (object == null || name == null) {
      incomplete = true;
      if (object != null) judge(object, read);
      return;
    }
    if (byName.containsKey(key(name))) {
      object.findings().error(object.json(), "a second one is named " + name, "Rename one of them");
      return;
    }
    T value = read.apply(object, name);
    byName.put(key(name), value);
    places.put(key(name), object.json());
    names.add(name);
    if (value != null) values.add(value);
  }

  /** Judges one whose name cannot be told; what refers to it is judged as far as it can be. */
  private void judge(ArmObject object, BiFunction<ArmObject, String, @Nullable T> read) {
    String sketch = object.sketch();
    if (sketch != null) byName.putIfAbsent(key(sketch), read.apply(object, sketch));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  ArmType type() {
    return type;
  }

  /** Those that could be read, in the file's order. */
  List<T> values() {
    return values;
  }

  /** All names, in the file's order. */
  List<String> names() {
    return names;
  }

  /** Where the one of this name stands; null when there is none. */
  @Nullable JsonValue place(String name) {
    return places.get(key(name));
  }

  /** Whether some could not even be told by name, so that nothing can be said to be missing. */
  boolean incomplete() {
    return incomplete;
  }

  /** Whether one has this name, be it one that could not be read. */
  boolean has(String name) {
    return byName.containsKey(key(name));
  }

  /** The one of this name; null when there is none or it could not be read. */
  @Nullable T get(String name) {
    return byName.get(key(name));
  }
}
