package dev.poort.config;

/**
 * The URL to which a redirect leads (ARM: {@code targetUrl}).
 *
 * @param text an absolute http or https URL, see {@link #isValid}
 */
public record TargetUrl(String text) implements RedirectTarget {
  public TargetUrl {
    // It becomes part of a header field: a line break in it would make two of one.
    if (!isValid(text)) throw new IllegalArgumentException("not a URL that a header may hold");
  }

  /** Whether a text is an http or https URL with a host, of visible ASCII characters alone. */
  public static boolean isValid(String text) {
    int host = hostStart(text);
    return host > 0
        && host < text.length()
        && "/?#:@".indexOf(text.charAt(host)) < 0
        && text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\');
  }

  private static int hostStart(String text) {
    for (Protocol protocol : Protocol.values()) {
      String start = protocol.scheme() + "://";
      if (text.regionMatches(true, 0, start, 0, start.length())) return start.length();
    }
    return -1;
  }
}
