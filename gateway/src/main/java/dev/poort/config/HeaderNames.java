package dev.poort.config;

import java.util.Locale;
import java.util.Set;

/** Which names a rewrite rule may give to headers. */
public final class HeaderNames {
  private static final String MARKS = "!#$%&'*+-.^_`|~";
  private static final Set<String> AZURES = Set.of("connection", "upgrade");
  private static final Set<String> FRAMING =
      Set.of(
          "content-length",
          "transfer-encoding",
          "te",
          "trailer",
          "keep-alive",
          "proxy-connection",
          "http2-settings");

  private HeaderNames() {}

  /** Whether it is a name at all (RFC 9110 5.6.2). */
  public static boolean isToken(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || MARKS.indexOf(c) >= 0);
  }

  /** Whether it is one of the two that Azure lets nobody rewrite. */
  public static boolean isRefused(String name) {
    return AZURES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether it frames a message or concerns one hop, so that only the gateway can write it. */
  public static boolean isFraming(String name) {
    return FRAMING.contains(name.toLowerCase(Locale.ROOT));
  }
}
