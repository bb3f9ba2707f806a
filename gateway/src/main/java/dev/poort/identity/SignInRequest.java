package dev.poort.identity;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that has to do with signing in.
 *
 * @param method its method
 * @param path its path, without the query
 * @param parameters those of the query and of the form, by their names as they are written
 * @param field gives a field of its header; null when there is none
 * @param origin where it comes from
 */
public record SignInRequest(
    String method,
    String path,
    Map<String, List<String>> parameters,
    Function<String, @Nullable String> field,
    Origin origin) {
  /**
   * A parameter.
   *
   * @return null when it is missing, empty or there more than once
   */
  @Nullable String parameter(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.size() != 1 || values.getFirst().isEmpty() ? null : values.getFirst();
  }

  @Nullable String header(String name) {
    return field.apply(name);
  }

  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }
}
