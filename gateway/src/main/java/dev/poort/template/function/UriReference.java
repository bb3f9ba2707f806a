package dev.poort.template.function;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a URI or of a reference that is relative to one (RFC 3986 section 3).
 *
 * @param query without its question mark
 * @param fragment without its number sign
 */
record UriReference(
    @Nullable String scheme,
    @Nullable String authority,
    String path,
    @Nullable String query,
    @Nullable String fragment) {

  /** Takes a text apart; any text is a reference (RFC 3986 appendix B). */
  static UriReference parse(String text) {
    String rest = text;
    int number = rest.indexOf('#');
    String fragment = number < 0 ? null : rest.substring(number + 1);
    if (number >= 0) rest = rest.substring(0, number);
    int question = rest.indexOf('?');
    String query = question < 0 ? null : rest.substring(question + 1);
    if (question >= 0) rest = rest.substring(0, question);
    int colon = schemeEnd(rest);
    String scheme = colon < 0 ? null : rest.substring(0, colon).toLowerCase(Locale.ROOT);
    if (colon >= 0) rest = rest.substring(colon + 1);
    if (!rest.startsWith("//")) return new UriReference(scheme, null, rest, query, fragment);
    int slash = rest.indexOf('/', 2);
    String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
    return new UriReference(
        scheme, authority, slash < 0 ? "" : rest.substring(slash), query, fragment);
  }

  /** Where the colon behind a scheme stands, or -1. */
  private static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') return i > 0 ? i : -1;
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean other = i > 0 && ((c >= '0' && c <= '9') || "+-.".indexOf(c) >= 0);
      if (!letter && !other) return -1;
    }
    return -1;
  }

  /** What a reference means when it stands in the document of this URI (section 5.2.2). */
  UriReference resolve(UriReference reference) {
    if (reference.scheme != null) return reference.tidy();
    if (reference.authority != null) {
      return new UriReference(
              scheme, reference.authority, reference.path, reference.query, reference.fragment)
          .tidy();
    }
    boolean same = reference.path.isEmpty();
    String path = same ? this.path : merged(reference.path);
    String query = same && reference.query == null ? this.query : reference.query;
    return new UriReference(scheme, authority, path, query, reference.fragment).tidy();
  }

  private String merged(String reference) {
    if (reference.startsWith("/")) return reference;
    if (authority != null && path.isEmpty()) return "/" + reference;
    return path.substring(0, path.lastIndexOf('/') + 1) + reference;
  }

  /** Without dot segments, with a path, its host in lower case and no port that goes unsaid. */
  private UriReference tidy() {
    String host = authority == null ? null : authority.toLowerCase(Locale.ROOT);
    if (host != null && host.endsWith(":" + defaultPort())) {
      host = host.substring(0, host.lastIndexOf(':'));
    }
    String tidied = path.startsWith("/") ? withoutDots(path) : path;
    if (host != null && tidied.isEmpty()) tidied = "/";
    return new UriReference(scheme, host, tidied, query, fragment);
  }

  private int defaultPort() {
    return switch (String.valueOf(scheme)) {
      case "http", "ws" -> 80;
      case "https", "wss" -> 443;
      case "ftp" -> 21;
      default -> -1;
    };
  }

  private static String withoutDots(String path) {
    Deque<String> kept = new ArrayDeque<>();
    String last = "";
    for (String segment : path.substring(1).split("/", -1)) {
      last = segment;
      if (segment.equals("..")) kept.pollLast();
      else if (!segment.equals(".")) kept.addLast(segment);
    }
    boolean open = last.equals(".") || last.equals("..");
    return "/" + String.join("/", kept) + (open && !kept.isEmpty() ? "/" : "");
  }

  @Override
  public String toString() {
    return (scheme == null ? "" : scheme + ":")
        + (authority == null ? "" : "//" + authority)
        + path
        + (query == null ? "" : "?" + query)
        + (fragment == null ? "" : "#" + fragment);
  }
}
