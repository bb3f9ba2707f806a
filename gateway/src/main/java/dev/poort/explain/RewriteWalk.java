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

/** What the rewrite sets do with a request: one step a set, one note for each thing it does. */
final class RewriteWalk {
  private final Places places;
  private final Rewriting rewriting;
  private final List<Step> steps = new ArrayList<>();
  private @Nullable String set;
  private List<Note> notes = new ArrayList<>();

  /**
   * @param by the rule that serves it
   * @param head whose fields are rewritten
   * @param target in the form in which it was matched
   */
  RewriteWalk(Question question, Entry entry, RuleRoutes by, RequestHead head, String target) {
    this.places = entry.subject().places();
    var client = new ClientSketch(question, entry);
    rewriting = new Rewriting(by, RewriteWalk::set, head, target, client, this::hear);
  }

  private static @Nullable RewriteSet set(Route route) {
    RewriteRuleSet set =
        route.action() instanceof Forward forward ? forward.rewriteRuleSet() : null;
    return set == null ? null : RewriteSet.of(set);
  }

  /**
   * Runs the sets.
   *
   * @param to the steps that are added to
   * @return what goes wrong; null when nothing does
   */
  @Nullable RewriteDefect run(List<Step> to) {
    RewriteDefect defect = rewriting.request();
    endSet();
    to.addAll(steps);
    return defect;
  }

  /** What has been run. */
  Rewriting rewriting() {
    return rewriting;
  }

  private void hear(RewriteStep step) {
    switch (step) {
      case RewriteStep.Begun(String name, _) -> {
        endSet();
        set = name;
      }
      case RewriteStep.Condition(var rule, var condition, String value, boolean holds) -> {
        boolean found = holds != condition.negate();
        String text =
            "%s is %sfound in %s, '%s'"
                .formatted(condition.pattern(), found ? "" : "not ", condition.variable(), value);
        String index = Integer.toString(rule.conditions().indexOf(condition));
        note(rule, text, "conditions", index);
      }
      case RewriteStep.Rule(var rule, Verdict verdict) -> judged(rule, verdict);
      case RewriteStep.Header header -> {
        String name = (header.response() ? "the answer's " : "") + header.action().name();
        String part =
            header.response() ? "responseHeaderConfigurations" : "requestHeaderConfigurations";
        note(header.rule(), name + change(header.before(), header.after()), "actionSet", part);
      }
      case RewriteStep.Url url ->
          note(
              url.rule(),
              url.before() + " becomes " + url.after(),
              "actionSet",
              "urlConfiguration");
      case RewriteStep.Rerouted(String target, Route route) -> {
        String to =
            route.pathRule() == null ? "the defaults" : "the path rule " + route.pathRule().name();
        notes.add(Note.of("the map of paths is asked again with " + target + ": " + to));
      }
    }
  }

  private void judged(RewriteRule rule, Verdict verdict) {
    switch (verdict) {
      case HOLDS -> note(rule, "it is for this request");
      case FAILS -> note(rule, "it is not for this request");
      case AWAITS_RESPONSE -> note(rule, "the answer will tell whether it is for it");
    }
    if (verdict == Verdict.FAILS) return;
    for (RewriteRule.Header header : rule.responseHeaders()) {
      String becomes = header.value().isEmpty() ? " is deleted" : " becomes " + header.value();
      note(
          rule,
          "then the answer's " + header.name() + becomes,
          "actionSet",
          "responseHeaderConfigurations");
    }
  }

  private static String change(List<String> before, List<String> after) {
    String was = before.isEmpty() ? "there was none" : "was " + String.join(", ", before);
    String becomes = after.isEmpty() ? " is deleted" : " becomes " + String.join(", ", after);
    return becomes + " (" + was + ")";
  }

  private void note(RewriteRule rule, String text, String... part) {
    List<String> way = new ArrayList<>(List.of("rewriteRuleSets", set == null ? "" : set));
    way.addAll(List.of("rewriteRules", rule.name()));
    way.addAll(List.of(part));
    notes.add(new Note(rule.name() + ": " + text, places.of(way.toArray(String[]::new))));
  }

  private void endSet() {
    String ended = set;
    if (ended == null) return;
    Place place = places.of("rewriteRuleSets", ended);
    steps.add(new Step(Topic.REWRITE, ended, place, notes));
    notes = new ArrayList<>();
    set = null;
  }
}
