package dev.poort.cli;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sets what changes of resources, as ARM's what-if tells it, for people: a line for each resource
 * and each property, {@code +} for what comes, {@code -} for what goes, {@code ~} for what is
 * another. Records of deployments are left out.
 */
final class ChangesText {
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String END = "\u001b[0m";

  /** What a new resource has besides what was said of it. */
  private static final Set<String> GIVEN =
      Set.of("id", "name", "type", "resourceGuid", "operationalState", "provisioningState");

  private final boolean colored;
  private final List<String> lines = new ArrayList<>();

  private ChangesText(boolean colored) {
    this.colored = colored;
  }

  /** The changes that matter to people. */
  static List<JsonObject> relevant(List<JsonObject> changes) {
    return changes.stream()
        .filter(each -> Set.of("Create", "Modify", "Delete").contains(kind(each)))
        .filter(each -> !isRecord(each))
        .filter(
            each ->
                !kind(each).equals("Modify")
                    || (each.get("delta") instanceof JsonArray array
                        && !array.elements().isEmpty()))
        .toList();
  }

  private static String kind(JsonObject change) {
    return Fields.text(change, "changeType");
  }

  private static boolean isRecord(JsonObject change) {
    return Fields.text(change, "resourceId")
        .matches("(?i).*/providers/Microsoft\\.Resources/deployments/[^/]+");
  }

  /**
   * The lines.
   *
   * @param colored whether a terminal colours them
   */
  static List<String> lines(List<JsonObject> changes, boolean colored) {
    ChangesText text = new ChangesText(colored);
    relevant(changes).forEach(text::add);
    return text.lines;
  }

  private void add(JsonObject change) {
    String id = Fields.text(change, "resourceId");
    String name = ResourceName.of(id);
    switch (kind(change)) {
      case "Create" -> {
        line("+", "", name);
        if (change.get("after") instanceof JsonObject after) created(after, id);
      }
      case "Delete" -> line("-", "", name);
      default -> {
        line("~", "", name);
        Fields.objects(change, "delta").forEach(each -> property(each, id));
      }
    }
  }

  /** The properties of a new resource; parts that have names each on a line. */
  private void created(JsonObject after, String id) {
    for (JsonMember member : after.members()) {
      if (GIVEN.contains(member.name())) continue;
      boolean properties = member.name().equals("properties");
      if (!(properties && member.value() instanceof JsonObject own)) {
        line("+", "  ", member.name() + ": " + shown(member.value(), id));
        continue;
      }
      for (JsonMember each : own.members()) {
        if (!GIVEN.contains(each.name())) created("properties." + each.name(), each.value(), id);
      }
    }
  }

  private void created(String path, JsonValue value, String id) {
    boolean named =
        value instanceof JsonArray array
            && !array.elements().isEmpty()
            && array.elements().stream().allMatch(ChangesText::isNamed);
    if (!named) {
      line("+", "  ", path + ": " + shown(value, id));
      return;
    }
    for (JsonValue each : ((JsonArray) value).elements()) {
      JsonObject part = (JsonObject) each;
      JsonValue properties = part.get("properties");
      String what = shown(properties == null ? part : properties, id);
      line("+", "  ", path + "[" + Fields.text(part, "name") + "]: " + what);
    }
  }

  private static boolean isNamed(JsonValue value) {
    return value instanceof JsonObject object && !Fields.text(object, "name").isEmpty();
  }

  private void property(JsonObject difference, String id) {
    String path = Fields.text(difference, "path");
    JsonValue before = difference.get("before");
    JsonValue after = difference.get("after");
    switch (Fields.text(difference, "propertyChangeType")) {
      case "Create" -> line("+", "  ", path + ": " + shown(after, id));
      case "Delete" -> line("-", "  ", path + ": " + shown(before, id));
      default -> line("~", "  ", path + ": " + shown(before, id) + " -> " + shown(after, id));
    }
  }

  /** On one line; ids of the resource's own parts without it. */
  private static String shown(@Nullable JsonValue value, String id) {
    if (value == null) return "null";
    String own = id.substring(id.lastIndexOf("/providers/") + 1);
    return Pattern.compile(
            "\"/subscriptions/[^\"/]+/resourceGroups/[^\"/]+/" + Pattern.quote(own + "/"),
            Pattern.CASE_INSENSITIVE)
        .matcher(JsonWriter.compact(without(value)))
        .replaceAll("\".../");
  }

  /** Without what every part has, saying nothing. */
  private static JsonValue without(JsonValue value) {
    if (!(value instanceof JsonObject object)) return value;
    var rest = new JsonObject.Builder();
    for (JsonMember each : object.members()) {
      if (!each.name().equals("provisioningState")) rest.put(each.name(), without(each.value()));
    }
    return rest.build(object.position());
  }

  private void line(String sign, String indent, String text) {
    String plain = indent + sign + " " + text;
    String color =
        switch (sign) {
          case "+" -> GREEN;
          case "-" -> RED;
          default -> YELLOW;
        };
    lines.add(colored ? color + plain + END : plain);
  }
}
