package dev.poort.identity;

import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from, and how it calls this address.
 *
 * @param client who sent it
 * @param secure whether it came over TLS
 * @param base scheme and authority, as in {@code https://localhost:9000}
 */
public record Origin(InetAddress client, boolean secure, String base) {
  boolean isLocal() {
    return client.isLoopbackAddress();
  }

  /** Whether nobody between can read what is said. */
  boolean isConfidential() {
    return secure || isLocal();
  }

  /** Whether a host is that of the base. */
  boolean isCalled(@Nullable String host) {
    return host != null && host.equalsIgnoreCase(URI.create(base).getHost());
  }
}
