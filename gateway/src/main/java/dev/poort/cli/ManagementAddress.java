package dev.poort.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a running instance is called.
 *
 * @param uri {@code http} or {@code https}, host and port
 */
record ManagementAddress(URI uri) {
  /**
   * Reads one.
   *
   * @param text {@code HOST:PORT}, which is {@code http}, or a URI without a path
   * @throws IllegalArgumentException if it is none; the message is for people
   */
  static ManagementAddress of(String text) {
    URI uri = uri(text);
    if (uri != null) return new ManagementAddress(uri);
    throw new IllegalArgumentException(
        text + " is no management address; write HOST:PORT or https://HOST:PORT");
  }

  private static @Nullable URI uri(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean complete = lower.startsWith("http://") || lower.startsWith("https://");
    try {
      URI uri = new URI(complete ? text.replaceFirst("/$", "") : "http://" + text);
      boolean only =
          uri.getHost() != null
              && uri.getPort() > 0
              && uri.getRawPath().isEmpty()
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      if (!only) return null;
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      return new URI(scheme + "://" + uri.getRawAuthority());
    } catch (URISyntaxException _) {
      return null;
    }
  }

  boolean isSecure() {
    return uri.getScheme().equals("https");
  }

  /** Host and port. */
  String authority() {
    return uri.getAuthority();
  }

  /**
   * Whether what is said there in clear stays on this machine.
   *
   * @throws IOException if nobody knows the host; the message is for people
   */
  boolean isOfThisMachine() throws IOException {
    try {
      InetAddress address = InetAddress.getByName(uri.getHost());
      return address.isLoopbackAddress()
          || address.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (UnknownHostException e) {
      throw NoAnswer.unknown(uri, e);
    }
  }
}
