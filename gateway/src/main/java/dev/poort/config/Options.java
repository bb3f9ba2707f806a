package dev.poort.config;

import java.util.Locale;
import java.util.Map;

/**
 * What poort.json adds to parts of a gateway by their names, which are kept in lower case.
 *
 * @param httpListeners by the name of the listener
 * @param backendHttpSettings by the name of the HTTP settings
 */
public record Options(
    Map<String, ListenerOptions> httpListeners, Map<String, BackendOptions> backendHttpSettings) {
  /** Nothing is added. */
  public static final Options NONE = new Options(Map.of(), Map.of());

  public Options {
    httpListeners = Map.copyOf(httpListeners);
    backendHttpSettings = Map.copyOf(backendHttpSettings);
  }

  /** The options of a listener. */
  public ListenerOptions of(HttpListener listener) {
    String key = listener.name().toLowerCase(Locale.ROOT);
    return httpListeners.getOrDefault(key, ListenerOptions.DEFAULT);
  }

  /** The options of HTTP settings. */
  public BackendOptions of(BackendHttpSettings settings) {
    String key = settings.name().toLowerCase(Locale.ROOT);
    return backendHttpSettings.getOrDefault(key, BackendOptions.DEFAULT);
  }
}
