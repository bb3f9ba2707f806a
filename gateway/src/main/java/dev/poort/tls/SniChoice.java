package dev.poort.tls;

import dev.poort.config.HttpListener;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which listener of an HTTPS port shakes hands: the name that a client asks for (SNI, RFC 6066 3)
 * chooses among them just as Host does later. Without a name, or for one that no listener serves,
 * the basic listener answers, and where there is none the first, unless all of them want a name.
 *
 * @param listeners those of the port in the order in which they are asked, at least one
 * @param serves the listener that serves a host; null when none does
 */
public record SniChoice(
    List<HttpListener> listeners, Function<String, @Nullable HttpListener> serves) {
  public SniChoice {
    listeners = List.copyOf(listeners);
  }

  /**
   * Who answers a client.
   *
   * @param name the name that it asks for; null or empty when it has not said one
   * @return null when nobody does
   */
  public @Nullable HttpListener of(@Nullable String name) {
    HttpListener served = name == null || name.isEmpty() ? null : serves.apply(name);
    return served == null ? fallback() : served;
  }

  private @Nullable HttpListener fallback() {
    for (HttpListener listener : listeners) {
      if (!listener.multiSite()) return listener;
    }
    boolean named = listeners.stream().allMatch(HttpListener::requireServerNameIndication);
    return named ? null : listeners.getFirst();
  }
}
