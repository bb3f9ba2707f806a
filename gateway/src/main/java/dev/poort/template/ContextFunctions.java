package dev.poort.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All functions that ask the template or what is around it, by name. */
final class ContextFunctions {
  private static final Map<String, ContextFunction> ALL =
      Stream.of(
              DeploymentFunctions.ALL,
              ResourceFunctions.ALL,
              ResourceIdFunctions.ALL,
              ScopeFunctions.ALL)
          .flatMap(List::stream)
          .collect(
              Collectors.toUnmodifiableMap(
                  function -> function.name().toLowerCase(Locale.ROOT), Function.identity()));

  private ContextFunctions() {}

  /** The function of a name in lower case; null when there is none. */
  static @Nullable ContextFunction get(String name) {
    ContextFunction function = ALL.get(name);
    return function == null && name.startsWith("list") ? ResourceFunctions.list(name) : function;
  }

  static List<String> names() {
    return ALL.values().stream().map(ContextFunction::name).toList();
  }
}
