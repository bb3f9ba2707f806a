package dev.poort.explain;

import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.Bindings;
import dev.poort.config.Forward;
import dev.poort.config.LoadDistributionPolicy;
import dev.poort.config.Machine;
import dev.poort.explain.Step.Note;
import dev.poort.explain.Step.Topic;
import dev.poort.http.Forwarded;
import dev.poort.http.RequestToMember;
import dev.poort.message.RequestHead;
import dev.poort.problem.Place;
import dev.poort.rewrite.Rewriting;
import dev.poort.routing.Route;
import dev.poort.telemetry.Failure;
import dev.poort.telemetry.Health;
import dev.poort.websocket.Handshake;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of a {@link Walk} that leads to a member. */
final class ForwardWalk {
  /** Stands for 32 hexadecimal digits by chance. */
  static final String TRACE_ID = "<32 hexadecimal digits>";

  /** Stands for what a client's handshake would show. */
  static final String FINGERPRINT = "<JA4 of the client's handshake>";

  private final Question question;
  private final Entry entry;
  private final Places places;
  private final Route route;
  private final Forward forward;
  private final BackendHttpSettings settings;
  private final List<Step> steps;

  /**
   * @param steps to which it adds
   */
  ForwardWalk(Question question, Entry entry, Route route, Forward forward, List<Step> steps) {
    this.question = question;
    this.entry = entry;
    this.places = entry.subject().places();
    this.route = route;
    this.forward = forward;
    this.settings = forward.backendHttpSettings();
    this.steps = steps;
  }

  /**
   * Goes to the member.
   *
   * @param head consumed
   * @param target in the form in which it was matched
   * @param rewriting what has changed it; null for nothing
   */
  Outcome outcome(RequestHead head, String target, @Nullable Rewriting rewriting) {
    pool();
    List<MemberView> members = entry.subject().surroundings().members(forward);
    List<MemberView> serving = members(members);
    if (settings.affinityCookieName() != null) {
      MemberView named = new AffinityLook(entry, settings, members, head.fields()).add(steps);
      if (named != null && named.keepsClients()) {
        serving.remove(named);
        serving.addFirst(named);
      }
    }
    String forwarded = rewriting == null ? route.forwarded(target) : rewriting.forwarded();
    boolean webSocket = Handshake.isAsked(head);
    boolean http2 =
        entry.subject().settings().options().of(settings).http2()
            && !webSocket
            && !settings.dedicatedBackendConnection();
    settings(head, rewriting == null ? target : rewriting.target(), forwarded, rewriting, http2);
    timeout(webSocket);
    if (serving.isEmpty()) {
      return refused(members);
    }
    RequestToMember request =
        new RequestToMember(head, forwarded, forwarded(), TRACE_ID, webSocket, rewriting);
    RequestHead sent = request.head(serving.getFirst().key());
    return new Outcome.ToMember(
        forward.target().name(), settings.name(), serving, sent, http2, settings.requestTimeout());
  }

  private Forwarded forwarded() {
    boolean secure = question.secure();
    boolean told = secure && route.listener().sslPolicy().tellsFingerprints();
    return Forwarded.of(question.client(), secure, entry.localPort(), told ? FINGERPRINT : null);
  }

  private static Outcome.Refused refused(List<MemberView> members) {
    if (members.isEmpty()) {
      return new Outcome.Refused(Failure.NO_HEALTHY_MEMBER, "the pool has no members");
    }
    List<MemberView> staying =
        members.stream().filter(each -> each.health() != Health.DRAINING).toList();
    boolean unresolved = !staying.isEmpty() && staying.stream().allMatch(MemberView::unresolved);
    return unresolved
        ? new Outcome.Refused(Failure.NAME_UNRESOLVED, "no name of the pool can be resolved")
        : new Outcome.Refused(
            Failure.NO_HEALTHY_MEMBER,
            members.stream().anyMatch(MemberView::drained)
                ? "the members of the pool are drained or do not answer their probes"
                : "no member of the pool answers its probe");
  }

  private void pool() {
    switch (forward.target()) {
      case BackendAddressPool pool ->
          step(Topic.POOL, pool.name(), places.of("backendAddressPools", pool.name()));
      case LoadDistributionPolicy policy -> {
        String targets =
            policy.targets().stream()
                .map(it -> it.backendAddressPool().name() + " (" + it.weightPerServer() + ")")
                .collect(Collectors.joining(", "));
        String text =
            "%s: %s over the members of %s, by their weights"
                .formatted(policy.name(), policy.algorithm().armName(), targets);
        step(Topic.POOL, text, places.of("loadDistributionPolicies", policy.name()));
      }
    }
  }

