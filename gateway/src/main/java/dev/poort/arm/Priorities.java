package dev.poort.arm;

import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The priorities of rules: 1 to 20000, each only once, and all rules have one or none has. */
final class Priorities {
  private final Map<Integer, String> ruleOf = new HashMap<>();
  private final List<ArmObject> without = new ArrayList<>();
  private boolean given;

  /** A rule's priority; null when it has none. */
  @Nullable Integer read(ArmObject rule, String name) {
    JsonValue value = rule.raw("priority");
    if (value == null) {
      without.add(rule);
      return null;
    }
    given = true;
    int priority = rule.integer("priority", 1, 20_000, 0);
    if (priority == 0) return null;
    String other = ruleOf.putIfAbsent(priority, name);
    if (other != null) {
      String what = other + " has the priority " + priority + " too";
      rule.findings().error(value, what, "Give each rule its own");
    }
    return priority;
  }

  /** Reports the rules without a priority, unless none has one. */
  void judgeTogether(Findings findings) {
    if (!given) return;
    for (ArmObject rule : without) {
      findings.error(
          rule.json(),
          "the rule has no priority, while others have one",
          "Give each rule a priority from 1 to 20000, or none of them");
    }
  }
}
