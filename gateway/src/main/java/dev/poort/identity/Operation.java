package dev.poort.identity;

import dev.poort.config.Role;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a call would do, by Azure's names.
 *
 * @param action such as {@code Microsoft.Network/applicationGateways/write}
 * @param scope the id of what it is done to, {@code /} for everything
 * @param kind what it takes
 */
public record Operation(String action, String scope, Kind kind) {
  /** What an operation takes. */
  public enum Kind {
    /** Tells about one thing. */
    READ,
    /** Tells about some of the things within its scope: those that the caller may see. */
    LIST,
    /** Changes something. */
    WRITE,
    /** Changes who may do what. */
    ASSIGN
  }

  private static final String RESOURCES = "Microsoft.Resources";
  private static final String GROUPS = RESOURCES + "/subscriptions/resourceGroups";

  /** Reading something that is none of Azure's, such as {@code sessions}. */
  public static Operation read(String what, String scope) {
    return new Operation("Poort/" + what + "/read", scope, Kind.READ);
  }

  /** Doing something that is none of Azure's, such as {@code sessions/close}. */
  public static Operation act(String what, String scope) {
    return new Operation("Poort/" + what + "/action", scope, Kind.WRITE);
  }

  /** Changing a resource by a template. */
  public static Operation deploy(String id) {
    return new Operation(RESOURCES + "/deployments/write", id, Kind.WRITE);
  }

  /**
   * What a request to Azure Resource Manager would do.
   *
   * @param method its method
   * @param path its path, without the query
   */
  public static Operation of(String method, String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) segments.add(decoded(segment));
    }
    boolean posts = method.equals("POST");
    String verb = posts && !segments.isEmpty() ? segments.removeLast() + "/action" : verb(method);
    int provider = lastProvider(segments);
    return provider < 0 ? ofContainer(segments, verb) : ofResource(segments, provider, verb);
  }

  /** A subscription, a group, or what lies in one without a provider. */
  private static Operation ofContainer(List<String> segments, String verb) {
    int size = segments.size();
    boolean inGroup = size >= 3 && segments.get(2).equalsIgnoreCase("resourceGroups");
    String type =
        switch (size) {
          case 0 -> RESOURCES;
          case 1, 2 -> RESOURCES + "/" + segments.getFirst().toLowerCase(Locale.ROOT);
          case 3, 4 -> inGroup ? GROUPS : RESOURCES + "/subscriptions/" + segments.get(2);
          default -> (inGroup ? GROUPS : RESOURCES + "/subscriptions") + "/" + segments.get(4);
        };
    // What stands alone: a collection; in it: something by its name.
    boolean collection = size % 2 == 1;
    String scope = scope(segments, collection ? size - 1 : size);
    return new Operation(type + "/" + verb, scope, kind(verb, type, collection || size <= 2));
  }

  private static Operation ofResource(List<String> segments, int provider, String verb) {
    int size = segments.size();
    if (size == provider + 1 || size == provider + 2) {
      // What providers there are, and what a provider has.
      return new Operation(
          RESOURCES + "/providers/" + verb, scope(segments, provider), kind(verb, RESOURCES, true));
    }
    StringBuilder type = new StringBuilder(segments.get(provider + 1));
    for (int i = provider + 2; i < size; i += 2) type.append('/').append(segments.get(i));
    boolean collection = (size - provider) % 2 == 1;
    // The whole of a subscription shares what is offered to it, such as predefined TLS policies.
    boolean offered = provider == 2 && type.toString().contains("Available");
    int scope = collection ? size - 1 : size;
    if (offered || (collection && size == provider + 3)) scope = provider;
    return new Operation(
        type + "/" + verb,
        scope(segments, scope),
        kind(verb, type.toString(), collection || offered));
  }

  private static Kind kind(String verb, String type, boolean collection) {
    if (verb.equals("read")) return collection ? Kind.LIST : Kind.READ;
    // Health is a question, though one that is asked by POST.
    if (verb.equalsIgnoreCase("backendhealth/action")) return Kind.READ;
    boolean assigns =
        type.regionMatches(
            true, 0, "Microsoft.Authorization", 0, "Microsoft.Authorization".length());
    return assigns ? Kind.ASSIGN : Kind.WRITE;
  }

  private static String verb(String method) {
    return switch (method) {
      case "GET", "HEAD" -> "read";
      case "DELETE" -> "delete";
      default -> "write";
    };
  }

  private static int lastProvider(List<String> segments) {
    for (int i = segments.size() - 1; i >= 0; i--) {
      if (segments.get(i).equalsIgnoreCase("providers") && i % 2 == 0) return i;
    }
    return -1;
  }

  private static String scope(List<String> segments, int end) {
    return end == 0 ? "/" : "/" + String.join("/", segments.subList(0, end));
  }

  private static String decoded(String segment) {
    try {
      String decoded = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
      // A slash within a name must not look like one between names.
      return decoded.indexOf('/') < 0 ? decoded : segment;
    } catch (IllegalArgumentException _) {
      return segment; // it will name nothing
    }
  }

  /** Whether what is told is only what the caller may see. */
  public boolean isFiltered() {
    return kind == Kind.LIST;
  }

  /** Whether a role holds it, at a scope that covers it. */
  boolean isAllowedTo(Role role) {
    return switch (kind) {
      case READ, LIST -> true;
      case WRITE -> role != Role.READER;
      case ASSIGN -> role == Role.OWNER;
    };
  }
}
