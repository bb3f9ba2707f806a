package dev.poort.explain;

import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.Limits;
import dev.poort.config.RedirectConfiguration;
import dev.poort.explain.Step.Note;
import dev.poort.explain.Step.Topic;
import dev.poort.http.Admission;
import dev.poort.http.Refusal;
import dev.poort.message.MessageException;
import dev.poort.message.RequestHead;
import dev.poort.problem.Place;
import dev.poort.routing.RedirectLocation;
import dev.poort.routing.Route;
import dev.poort.routing.RuleRoutes;
import dev.poort.telemetry.Failure;
import dev.poort.websocket.Handshake;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request on its way through one port, in the order in which a gateway decides. */
final class Walk {
  private final Question question;
  private final Entry entry;
  private final Places places;
  private final List<Step> steps = new ArrayList<>();
  private @Nullable RuleRoutes rule;
  private @Nullable Route route;

  Walk(Question question, Entry entry) {
    this.question = question;
    this.entry = entry;
    this.places = entry.subject().places();
  }

  /**
   * Goes all the way.
   *
   * @param notes on the port
   */
  Explanation explain(List<Note> notes) {
    Outcome outcome = outcome(notes);
    RuleRoutes by = rule;
    Route taken = route;
    return new Explanation(
        question,
        entry.subject().gateway().name(),
        by == null ? null : by.listener().name(),
        by == null ? null : by.rule().name(),
        taken == null || taken.pathRule() == null ? null : taken.pathRule().name(),
        steps,
        outcome);
  }

  private Outcome outcome(List<Note> notes) {
    String misled = port(notes);
    if (misled != null) return new Outcome.NoRequest(misled);
    Limits limits = entry.subject().settings().limits();
    RequestHead head;
    try {
      head = question.head(limits.head(), limits.url());
    } catch (MessageException e) {
      String why = String.valueOf(e.getMessage());
      step(Topic.REQUEST, "it is refused before anybody looks for a listener: " + why, null);
      return new Outcome.Refused(Refusal.of(e), why);
    }
    request(head);
    return served(head, limits);
  }

  /** Why the port takes no request of this scheme; null when it does. */
  private @Nullable String port(List<Note> notes) {
    HostAndPort local = entry.address();
    String here = local.port() == 0 ? "a port that the kernel chooses" : local.toString();
    String text = entry.name() + ", on this machine " + here;
    Place place = places.of("frontendPorts", entry.listeners().getFirst().frontendPort().name());
    steps.add(new Step(Topic.PORT, text, place, notes));
    boolean secure = entry.protocol().secure();
    if (secure == question.secure()) return null;
    return secure
        ? "the port speaks TLS, and the URL does not: the connection is closed without an answer"
        : "the port speaks HTTP in clear text, and the URL wants TLS: the handshake fails";
  }

  private void request(RequestHead head) {
    List<Note> notes = new ArrayList<>();
    for (String line : question.added()) notes.add(Note.of("added: " + line));
    if (question.url().indexOf('#') >= 0) notes.add(Note.of("no client sends what follows #"));
    String asks = head.method() + " " + head.target() + " of the host " + head.host();
    String kind = Handshake.isAsked(head) ? ", a WebSocket handshake" : "";
    steps.add(new Step(Topic.REQUEST, asks + kind, null, notes));
  }

  private Outcome served(RequestHead head, Limits limits) {
    ListenerChoice choice = new ListenerChoice(entry, head.host());
    RuleRoutes by = choice.rule();
    rule = by;
    steps.add(choice.listener());
    if (by == null) {
      return new Outcome.Refused(Failure.NO_LISTENER, "no listener serves the host");
    }
    steps.add(choice.served(by));
    String target = by.settle(head.target());
    PathChoice path = new PathChoice(places, by);
    if (target == null) {
      steps.add(path.ambiguous());
      return new Outcome.Refused(Failure.AMBIGUOUS_PATH, "its path could go by two path rules");
    }
    Route taken = by.route(target);
    route = taken;
    steps.addAll(path.steps(head.target(), target));
    Failure defect = Admission.defect(head, limits);
    if (defect != null) {
      step(Topic.REQUEST, "it is not admitted: " + defect.logName(), null);
      return new Outcome.Refused(defect, "it is not admitted to any member");
    }
    return switch (taken.action()) {
      case Forward forward ->
          new ForwardWalk(question, entry, taken, forward, steps).outcome(head, target);
      case RedirectConfiguration redirect -> redirected(redirect, head, target);
    };
  }

  private Outcome redirected(RedirectConfiguration redirect, RequestHead head, String target) {
    String authority = head.host().isEmpty() ? entry.address().toString() : head.host();
    String location = RedirectLocation.of(redirect, entry::localPort).of(authority, target);
    int status = redirect.redirectType().status();
    String kept =
        (redirect.includePath() ? "with" : "without")
            + " the request's path and "
            + (redirect.includeQueryString() ? "with" : "without")
            + " its query";
    step(
        Topic.REDIRECT,
        redirect.name() + ": " + status + " to " + location + ", " + kept,
        places.of("redirectConfigurations", redirect.name()));
    return new Outcome.Redirected(status, location);
  }

  private void step(Topic topic, String text, @Nullable Place place) {
    steps.add(new Step(topic, text, place, List.of()));
  }
}
