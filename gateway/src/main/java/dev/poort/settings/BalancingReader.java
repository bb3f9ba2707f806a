package dev.poort.settings;

import dev.poort.config.BalancingOptions;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import dev.poort.problem.Problem;
import java.time.Duration;
import java.util.List;

/** Reads how HTTP settings spread requests and sessions over their members. */
final class BalancingReader {
  private static final int LONGEST_SLOW_START = 3_600;
  private static final int MOST_PER_SECOND = 1_000;

  private final List<Problem> problems;

  BalancingReader(List<Problem> problems) {
    this.problems = problems;
  }

  BalancingOptions read(SettingsObject json) {
    return new BalancingOptions(
        leastConnections(json),
        Duration.ofSeconds(json.whole("slowStartSeconds", 0, LONGEST_SLOW_START, 0)),
        (int) json.whole("rebalancePerSecond", 0, MOST_PER_SECOND, 0));
  }

  private boolean leastConnections(SettingsObject json) {
    JsonValue value = json.value("balancing");
    String text = value == null ? null : json.values().text(value);
    if (value == null || text == null || text.equalsIgnoreCase("roundRobin")) return false;
    if (text.equalsIgnoreCase("leastConnections")) return true;
    problems.add(
        Problem.error(
            "there is no balancing " + JsonValues.shown(text),
            value.place(),
            "Write roundRobin or leastConnections"));
    return false;
  }
}
