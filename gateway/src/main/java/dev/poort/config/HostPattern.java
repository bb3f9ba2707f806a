package dev.poort.config;

/**
 * A host name with wildcards: {@code *} stands for any number of characters, {@code ?} for one
 * (ARM: {@code hostNames}). {@code *.contoso.com} matches {@code a.b.contoso.com} too.
 */
public final class HostPattern {
  private HostPattern() {}

  /** Whether a name of a listener has a wildcard. */
  public static boolean isPattern(String hostName) {
    return hostName.indexOf('*') >= 0 || hostName.indexOf('?') >= 0;
  }

  /**
   * Whether a pattern matches a host, or all that another pattern does; both in lower case. Linear
   * in their lengths but for the few stars that a name may have.
   */
  public static boolean matches(String pattern, String host) {
    int p = 0;
    int h = 0;
    int star = -1;
    int afterStar = 0;
    while (h < host.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        afterStar = h;
      } else if (p < pattern.length() && fits(pattern.charAt(p), host.charAt(h))) {
        p++;
        h++;
      } else if (star >= 0) {
        p = star + 1;
        h = ++afterStar;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') p++;
    return p == pattern.length();
  }

  private static boolean fits(char pattern, char octet) {
    // The star of another pattern may stand for more than one, or none.
    return pattern == octet || (pattern == '?' && octet != '*');
  }
}
