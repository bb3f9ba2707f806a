package dev.poort.rewrite;

import dev.poort.config.RewriteRule;
import dev.poort.message.Authority;
import dev.poort.message.FieldName;
import dev.poort.message.Fields;
import dev.poort.message.RequestHead;
import dev.poort.message.ResponseHead;
import dev.poort.routing.Route;
import dev.poort.routing.RuleRoutes;
import dev.poort.routing.SafePath;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One exchange's way through the rewrite sets of its rule.
 *
 * <pre>
 *  request ─▶ rules of the route's set ─▶ reroute? ─▶ the member ─▶ answered ─▶ the client
 *                     ▲                      │ yes: settle the new path, take its route
 *                     └──────────────────────┘ at most {@link #MOST_ROUNDS} times
 * </pre>
 *
 * <p>{@link #request} changes the fields of the request's head, {@link #answered} those of the
 * answer's. Without traffic the same runs on heads made for it, and a watcher hears each step. Not
 * thread-safe; one an exchange.
 */
public final class Rewriting {
  /** How often a path is asked for before it counts as a loop: as often as in nginx. */
  public static final int MOST_ROUNDS = 10;

  private final RuleRoutes routes;
  private final Function<Route, @Nullable RewriteSet> sets;
  private final RequestHead head;
  private final Values values;
  private final @Nullable Consumer<RewriteStep> watcher;
  private final List<RuleRun> runs = new ArrayList<>();
  private final Set<FieldName> written = EnumSet.noneOf(FieldName.class);
  private Route route;
  private String target;
  private String forwarded;

  /**
   * Begins where the request was matched.
   *
   * @param routes the rule that serves it
   * @param sets the set of a route; null for none
   * @param head the client's request; what {@code Connection} names is taken out of its fields
   * @param target its target as {@link RuleRoutes#settle} gave it
   * @param client what is known of the client
   * @param watcher hears each step; null when nobody wants to know
   */
  public Rewriting(
      RuleRoutes routes,
      Function<Route, @Nullable RewriteSet> sets,
      RequestHead head,
      String target,
      ClientView client,
      @Nullable Consumer<RewriteStep> watcher) {
    this.routes = routes;
    this.sets = sets;
    this.head = head;
    this.target = target;
    this.route = routes.route(target);
    this.forwarded = target;
    this.watcher = watcher;
    // A client must not have what a set writes taken out as one hop's.
    head.fields().removeNamedByConnection();
    this.values = new Values(head, target, client);
  }

  /**
   * Runs the sets on the request.
   *
   * @return what went wrong; null when all went well
   */
  public @Nullable RewriteDefect request() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      RewriteSet set = sets.apply(route);
      if (set == null) return finish(false);
      say(new RewriteStep.Begun(set.name(), route));
      String before = target;
      boolean reroute = false;
      for (CompiledRule compiled : set.rules()) {
        RuleRun run = new RuleRun(compiled, watcher);
        runs.add(run);
        if (run.look(values, false) != Verdict.HOLDS) continue;
        RewriteDefect defect = write(run, compiled.requestHeaders(), head.fields(), false);
        if (defect == null) defect = rewriteUrl(run);
        if (defect != null) return defect;
        reroute |= run.rule().reroutes();
      }
      if (!reroute) return finish(!target.equals(before));
      RewriteDefect defect = reroute();
      if (defect != null) return defect;
    }
    return RewriteDefect.LOOP;
  }

  private @Nullable RewriteDefect reroute() {
    String settled = routes.settle(target);
    if (settled == null) return RewriteDefect.UNSAFE;
    target = settled;
    route = routes.route(settled);
    say(new RewriteStep.Rerouted(settled, route));
    return null;
  }

  /** The settings' path takes the place of what the pattern names, where the new path has it. */
  private @Nullable RewriteDefect finish(boolean rewritten) {
    boolean named = !rewritten || routes.route(target).equals(route);
    forwarded = route.forwarded(target, named ? route.matched() : 0);
    return null;
  }

  private @Nullable RewriteDefect rewriteUrl(RuleRun run) {
    RewriteRule.Url url = run.rule().url();
    CompiledText newPath = run.compiled().path();
    CompiledText newQuery = run.compiled().query();
    // OPTIONS * asks for no path.
    if (url == null || (newPath == null && newQuery == null) || target.equals("*")) return null;
    String before = target;
    String path = Values.pathOf(target);
    String query = Values.queryOf(target);
    if (newPath != null) {
      String made = newPath.of(values, run.captures(), List.of());
      if (made == null) return RewriteDefect.TOO_LONG;
      path = SafePath.of(WireText.path(made));
      if (path == null) return RewriteDefect.UNSAFE;
    }
    if (newQuery != null) {
      String made = newQuery.of(values, run.captures(), List.of());
      if (made == null) return RewriteDefect.TOO_LONG;
      query = made.isEmpty() ? null : WireText.query(made);
    }
    target = query == null ? path : path + "?" + query;
    if (target.length() > RewriteSet.LONGEST_VALUE) return RewriteDefect.TOO_LONG;
    say(new RewriteStep.Url(run.rule(), url, before, target));
    return null;
  }

  /**
   * Runs the sets that the request came through on the answer.
   *
   * @param answer its fields are changed
   * @param receivedBytes octets of the request so far
   * @return what went wrong; null when all went well
   */
  public @Nullable RewriteDefect answered(ResponseHead answer, long receivedBytes) {
    answer.fields().removeNamedByConnection();
    values.answered(answer, receivedBytes);
    for (RuleRun run : runs) {
      if (run.verdict() == Verdict.FAILS || run.compiled().responseHeaders().isEmpty()) continue;
      if (run.verdict() == Verdict.AWAITS_RESPONSE && run.look(values, true) != Verdict.HOLDS) {
        continue;
      }
      RewriteDefect defect = write(run, run.compiled().responseHeaders(), answer.fields(), true);
      if (defect != null) return defect;
    }
    return null;
  }

  private @Nullable RewriteDefect write(
      RuleRun run, List<HeaderAction> actions, Fields fields, boolean response) {
    for (HeaderAction action : actions) {
      String name = action.action().name();
      FieldName known = FieldName.of(name);
      boolean host = !response && known == FieldName.HOST;
      List<String> before = host ? List.of(values.host()) : fields.all(name);
      List<String> after = action.after(before, values, run.captures());
      if (after == null) return RewriteDefect.TOO_LONG;
      if (host) {
        // Azure lets nobody delete it.
        if (after.isEmpty()) continue;
        if (!Authority.isValid(after.getFirst())) return RewriteDefect.UNSAFE;
        values.host(after.getFirst());
      } else if (!after.equals(before)) {
        action.write(fields, after);
      }
      if (!response) written.add(known);
      say(new RewriteStep.Header(run.rule(), action.action(), response, before, after));
    }
    return null;
  }

  private void say(RewriteStep step) {
    if (watcher != null) watcher.accept(step);
  }

  /** The route of the path as it is now. */
  public Route route() {
    return route;
  }

  /** Path and query as they are now, for a redirect. */
  public String target() {
    return target;
  }

  /** Path and query as the member gets them. */
  public String forwarded() {
    return forwarded;
  }

  /** The new Host; null when no set wrote one. */
  public @Nullable String host() {
    return written.contains(FieldName.HOST) ? values.host() : null;
  }

  /** Which request headers the sets wrote: the gateway adds nothing to these. */
  public Set<FieldName> written() {
    return written;
  }
}
