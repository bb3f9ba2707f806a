package dev.poort.arm;

import dev.poort.config.HttpListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds listeners that would take each other's requests. */
final class Collisions {
  private static final List<String> EVERY_HOST = List.of("every host");

  private final Map<Endpoint, HttpListener> first = new HashMap<>();
  private final Map<Site, String> listenerOf = new HashMap<>();

  /** Adds a listener and reports what it has in common with those before it. */
  void add(HttpListener listener, ArmObject where) {
    String frontend = listener.frontendIpConfiguration().name();
    int port = listener.frontendPort().port();
    var endpoint = new Endpoint(frontend, port);
    HttpListener other = first.putIfAbsent(endpoint, listener);
    if (other != null && other.protocol() != listener.protocol()) {
      where
          .findings()
          .error(
              where.json(),
              both(listener, other.name()) + "speak Http and Https on port " + port,
              "Give one of them another port");
      return;
    }
    for (String host : listener.multiSite() ? listener.hostNames() : EVERY_HOST) {
      String taker = listenerOf.putIfAbsent(new Site(endpoint, host), listener.name());
      if (taker == null) continue;
      where
          .findings()
          .error(
              where.json(),
              both(listener, taker) + "both take " + host + " on port " + port,
              "Give one of them other hostNames or another port");
    }
  }

  private static String both(HttpListener one, String other) {
    return one.name() + " and " + other + " ";
  }

  private record Endpoint(String frontend, int port) {}

  private record Site(Endpoint endpoint, String host) {}
}
