package dev.poort.websocket;

import dev.poort.config.AllowedOrigin;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.HttpListener;
import dev.poort.config.ListenerOptions;
import dev.poort.config.Options;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may begin a session on a route, and what holds in it: decided when a configuration is
 * applied.
 *
 * @param origins from which pages sessions may come; empty for any
 * @param entrance how many there may be; null for any number
 * @param rules what holds in them
 */
public record SessionTerms(
    List<AllowedOrigin> origins, @Nullable Entrance entrance, SessionRules rules) {
  public SessionTerms {
    origins = List.copyOf(origins);
  }

  /**
   * What poort.json says of a listener and HTTP settings.
   *
   * @param counts what the gateway counts
   */
  public static SessionTerms of(
      SessionCounters counts, HttpListener listener, BackendHttpSettings how, Options options) {
    ListenerOptions ofListener = options.of(listener);
    return new SessionTerms(
        ofListener.allowedOrigins(),
        Entrance.of(counts, listener, how, options),
        SessionRules.of(ofListener, options.of(how)));
  }
}
