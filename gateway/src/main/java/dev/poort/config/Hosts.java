package dev.poort.config;

import java.net.InetAddress;

/** What may stand where a host is wanted. Nothing here asks a name server. */
public final class Hosts {
  private static final int LONGEST = 253;

  private Hosts() {}

  /** Whether a text is an IP address: IPv4 with all four numbers, or IPv6 without brackets. */
  public static boolean isIpAddress(String text) {
    if (text.startsWith("[")) return false;
    if (text.indexOf(':') < 0 && text.chars().filter(c -> c == '.').count() != 3) return false;
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false; // the only way to ask whether a literal is one
    }
  }

  /**
   * Whether a text is a host's name: labels of letters, digits, hyphens and underscores (which DNS
   * names of services often have), with dots between them, at most {@value #LONGEST} characters.
   */
  public static boolean isName(String text) {
    if (text.isEmpty() || text.length() > LONGEST) return false;
    boolean inLabel = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && !inLabel) return false;
      if (c != '.' && !isLabelCharacter(c)) return false;
      inLabel = c != '.';
    }
    return inLabel;
  }

  private static boolean isLabelCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
