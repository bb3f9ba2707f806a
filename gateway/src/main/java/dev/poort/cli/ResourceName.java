package dev.poort.cli;

import dev.poort.template.Scope;
import java.util.ArrayList;
import java.util.List;

/** Calls resources as people do, by their ids. */
final class ResourceName {
  private ResourceName() {}

  /** Such as {@code Microsoft.Network/applicationGateways/shop in the group poort}. */
  static String of(String id) {
    List<String> segments = List.of(id.substring(1).split("/"));
    String provider = provider(segments);
    String subscription = after(segments, "subscriptions");
    String group = after(segments, "resourceGroups");
    List<String> where = new ArrayList<>();
    if (provider.isEmpty() && !group.isEmpty()) provider = "the group " + group;
    else if (!group.isEmpty()) where.add("in the group " + group);
    boolean standard = subscription.equals(Scope.DEFAULT.subscriptionId());
    if (!subscription.isEmpty() && !standard) where.add("of the subscription " + subscription);
    String name = provider.isEmpty() ? id : provider;
    return where.isEmpty() ? name : name + " " + String.join(" ", where);
  }

  private static String provider(List<String> segments) {
    int at = segments.lastIndexOf("providers");
    return at < 0 ? "" : String.join("/", segments.subList(at + 1, segments.size()));
  }

  private static String after(List<String> segments, String word) {
    for (int i = 0; i + 1 < segments.size(); i += 2) {
      if (segments.get(i).equalsIgnoreCase(word)) return segments.get(i + 1);
    }
    return "";
  }
}
