package dev.poort.management;

import io.netty.util.NetUtil;
import java.util.regex.Pattern;

/**
 * Which Host a request to the management address may carry: an IP address, {@code localhost}, or
 * the configured name. A page in a browser that makes its own name point here (DNS rebinding) sends
 * that name and is turned away.
 *
 * @param name the name in poort.json's {@code management}
 */
record HostCheck(String name) {
  private static final Pattern FORM = Pattern.compile("(\\[[^\\]]+\\]|[^:\\[]+)(:\\d{1,5})?");

  boolean allows(String host) {
    String bare = withoutPort(host);
    // What is said of this address repeats it: nothing may stand in it that means something there.
    return FORM.matcher(host).matches() && isKnown(bare);
  }

  private boolean isKnown(String bare) {
    return bare.equalsIgnoreCase("localhost")
        || bare.equalsIgnoreCase(name)
        || NetUtil.isValidIpV4Address(bare)
        || NetUtil.isValidIpV6Address(bare);
  }

  private static String withoutPort(String host) {
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end < 0 ? host : host.substring(1, end);
    }
    int colon = host.indexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }
}
