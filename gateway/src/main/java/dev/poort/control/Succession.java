package dev.poort.control;

import dev.poort.config.ApplicationGateway;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which running gateway goes on as which of the next ones. Names tell, in any letter case; one that
 * was alone and still is has been renamed at most.
 *
 * @param heirs the running gateways that go on, by the name of what they will run
 * @param gone those that end
 */
record Succession(Map<String, Gateway> heirs, List<Gateway> gone) {
  static Succession of(List<Gateway> running, List<ApplicationGateway> next) {
    if (running.size() == 1 && next.size() == 1) {
      return new Succession(Map.of(next.getFirst().name(), running.getFirst()), List.of());
    }
    Map<String, Gateway> unclaimed = new LinkedHashMap<>();
    for (Gateway gateway : running) unclaimed.put(key(gateway.configuration()), gateway);
    Map<String, Gateway> heirs = new HashMap<>();
    for (ApplicationGateway config : next) {
      Gateway heir = unclaimed.remove(key(config));
      if (heir != null) heirs.put(config.name(), heir);
    }
    return new Succession(heirs, List.copyOf(unclaimed.values()));
  }

  private static String key(ApplicationGateway gateway) {
    return gateway.name().toLowerCase(Locale.ROOT);
  }
}
