package dev.poort.explain;

import dev.poort.config.AllowedOrigin;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.CustomError;
import dev.poort.config.EntraJwtValidation;
import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Limits;
import dev.poort.config.RedirectConfiguration;
import dev.poort.explain.Step.Note;
import dev.poort.explain.Step.Topic;
import dev.poort.http.Admission;
import dev.poort.http.ErrorPages;
import dev.poort.http.Refusal;
import dev.poort.message.MessageException;
import dev.poort.message.RequestHead;
import dev.poort.problem.Place;
import dev.poort.rewrite.RewriteDefect;
import dev.poort.rewrite.Rewriting;
import dev.poort.routing.Ambiguity;
import dev.poort.routing.RedirectLocation;
import dev.poort.routing.Route;
import dev.poort.routing.RuleRoutes;
import dev.poort.telemetry.Failure;
import dev.poort.token.Verdict;
import dev.poort.websocket.Handshake;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request on its way through one port, in the order in which a gateway decides. */
final class Walk {
  private static final String CUSTOM_ERRORS = "customErrorConfigurations";

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
    if (outcome instanceof Outcome.Refused refused) {
      steps.add(page(refused.failure().status(), by == null ? null : by.listener()));
    }
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
    Outcome misled = port(notes);
    if (misled != null) return misled;
    TlsLook tls = question.secure() ? new TlsLook(entry, question.sni()) : null;
    if (tls != null) {
      steps.add(tls.step());
      String trouble = tls.trouble();
      if (trouble != null) return new Outcome.NoRequest(trouble);
    }
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
    return served(head, limits, tls);
  }

  /** What becomes of a request whose scheme is not the port's; null when it is. */
  private @Nullable Outcome port(List<Note> notes) {
    String text = entry.name() + ", on this machine " + here(entry.address());
    Place place = places.of("frontendPorts", entry.listeners().getFirst().frontendPort().name());
    steps.add(new Step(Topic.PORT, text, place, notes));
    boolean secure = entry.protocol().secure();
    if (secure == question.secure()) return null;
    return secure
        ? new Outcome.Refused(Failure.PLAIN_HTTP, "the port speaks TLS, and the URL does not")
        : new Outcome.NoRequest(
            "the port speaks HTTP in clear text, and the URL wants TLS: the handshake fails");
  }

  private static String here(HostAndPort local) {
    String port = local.port() == 0 ? "a port that the kernel chooses" : "port " + local.port();
    boolean all = local.host().equals("0.0.0.0") || local.host().equals("::");
    return port + " of " + (all ? "all its addresses" : local.host());
  }

  private void request(RequestHead head) {
    List<Note> notes = new ArrayList<>();
    for (String line : question.added()) notes.add(Note.of("added: " + line));
    if (question.url().indexOf('#') >= 0) notes.add(Note.of("no client sends what follows #"));
    String asks = head.method() + " " + head.target() + " of the host " + head.host();
    String kind = Handshake.isAsked(head) ? ", a WebSocket handshake" : "";
    steps.add(new Step(Topic.REQUEST, asks + kind, null, notes));
  }

  private Outcome served(RequestHead head, Limits limits, @Nullable TlsLook tls) {
    ListenerChoice choice = new ListenerChoice(entry, head.host());
    RuleRoutes by = choice.rule();
    rule = by;
    steps.add(choice.listener());
    if (by == null) {
      return new Outcome.Refused(Failure.NO_LISTENER, "no listener serves the host");
    }
    steps.add(choice.served(by));
    Outcome misdirected = tls == null ? null : tls.refused(by.listener());
    if (misdirected != null) return misdirected;
    String target = by.settle(head.target());
    PathChoice path = new PathChoice(places, by);
    if (target == null) {
      Ambiguity ambiguity = by.ambiguity(head.target());
      if (ambiguity == null) throw new IllegalStateException("neither settled nor ambiguous");
      steps.add(path.ambiguous(ambiguity));
      return new Outcome.Refused(Failure.AMBIGUOUS_PATH, ambiguity.inWords());
    }
    Route taken = by.route(target);
    route = taken;
    steps.addAll(path.steps(head.target(), target));
    Failure defect = Admission.defect(head, limits, origins(taken));
    if (defect != null) {
      String why = shown(defect);
      step(Topic.REQUEST, "it goes to no member: " + why, null);
      return new Outcome.Refused(defect, why);
    }
    EntraJwtValidation validation = by.rule().entraJwtValidation();
    if (validation != null) {
      TokenLook look = TokenLook.at(validation, head.fields());
      steps.add(look.step(places));
      Verdict.Refused refused = look.refused();
      if (refused != null) {
        return new Outcome.Refused(Refusal.of(refused.cause()), look.why());
      }
    }
    return switch (taken.action()) {
      case Forward forward when forward.rewriteRuleSet() != null -> rewritten(by, head, target);
      case Forward forward ->
          new ForwardWalk(question, entry, taken, forward, steps).outcome(head, target, null);
      case RedirectConfiguration redirect -> redirected(redirect, head, target);
    };
  }

  private Outcome rewritten(RuleRoutes by, RequestHead head, String target) {
    RewriteWalk walk = new RewriteWalk(question, entry, by, head, target, steps);
    RewriteDefect defect = walk.defect();
    Rewriting rewriting = walk.rewriting();
    Route taken = rewriting.route();
    route = taken;
    if (defect != null) return new Outcome.Refused(Refusal.of(defect), RewriteWalk.shown(defect));
    return switch (taken.action()) {
      case Forward forward ->
          new ForwardWalk(question, entry, taken, forward, steps).outcome(head, target, rewriting);
      case RedirectConfiguration redirect -> redirected(redirect, head, rewriting.target());
    };
  }

  /** From which pages WebSocket sessions of a route may come. */
  private List<AllowedOrigin> origins(Route by) {
    boolean forwards = by.action() instanceof Forward;
    return forwards
        ? entry.subject().settings().options().of(by.listener()).allowedOrigins()
        : List.of();
  }

  private static String shown(Failure defect) {
    return switch (defect) {
      case BODY_TOO_LARGE -> "its body is longer than poort.json's limits allow";
      case EXPECTATION_FAILED -> "it expects something other than 100-continue";
      case WEBSOCKET_VERSION -> "the handshake asks for a version other than 13";
      case BAD_HANDSHAKE -> "RFC 6455 4.2.1 does not allow such a handshake";
      case ORIGIN_REFUSED -> "the allowedOrigins of its listener do not name its Origin";
      default -> defect.logName();
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

  /** The page of the gateway's own answer. */
  private Step page(int status, @Nullable HttpListener listener) {
    ApplicationGateway gateway = entry.subject().gateway();
    List<CustomError> errors =
        listener == null
            ? gateway.customErrorConfigurations()
            : listener.customErrorConfigurations();
    CustomError meant =
        errors.stream().filter(error -> error.status() == status).findFirst().orElse(null);
    if (meant == null) {
      return new Step(Topic.PAGE, "the gateway's own for " + status, null, List.of());
    }
    String code = "HttpStatus" + status;
    List<String> own =
        List.of("httpListeners", listener == null ? "" : listener.name(), CUSTOM_ERRORS);
    Place place =
        listener != null && places.has(own, code)
            ? places.of("httpListeners", listener.name(), CUSTOM_ERRORS, code)
            : places.of(CUSTOM_ERRORS, code);
    boolean had = new ErrorPages(errors).of(status) != null;
    String text =
        had
            ? meant.pageUrl() + " stands in for the gateway's own"
            : "the gateway's own for %d: %s could not be had".formatted(status, meant.pageUrl());
    return new Step(Topic.PAGE, text, place, List.of());
  }

  private void step(Topic topic, String text, @Nullable Place place) {
    steps.add(new Step(topic, text, place, List.of()));
  }
}