  /** Those that may serve, which is all where nobody asks them. */
  private List<MemberView> members(List<MemberView> all) {
    List<MemberView> serving = new ArrayList<>(all.stream().filter(MemberView::mayServe).toList());
    List<Note> notes = new ArrayList<>();
    for (MemberView each : all) notes.add(new Note(shown(each), place(each)));
    for (BackendAddressPool pool : forward.target().pools()) notes.addAll(bindings(pool));
    String text;
    if (all.isEmpty()) text = "none";
    else if (serving.size() == all.size()) text = all.size() == 1 ? "one" : "any of " + all.size();
    else text = serving.size() + " of " + all.size();
    boolean asked = all.stream().anyMatch(each -> each.health() != null);
    if (!asked && !all.isEmpty()) text += ", as far as it answers its probe";
    steps.add(new Step(Topic.MEMBERS, text, null, notes));
    return serving;
  }

  /** What stands in poort.json, or should. */
  private List<Note> bindings(BackendAddressPool pool) {
    Bindings bindings = entry.subject().settings().bindings();
    if (bindings.member(pool.name()) != null) {
      return List.of(Note.of("poort.json says where the members of " + pool.name() + " are"));
    }
    return pool.machines().stream()
        .map(Machine::name)
        .filter(name -> bindings.member(name) == null)
        .map(name -> Note.of("only Azure knows the address of " + name + ": bind it in poort.json"))
        .toList();
  }

  private static String shown(MemberView member) {
    String address = member.key().address().toString();
    String where =
        member.name().equals(member.key().address().host())
            ? address
            : member.name() + " at " + address;
    Health health = member.health();
    if (health == null) return where;
    String state = where + ", " + health.armName();
    return health == Health.UP ? state : state + ": " + member.healthLog();
  }

  private Place place(MemberView member) {
    return places.of("backendAddressPools", member.pool(), "backendAddresses", member.name());
  }

  private void settings(
      RequestHead head,
      String target,
      String forwarded,
      @Nullable Rewriting rewriting,
      boolean http2) {
    List<Note> notes = new ArrayList<>();
    String rewritten = rewriting == null ? null : rewriting.host();
    notes.add(rewritten == null ? host(head) : Note.of("Host is the rewrite's, " + rewritten));
    if (settings.path() != null) {
      notes.add(new Note("the path " + target + " becomes " + forwarded, property("path")));
    }
    if (http2) {
      String agreed = settings.protocol().secure() ? " where the member agrees to it (ALPN)" : "";
      notes.add(Note.of("poort.json says that it is spoken to over HTTP/2" + agreed));
    }
    String text =
        "%s: %s on port %d"
            .formatted(settings.name(), settings.protocol().armName(), settings.port());
    steps.add(
        new Step(
            Topic.SETTINGS,
            text,
            places.of("backendHttpSettingsCollection", settings.name()),
            notes));
  }

  private Note host(RequestHead head) {
    if (settings.pickHostNameFromBackendAddress()) {
      return new Note(
          "Host is what the pool calls the member", property("pickHostNameFromBackendAddress"));
    }
    String name = settings.hostName();
    return name == null
        ? Note.of("Host is the client's, " + head.host())
        : new Note("Host is " + name, property("hostName"));
  }

  private void timeout(boolean webSocket) {
    long seconds = settings.requestTimeout().toSeconds();
    boolean given =
        places.has(List.of("backendHttpSettingsCollection", settings.name()), "requestTimeout");
    String origin = given ? "" : ", which is the default";
    String text =
        webSocket
            ? "a member has %d s to agree; then the session ends when no octet goes for %d s%s"
                .formatted(seconds, seconds, origin)
            : "a member has %d s to answer%s".formatted(seconds, origin);
    step(Topic.TIMEOUT, text, property("requestTimeout"));
  }

  private Place property(String name) {
    return places.of("backendHttpSettingsCollection", settings.name(), name);
  }

  private void step(Topic topic, String text, Place place) {
    steps.add(new Step(topic, text, place, List.of()));
  }
}
