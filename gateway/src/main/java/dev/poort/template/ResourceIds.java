package dev.poort.template;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ids of resources, made of types and names. */
final class ResourceIds {
  private static final String GROUPS = "Microsoft.Resources/resourceGroups";
  private static final String PROVIDERS = "/providers/";

  private ResourceIds() {}

  /** A type without the slashes at its ends, which ARM overlooks. */
  static String trimmed(String type) {
    int from = type.startsWith("/") ? 1 : 0;
    int to = type.endsWith("/") ? type.length() - 1 : type.length();
    return from < to ? type.substring(from, to) : "";
  }

  /** How many names a type wants: one for each part behind the namespace. */
  static int names(String type) {
    return (int) trimmed(type).chars().filter(c -> c == '/').count();
  }

  /**
   * {@code PREFIX/providers/Namespace/type/name/subtype/subname}; null when there are not as many
   * names as types.
   *
   * @param type such as {@code Microsoft.Network/virtualNetworks/subnets}
   * @param names one for each type behind the namespace, joined by slashes
   */
  static @Nullable String id(String prefix, String type, String names) {
    if (trimmed(type).equalsIgnoreCase(GROUPS) && names.indexOf('/') < 0) {
      return prefix + "/resourceGroups/" + names;
    }
    String relative = relative(type, names);
    return relative == null ? null : prefix + PROVIDERS + relative;
  }

  /**
   * {@code Namespace/type/name/subtype/subname}; null when there are not as many names as types.
   */
  static @Nullable String relative(String type, String names) {
    String[] types = trimmed(type).split("/", -1);
    String[] parts = names.split("/", -1);
    if (types.length < 2 || types.length - 1 != parts.length) return null;
    var id = new StringBuilder(types[0]);
    for (int i = 0; i < parts.length; i++) {
      id.append('/').append(types[i + 1]).append('/').append(parts[i]);
    }
    return id.toString();
  }

  /**
   * What an id means.
   *
   * @param type such as {@code Microsoft.Network/virtualNetworks/subnets}
   * @param name with those of its parents before slashes
   */
  record Parts(String type, String name) {}

  /** What an id means; null when it is none of a resource. */
  static @Nullable Parts parts(String id) {
    int providers = id.toLowerCase(Locale.ROOT).lastIndexOf(PROVIDERS);
    if (providers < 0) return null;
    String[] parts = id.substring(providers + PROVIDERS.length()).split("/", -1);
    if (parts.length < 3 || parts.length % 2 == 0) return null;
    var type = new StringBuilder(parts[0]);
    var name = new StringBuilder();
    for (int i = 1; i < parts.length; i += 2) {
      type.append('/').append(parts[i]);
      name.append(i == 1 ? "" : "/").append(parts[i + 1]);
    }
    return new Parts(type.toString(), name.toString());
  }
}
