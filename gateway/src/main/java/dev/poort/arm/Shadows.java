package dev.poort.arm;

import dev.poort.config.HostPattern;
import dev.poort.config.HttpListener;
import dev.poort.config.RequestRoutingRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds hosts whose requests never reach their listener, since the rule of another is asked first
 * and takes them: that of a basic listener, or of one with a wildcard. Azure serves such a file the
 * same way, so that it is a warning.
 */
final class Shadows {
  private record Read(RequestRoutingRule rule, ArmObject where) {
    HttpListener listener() {
      return rule.httpListener();
    }
  }

  private record Endpoint(String frontend, int port) {
    static Endpoint of(HttpListener listener) {
      return new Endpoint(
          listener.frontendIpConfiguration().name(), listener.frontendPort().port());
    }
  }

  /** What the rules asked so far take on one port. */
  private static final class Taken {
    private @Nullable RequestRoutingRule everything;
    private final Map<String, RequestRoutingRule> patterns = new HashMap<>();

    void add(RequestRoutingRule rule) {
      HttpListener listener = rule.httpListener();
      if (!listener.multiSite()) everything = rule;
      for (String host : listener.hostNames()) {
        if (HostPattern.isPattern(host)) patterns.putIfAbsent(host, rule);
      }
    }

    @Nullable RequestRoutingRule takerOf(String host) {
      if (everything != null) return everything;
      for (var each : patterns.entrySet()) {
        if (HostPattern.matches(each.getKey(), host)) return each.getValue();
      }
      return null;
    }
  }

  private final List<Read> rules = new ArrayList<>();

  /** A rule in the file's order. */
  void add(RequestRoutingRule rule, ArmObject where) {
    rules.add(new Read(rule, where));
  }

  /**
   * Reports them.
   *
   * @param basicInOrder as of {@link dev.poort.config.ApplicationGateway}
   */
  void judgeTogether(boolean basicInOrder) {
    List<Read> ordered = new ArrayList<>(rules);
    ordered.sort(Comparator.comparing(Read::rule, RequestRoutingRule.order(basicInOrder)));
    Map<Endpoint, Taken> takenOf = new HashMap<>();
    for (Read each : ordered) {
      Taken taken = takenOf.computeIfAbsent(Endpoint.of(each.listener()), _ -> new Taken());
      judge(each, taken);
      taken.add(each.rule());
    }
  }

  private static void judge(Read each, Taken taken) {
    Map<RequestRoutingRule, List<String>> lost = new LinkedHashMap<>();
    for (String host : each.listener().hostNames()) {
      RequestRoutingRule taker = taken.takerOf(host);
      if (taker != null) lost.computeIfAbsent(taker, _ -> new ArrayList<>()).add(host);
    }
    lost.forEach((taker, hosts) -> report(each, hosts, taker));
  }

  private static void report(Read each, List<String> hosts, RequestRoutingRule taker) {
    boolean all = hosts.size() == each.listener().hostNames().size();
    String what =
        "%s gets no request%s: %s is asked before it, and its listener %s takes them"
            .formatted(
                each.rule().name(),
                all ? "" : " for " + String.join(", ", hosts),
                taker.name(),
                taker.httpListener().name());
    String mend =
        taker.priority() == null
            ? "List it before %s, or give the rules priorities".formatted(taker.name())
            : "Let its priority be a lower number than that of " + taker.name();
    each.where().findings().warning(each.where().json(), what, mend);
  }
}
