package dev.poort.explain;

import dev.poort.message.RequestHead;
import dev.poort.problem.Place;
import dev.poort.telemetry.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * An explanation for people: each step with what it decides, why, and where the configuration says
 * so; then the request as a member would see it, and in one sentence what becomes of it.
 *
 * @param explanation what is told
 */
public record ExplanationText(Explanation explanation) {
  private static final String INDENT = " ".repeat(11);

  /** The lines, without colours. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    Question question = explanation.question();
    lines.add("%s %s from %s".formatted(question.method(), question.url(), question.client()));
    lines.add("");
    for (Step step : explanation.steps()) add(step, lines);
    if (explanation.outcome() instanceof Outcome.ToMember sent) add(sent, lines);
    lines.add("");
    lines.add(sentence());
    return lines;
  }

  private static void add(Step step, List<String> lines) {
    lines.add("%-10s %s".formatted(step.topic().word(), step.text()));
    if (step.place() != null) lines.add(INDENT + "at " + place(step.place()));
    for (Step.Note note : step.notes()) {
      Place place = note.place();
      lines.add(INDENT + "- " + note.text());
      if (place != null) lines.add(INDENT + "  at " + place(place));
    }
  }

  private static String place(Place place) {
    return place + " " + place.path();
  }

  private static void add(Outcome.ToMember sent, List<String> lines) {
    RequestHead request = sent.request();
    String first = request.method() + " " + request.target() + " " + sent.version();
    lines.add("%-10s %s".formatted("to member", first));
    lines.add(INDENT + "Host: " + request.host());
    request.fields().forEach((name, value) -> lines.add(INDENT + name + ": " + value));
  }

  private String sentence() {
    return switch (explanation.outcome()) {
      case Outcome.ToMember sent -> "A member of " + sent.pool() + " gets it.";
      case Outcome.Redirected to ->
          "The gateway answers %d and sends the client to %s".formatted(to.status(), to.location());
      case Outcome.Refused refused -> {
        Failure failure = refused.failure();
        yield "The gateway answers %d itself (%s, error_info %s): %s."
            .formatted(failure.status(), failure.logName(), failure.azureName(), refused.why());
      }
      case Outcome.NoRequest none -> "No request comes of it: " + none.why() + ".";
    };
  }

  /** The text, with a line break at its end. */
  @Override
  public String toString() {
    return String.join("\n", lines()) + "\n";
  }
}
