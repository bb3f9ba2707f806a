package dev.poort.explain;

import dev.poort.config.Forward;
import dev.poort.config.RewriteRule;
import dev.poort.config.RewriteRuleSet;
import dev.poort.explain.Step.Note;
import dev.poort.explain.Step.Topic;
import dev.poort.message.RequestHead;
import dev.poort.problem.Place;
import dev.poort.rewrite.RewriteDefect;
import dev.poort.rewrite.RewriteSet;
import dev.poort.rewrite.RewriteStep;
import dev.poort.rewrite.Rewriting;
import dev.poort.rewrite.Verdict;
import dev.poort.routing.Route;
import dev.poort.routing.RuleRoutes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a {@link Walk} that rewrite sets decide: a step for each of their rules. */
final class RewriteWalk {
  private final Places places;
  private final List<Step> steps;
  private final Rewriting rewriting;
  private final @Nullable RewriteDefect defect;
  private String set = "";
  private List<Note> notes = new ArrayList<>();
  private @Nullable RewriteRule rule;
  private String verdict = "";

  /**
   * Runs the sets.
   *
   * @param head its fields are changed
   * @param steps to which it adds
   */
  RewriteWalk(
      Question question,
      Entry entry,
      RuleRoutes by,
      RequestHead head,
      String target,
      List<Step> steps) {
    this.places = entry.subject().places();
    this.steps = steps;
    var client = new AskedClient(question, entry);
    rewriting = new Rewriting(by, RewriteWalk::compiled, head, target, client, this::hear);
    defect = rewriting.request();
    ruleEnds();
  }

  private static @Nullable RewriteSet compiled(Route route) {
    RewriteRuleSet set =
        route.action() instanceof Forward forward ? forward.rewriteRuleSet() : null;
    return set == null ? null : RewriteSet.of(set);
  }

  Rewriting rewriting() {
    return rewriting;
  }

  /** What went wrong; null when all went well. */
  @Nullable RewriteDefect defect() {
    return defect;
  }

  static String shown(RewriteDefect defect) {
    return switch (defect) {
      case LOOP -> "its rewrites reroute it without end";
      case UNSAFE -> "a rewrite makes a path of it that leads out of itself, or no host";
      case TOO_LONG -> "a rewrite makes a value of more than 32 KiB";
    };
  }

  private void hear(RewriteStep step) {
    switch (step) {
      case RewriteStep.Begun(String name, _) -> {
        ruleEnds();
        set = name;
      }
      case RewriteStep.Condition condition -> {
        ruleEnds();
        notes.add(new Note(shown(condition), place(condition)));
      }
      case RewriteStep.Rule(RewriteRule of, Verdict came) -> {
        if (rule != null) ruleEnds();
        rule = of;
        verdict = shown(came);
        if (came != Verdict.FAILS) notes.addAll(ofAnswer(of));
      }
      case RewriteStep.Header header -> notes.add(Note.of(shown(header)));
      case RewriteStep.Url(_, _, String before, String after) ->
          notes.add(Note.of(before + " becomes " + after));
      case RewriteStep.Rerouted(String target, Route route) -> {
        ruleEnds();
        String to = route.pathRule() == null ? "the default" : route.pathRule().name();
        String text = "the map is asked again with " + target + ": " + to;
        steps.add(new Step(Topic.REWRITE, text, places.of("rewriteRuleSets", set), List.of()));
      }
    }
  }

  /** All that belongs to a rule has been told. */
  private void ruleEnds() {
    RewriteRule of = rule;
    if (of == null) return;
    String text = set + ", " + of.name() + ": " + verdict;
    steps.add(new Step(Topic.REWRITE, text, place(of), notes));
    rule = null;
    notes = new ArrayList<>();
  }

  private Place place(RewriteRule of) {
    return places.of("rewriteRuleSets", set, "rewriteRules", of.name());
  }

  private Place place(RewriteStep.Condition looked) {
    RewriteRule of = looked.rule();
    String index = Integer.toString(of.conditions().indexOf(looked.condition()));
    return places.of("rewriteRuleSets", set, "rewriteRules", of.name(), "conditions", index);
  }

  private static String shown(Verdict verdict) {
    return switch (verdict) {
      case HOLDS -> "it is for this request";
      case FAILS -> "it is not for this request";
      case AWAITS_RESPONSE -> "the answer decides";
    };
  }

  private static String shown(RewriteStep.Condition looked) {
    RewriteRule.Condition condition = looked.condition();
    boolean found = looked.holds() != condition.negate();
    String value = looked.value().isEmpty() ? "empty" : looked.value();
    return "%s is %s, %s is %sfound in it%s"
        .formatted(
            condition.variable(),
            value,
            condition.pattern(),
            found ? "" : "not ",
            looked.holds() ? "" : ": it must " + (condition.negate() ? "not be" : "be"));
  }

  private static String shown(RewriteStep.Header header) {
    String name = header.action().name();
    String before = String.join(" and ", header.before());
    String after = String.join(" and ", header.after());
    if (header.after().isEmpty()) {
      return header.before().isEmpty() ? name + " is not there" : name + " is deleted: " + before;
    }
    String was = header.before().isEmpty() ? "" : ", which was " + before;
    return name + " becomes " + after + was;
  }

  /** What will become of the answer. */
  private static List<Note> ofAnswer(RewriteRule of) {
    return of.responseHeaders().stream()
        .map(
            header ->
                header.value().isEmpty()
                    ? header.name() + " of the answer is deleted"
                    : header.name() + " of the answer becomes " + header.value())
        .map(Note::of)
        .toList();
  }
}
