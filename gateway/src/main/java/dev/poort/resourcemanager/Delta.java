package dev.poort.resourcemanager;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two states of a resource: by property, in the words of ARM's what-if ({@code
 * path}, {@code propertyChangeType}, {@code before}, {@code after}). Elements that have names go by
 * them, whatever their order: {@code properties.frontendPorts[web].properties.port}. Secrets are
 * compared and never shown.
 */
final class Delta {
  private static final String VAULT_SECRET = "microsoft.keyvault/vaults/secrets";

  private final String type;
  private final List<JsonObject> differences = new ArrayList<>();

  private Delta(String type) {
    this.type = type.toLowerCase(Locale.ROOT);
  }

  /**
   * Compares what is held.
   *
   * @param type the resource's
   * @return one object for each difference, in the order of the documents
   */
  static List<JsonObject> of(String type, JsonObject before, JsonObject after) {
    Delta delta = new Delta(type);
    delta.compareMembers("", before, after);
    return delta.differences;
  }

  /** A resource as it is held, with every secret masked. */
  static JsonObject withoutSecrets(String type, JsonObject document) {
    return (JsonObject) new Delta(type).hidden("", document);
  }

  private void compareMembers(String path, JsonObject before, JsonObject after) {
    for (JsonMember member : before.members()) {
      compare(within(path, member.name()), member.value(), after.get(member.name()));
    }
    for (JsonMember member : after.members()) {
      if (before.get(member.name()) == null) {
        compare(within(path, member.name()), null, member.value());
      }
    }
  }

  private static String within(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private void compare(String path, @Nullable JsonValue before, @Nullable JsonValue after) {
    if (before instanceof JsonObject old && after instanceof JsonObject next) {
      compareMembers(path, old, next);
    } else if (before instanceof JsonArray old && after instanceof JsonArray next) {
      compareElements(path, old.elements(), next.elements());
    } else if (!text(before).equals(text(after))) {
      add(path, before, after);
    }
  }

  private static String text(@Nullable JsonValue value) {
    return value == null ? "" : JsonWriter.compact(value);
  }

  private void compareElements(String path, List<JsonValue> before, List<JsonValue> after) {
    Map<String, JsonObject> old = named(before);
    Map<String, JsonObject> next = named(after);
    if (old == null || next == null) {
      compareUnnamed(path, before, after);
      return;
    }
    old.forEach((key, each) -> compare(element(path, each), each, next.get(key)));
    next.forEach(
        (key, each) -> {
          if (!old.containsKey(key)) compare(element(path, each), null, each);
        });
    List<String> kept = new ArrayList<>(old.keySet());
    kept.retainAll(next.keySet());
    List<String> order = new ArrayList<>(next.keySet());
    order.retainAll(old.keySet());
    if (!kept.equals(order)) add(path, names(old, kept), names(next, order));
  }

  private static String element(String path, JsonObject element) {
    return path + "[" + Document.text(element, "name") + "]";
  }

  private static JsonValue names(Map<String, JsonObject> elements, List<String> keys) {
    return Document.array(
        keys.stream()
            .map(key -> Document.string(String.valueOf(Document.text(elements.get(key), "name"))))
            .toList());
  }

  /** The elements by their names in lower case; null unless each has one of its own. */
  private static @Nullable Map<String, JsonObject> named(List<JsonValue> elements) {
    Map<String, JsonObject> named = new LinkedHashMap<>();
    for (JsonValue each : elements) {
      if (!(each instanceof JsonObject object)) return null;
      String name = Document.text(object, "name");
      if (name == null || named.put(name.toLowerCase(Locale.ROOT), object) != null) return null;
    }
    return named;
  }

  /** Such as the addresses of a pool: what went and what came; the whole when only their order. */
  private void compareUnnamed(String path, List<JsonValue> before, List<JsonValue> after) {
    List<JsonValue> gone = without(before, after);
    List<JsonValue> come = without(after, before);
    for (JsonValue each : gone) add(path + "[]", each, null);
    for (JsonValue each : come) add(path + "[]", null, each);
    JsonArray old = Document.array(before);
    JsonArray next = Document.array(after);
    if (gone.isEmpty() && come.isEmpty() && !text(old).equals(text(next))) add(path, old, next);
  }

  private static List<JsonValue> without(List<JsonValue> elements, List<JsonValue> others) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    others.forEach(each -> counts.merge(text(each), 1, Integer::sum));
    List<JsonValue> rest = new ArrayList<>();
    for (JsonValue each : elements) {
      int left = counts.merge(text(each), -1, Integer::sum);
      if (left < 0) rest.add(each);
    }
    return rest;
  }

  private void add(String path, @Nullable JsonValue before, @Nullable JsonValue after) {
    String change = before == null ? "Create" : after == null ? "Delete" : "Modify";
    differences.add(
        new Document()
            .text("path", path)
            .text("propertyChangeType", change)
            .put("before", before == null ? null : hidden(path, before))
            .put("after", after == null ? null : hidden(path, after))
            .build());
  }

  private JsonValue hidden(String path, JsonValue value) {
    if (isSecret(path)) return Document.string(Secrets.MASK);
    return switch (value) {
      case JsonObject object -> {
        var shown = new JsonObject.Builder();
        for (JsonMember member : object.members()) {
          JsonValue own = hidden(within(path, member.name()), member.value());
          shown.put(new JsonMember(member.name(), own, member.position()));
        }
        yield shown.build(object.position());
      }
      case JsonArray array ->
          Document.array(array.elements().stream().map(each -> hidden(path + "[]", each)).toList());
      default -> value;
    };
  }

  private boolean isSecret(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String name = lower.substring(lower.lastIndexOf('.') + 1);
    boolean key = lower.startsWith("properties.sslcertificates[") && name.equals("data");
    boolean vault = type.equals(VAULT_SECRET) && lower.equals("properties.value");
    return key || vault || Secrets.isSecret(name);
  }
}
