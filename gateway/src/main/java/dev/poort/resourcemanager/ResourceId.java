package dev.poort.resourcemanager;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The id of a resource, of a resource group, of a subscription, or of a collection of them, such as
 * {@code /subscriptions/S/resourceGroups/G/providers/Microsoft.Network/applicationGateways/N}.
 * Segments are compared without regard to letter case; the spelling is that of whoever made it.
 *
 * @param segments decoded, none empty, at most {@value #MAX_SEGMENTS}
 */
public record ResourceId(List<String> segments) {
  private static final int MAX_SEGMENTS = 40;
  private static final int MAX_SEGMENT = 260;

  public ResourceId {
    segments = List.copyOf(segments);
  }

  /**
   * Reads the path of a request; empty segments are dropped, as az sends some.
   *
   * @throws Refusal (400) when it leads elsewhere or has what no name may have
   */
  public static ResourceId ofPath(String rawPath) throws Refusal {
    List<String> segments = new ArrayList<>();
    for (String raw : rawPath.split("/", -1)) {
      if (raw.isEmpty()) continue;
      String segment = decoded(raw);
      boolean wrong =
          segment.length() > MAX_SEGMENT
              || segment.equals(".")
              || segment.equals("..")
              || segment.chars().anyMatch(ResourceId::isForbidden);
      if (wrong) throw malformed("no name may be " + shown(segment));
      segments.add(segment);
    }
    if (segments.size() > MAX_SEGMENTS) throw malformed("the id has too many segments");
    return new ResourceId(segments);
  }

  /** An id that Poort or a template has made, which needs no decoding. */
  static ResourceId of(String id) {
    List<String> segments = new ArrayList<>();
    for (String segment : id.split("/", -1)) if (!segment.isEmpty()) segments.add(segment);
    return new ResourceId(segments);
  }

  private static String decoded(String raw) throws Refusal {
    try {
      // A plus is itself in a path.
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw malformed("a percent sign encodes nothing");
    }
  }

  private static boolean isForbidden(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
        || c == 0xFFFD
        || "/\\<>%&?#\"".indexOf(c) >= 0;
  }

  private static String shown(String segment) {
    String plain = segment.replaceAll("[^\\p{Graph} ]", "?");
    return "'" + (plain.length() > 60 ? plain.substring(0, 60) + "..." : plain) + "'";
  }

  private static Refusal malformed(String what) {
    return new Refusal(400, "InvalidResourceName", what);
  }

  /** The same for every spelling of one id. */
  public String key() {
    return toString().toLowerCase(Locale.ROOT);
  }

  /** The subscription's id; null when it is in none. */
  public @Nullable String subscription() {
    return is(0, "subscriptions") && segments.size() > 1 ? segments.get(1) : null;
  }

  /** The resource group's name; null when it is in none. */
  public @Nullable String group() {
    boolean grouped = subscription() != null && is(2, "resourceGroups") && segments.size() > 3;
    return grouped ? segments.get(3) : null;
  }

  /** The id of the resource group; null when it is in none. */
  @Nullable ResourceId groupId() {
    return group() == null ? null : new ResourceId(segments.subList(0, 4));
  }

  /** Whether it is a subscription itself. */
  public boolean isSubscription() {
    return subscription() != null && segments.size() == 2;
  }

  /** Whether it is a resource group itself. */
  public boolean isGroup() {
    return group() != null && segments.size() == 4;
  }

  /** Whether a segment is this word. */
  public boolean is(int segment, String word) {
    return segments.size() > segment && segments.get(segment).equalsIgnoreCase(word);
  }

  /** Where the last {@code providers} stands; -1 for nowhere. */
  private int providers() {
    for (int i = segments.size() - 1; i >= 0; i--) {
      if (i % 2 == 0 && is(i, "providers")) return i;
    }
    return -1;
  }

  /** The namespace of its provider, such as {@code Microsoft.Network}; null when it has none. */
  public @Nullable String namespace() {
    int at = providers();
    return at >= 0 && segments.size() > at + 1 ? segments.get(at + 1) : null;
  }

  /** What follows the namespace: a type, a name, a type ... */
  private List<String> typed() {
    int at = providers();
    return at < 0 || segments.size() <= at + 2
        ? List.of()
        : segments.subList(at + 2, segments.size());
  }

  /** Whether it is a resource of a provider: each of its types has a name. */
  public boolean isResource() {
    return !typed().isEmpty() && typed().size() % 2 == 0;
  }

  /** Whether it is all resources of a type. */
  public boolean isCollection() {
    return typed().size() % 2 == 1;
  }

  /** The full type, such as {@code Microsoft.Network/virtualNetworks/subnets}. */
  public String type() {
    if (isGroup()) return "Microsoft.Resources/resourceGroups";
    StringBuilder type = new StringBuilder(String.valueOf(namespace()));
    List<String> typed = typed();
    for (int i = 0; i < typed.size(); i += 2) type.append('/').append(typed.get(i));
    return type.toString();
  }

  /** Whether it is of a type, in any letter case. */
  public boolean isOf(String type) {
    return type().equalsIgnoreCase(type);
  }

  /** Its own name: the last segment. */
  public String name() {
    return segments.isEmpty() ? "" : segments.getLast();
  }

  /** Its last type, such as {@code subnets}, of a resource. */
  String lastType() {
    return segments.get(segments.size() - 2);
  }

  /** How many resources it lies in, itself included: 2 for a subnet. */
  int depth() {
    return typed().size() / 2;
  }

  /** The resource that it lies in. */
  ResourceId parent() {
    return new ResourceId(segments.subList(0, segments.size() - 2));
  }

  /** The resource of the provider that is in no other. */
  ResourceId top() {
    return new ResourceId(segments.subList(0, segments.size() - typed().size() + 2));
  }

  /** Whether another one lies in it. */
  boolean contains(ResourceId other) {
    if (other.segments.size() <= segments.size()) return false;
    for (int i = 0; i < segments.size(); i++) {
      if (!other.is(i, segments.get(i))) return false;
    }
    return true;
  }

  /** An id within this one. */
  public ResourceId with(String... more) {
    List<String> all = new ArrayList<>(segments);
    all.addAll(List.of(more));
    return new ResourceId(all);
  }

  /** The id without its last segment. */
  public ResourceId withoutLast() {
    return new ResourceId(segments.subList(0, segments.size() - 1));
  }

  /** As ARM writes it, undecoded. */
  @Override
  public String toString() {
    return "/" + String.join("/", segments);
  }
}
