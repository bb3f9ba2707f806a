package dev.poort.arm;

import dev.poort.config.HostPattern;
import dev.poort.config.HostTable;
import dev.poort.config.HttpListener;
import dev.poort.config.RequestRoutingRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Map<Endpoint, HostTable<RequestRoutingRule>> takenOf = new HashMap<>();
    for (Read each : ordered) {
      var taken = takenOf.computeIfAbsent(Endpoint.of(each.listener()), _ -> new HostTable<>());
      judge(each, taken);
      take(taken, each.rule());
    }
  }

  private static void judge(Read each, HostTable<RequestRoutingRule> taken) {
    Map<RequestRoutingRule, List<String>> lost = new LinkedHashMap<>();
    for (String host : each.listener().hostNames()) {
      RequestRoutingRule taker = taken.first(host);
      if (taker != null) lost.computeIfAbsent(taker, _ -> new ArrayList<>()).add(host);
    }
    lost.forEach((taker, hosts) -> report(each, hosts, taker));
  }

  /** What the rules asked so far take on one port: everything, or what a wildcard covers. */
  private static void take(HostTable<RequestRoutingRule> taken, RequestRoutingRule rule) {
    HttpListener listener = rule.httpListener();
    if (!listener.multiSite()) taken.add("*", rule);
    for (String host : listener.hostNames()) {
      if (HostPattern.isPattern(host)) taken.add(host, rule);
    }
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
