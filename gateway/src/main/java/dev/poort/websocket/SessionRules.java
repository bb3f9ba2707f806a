package dev.poort.websocket;

import dev.poort.config.KeepAliveOptions;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway does in a session beyond passing octets on. Decided when the session begins; a
 * session without any of it costs nothing more.
 *
 * @param keepAlive the gateway's own Pings; null for none
 */
public record SessionRules(@Nullable KeepAliveOptions keepAlive) {
  /** Whether frames are looked at before they pass. */
  boolean inspect() {
    return keepAlive != null;
  }
}
