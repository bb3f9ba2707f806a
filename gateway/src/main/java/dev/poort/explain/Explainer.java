package dev.poort.explain;

import dev.poort.explain.Step.Note;
import dev.poort.explain.Step.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Explains what gateways do with requests. It asks the code that serves them, and sends nothing.
 * Safe for use by several threads.
 */
public final class Explainer {
  private final List<Subject> subjects;

  /**
   * @param subjects the gateways of a process in the file's order
   */
  public Explainer(List<Subject> subjects) {
    this.subjects = List.copyOf(subjects);
  }

  /** What becomes of a request. */
  public Explanation explain(Question question) {
    List<Entry> all = subjects.stream().flatMap(subject -> Entry.of(subject).stream()).toList();
    List<Entry> open = all.stream().filter(entry -> isAsked(entry, question)).toList();
    if (open.isEmpty()) return nobody(question, all);
    Entry entry =
        open.stream()
            .max(Comparator.comparingInt(each -> fit(each, question))) // of equals the first
            .orElseThrow();
    Walk walk = new Walk(question, entry);
    List<Note> notes = new ArrayList<>();
    for (Entry other : open) {
      if (other.equals(entry)) continue;
      notes.add(Note.of("the same port is there too: " + other.name() + gateway(other)));
    }
    return walk.explain(notes);
  }

  private static boolean isAsked(Entry entry, Question question) {
    return entry.port() == question.port() || entry.localPort() == question.port();
  }

  /** How well a door fits a request: it is called by its address, the local port, the host. */
  private static int fit(Entry entry, Question question) {
    int fit = entry.isAt(question.host()) ? 8 : 0;
    if (entry.protocol().secure() == question.secure()) fit += 4;
    if (entry.localPort() == question.port()) fit += 2;
    return entry.serves(question.authority()) ? fit + 1 : fit;
  }

  private String gateway(Entry entry) {
    return subjects.size() == 1 ? "" : " of " + entry.subject().gateway().name();
  }

  private Explanation nobody(Question question, List<Entry> all) {
    List<Note> notes = new ArrayList<>();
    for (Entry entry : all) {
      String where = entry.localPort() == entry.port() ? "" : ", here " + entry.localPort();
      String names = String.join(", ", entry.listeners().stream().map(it -> it.name()).toList());
      notes.add(Note.of("there is " + entry.name() + where + ": " + names + gateway(entry)));
    }
    String why = "no listener is on port " + question.port() + ", the connection is refused";
    Step step = new Step(Topic.PORT, why, null, notes);
    Outcome outcome = new Outcome.NoRequest(why);
    return new Explanation(question, null, null, null, null, List.of(step), outcome);
  }
}
