package dev.poort.arm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a template of a gateway: values become parameters, variables and copies. */
final class TemplateMaker {
  private final Tape tape;
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final Map<String, Object> variables = new LinkedHashMap<>();

  TemplateMaker(Tape tape) {
    this.tape = tape;
  }

  /** A template whose only resource is the gateway. */
  Map<String, @Nullable Object> template(Map<String, @Nullable Object> gateway) {
    Map<String, @Nullable Object> resource = new LinkedHashMap<>();
    gateway.forEach((key, value) -> resource.put(key, moved(value)));
    Map<String, @Nullable Object> template = new LinkedHashMap<>();
    template.put("parameters", parameters);
    template.put("variables", variables);
    template.put("resources", List.of(resource));
    return template;
  }

  private @Nullable Object moved(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> tape.below(4) == 3 ? named(value) : members(map);
      case List<?> list ->
          tape.below(4) == 3 ? named(value) : list.stream().map(this::moved).toList();
      default -> tape.below(3) == 2 ? named(value) : value;
    };
  }

  private Map<String, @Nullable Object> members(Map<?, ?> map) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    List<Object> copies = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          String name = (String) key;
          if (value instanceof List<?> list && tape.below(3) == 2) copies.add(copy(name, list));
          else members.put(name, moved(value));
        });
    if (!copies.isEmpty()) members.put("copy", copies);
    return members;
  }

  private Object copy(String name, List<?> list) {
    String all = variable(list);
    String each = "[variables('%s')[copyIndex('%s')]]".formatted(all, name);
    return Map.of("name", name, "count", list.size(), "input", each);
  }

  private String named(Object value) {
    if (tape.flip()) return "[variables('" + variable(value) + "')]";
    String type =
        switch (value) {
          case Map<?, ?> _ -> "object";
          case List<?> _ -> "array";
          case String _ -> "string";
          case Integer _ -> "int";
          default -> "bool";
        };
    String name = "p" + parameters.size();
    parameters.put(name, Map.of("type", type, "defaultValue", value));
    return "[parameters('" + name + "')]";
  }

  private String variable(Object value) {
    String name = "v" + variables.size();
    variables.put(name, value);
    return name;
  }
}
