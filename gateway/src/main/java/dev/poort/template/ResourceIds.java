package dev.poort.template;

import org.jspecify.annotations.Nullable;

/** Ids of resources, made of types and names. */
final class ResourceIds {
  private ResourceIds() {}

  /**
   * {@code PREFIX/providers/Namespace/type/name/subtype/subname}; null when there are not as many
   * names as types.
   *
   * @param type such as {@code Microsoft.Network/virtualNetworks/subnets}
   * @param names one for each type behind the namespace, joined by slashes
   */
  static @Nullable String id(String prefix, String type, String names) {
    String[] types = type.split("/", -1);
    String[] parts = names.split("/", -1);
    if (types.length < 2 || types.length - 1 != parts.length) return null;
    if (type.equalsIgnoreCase("Microsoft.Resources/resourceGroups")) {
      return prefix + "/resourceGroups/" + names;
    }
    var id = new StringBuilder(prefix).append("/providers/").append(types[0]);
    for (int i = 0; i < parts.length; i++) {
      id.append('/').append(types[i + 1]).append('/').append(parts[i]);
    }
    return id.toString();
  }
}
