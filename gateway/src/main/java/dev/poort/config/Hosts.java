package dev.poort.config;

import java.net.InetAddress;

/** What may stand where a host is wanted. Nothing here asks a name server. */
public final class Hosts {
  private static final int LONGEST = 253;

  private Hosts() {}

  /** Whether a text is an IP address: IPv4 with all four numbers, or IPv6 without brackets. */
  public static boolean isIpAddress(String text) {
    boolean old = text.indexOf(':') < 0;
    if (text.startsWith("[") || text.length() > LONGEST) return false;
    if (old && !hasFourNumbers(text)) return false;
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false; // the only way to ask whether a literal is one
    }
  }

  /**
   * One spelling for all that an IPv6 address can have; anything else stays as it is.
   *
   * @param host without brackets
   */
  public static String canonical(String host) {
    boolean v6 = host.indexOf(':') >= 0 && isIpAddress(host);
    return v6 ? InetAddress.ofLiteral(host).getHostAddress() : host;
  }

  /** Whether there are digits and three dots alone, as few names have. */
  private static boolean hasFourNumbers(String text) {
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') dots++;
      else if (c < '0' || c > '9') return false;
    }
    return dots == 3;
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
