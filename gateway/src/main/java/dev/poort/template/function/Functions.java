package dev.poort.template.function;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All functions that work on their arguments alone, by name. */
public final class Functions {
  private static final Map<String, TemplateFunction> ALL =
      Stream.of(
              ArrayFunctions.ALL,
              Base64Functions.ALL,
              CidrFunctions.ALL,
              ComparisonFunctions.ALL,
              ComposeFunctions.ALL,
              DateFunctions.ALL,
              FailFunctions.ALL,
              LambdaFunctions.ALL,
              LogicalFunctions.ALL,
              LookupFunctions.ALL,
              NameFunctions.ALL,
              NumericFunctions.ALL,
              ObjectFunctions.ALL,
              SetFunctions.ALL,
              StringFunctions.ALL,
              UriFunctions.ALL)
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableMap(Functions::key, Function.identity()));

  private Functions() {}

  /** The function of a name in lower case; null when there is none. */
  public static @Nullable TemplateFunction get(String name) {
    return ALL.get(name);
  }

  /** The names of all, in no order. */
  public static List<String> names() {
    return ALL.values().stream().map(TemplateFunction::name).toList();
  }

  private static String key(TemplateFunction function) {
    return function.name().toLowerCase(Locale.ROOT);
  }
}
