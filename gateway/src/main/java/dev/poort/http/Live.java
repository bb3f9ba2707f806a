package dev.poort.http;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.EntraJwtValidation;
import dev.poort.config.Limits;
import dev.poort.rewrite.RewriteSet;
import dev.poort.routing.Route;
import dev.poort.routing.RouteTable;
import dev.poort.routing.RuleRoutes;
import dev.poort.telemetry.AccessLogEntry;
import dev.poort.telemetry.Failure;
import dev.poort.tls.Handshake;
import dev.poort.token.TokenCheck;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one port serves at this moment. A request takes it when its head has come and keeps it to
 * its end, so that a change never shows it two truths. Immutable.
 */
public final class Live {
  private final AccessLogEntry.Route nobody;
  private final RouteTable table;
  private final Limits limits;
  private final boolean gathersBodies;
  private final boolean mindsTls;
  private final boolean h2c;
  private final ErrorPages pages;
  private final IdentityHashMap<RuleRoutes, ErrorPages> pagesOf = new IdentityHashMap<>();
  private final IdentityHashMap<RuleRoutes, TokenCheck> tokensOf = new IdentityHashMap<>();
  private final IdentityHashMap<Route, Served> served = new IdentityHashMap<>();

  /**
   * @param gateway whose requests it serves
   * @param mindsTls whether it counts how a client shook hands: its listeners differ in that, or
   *     ask for certificates
   * @param h2c whether clients may speak HTTP/2 in clear text
   * @param serve finds what serves a route
   * @param tokens what looks at the tokens of requests
   */
  public Live(
      ApplicationGateway gateway,
      RouteTable table,
      Limits limits,
      boolean mindsTls,
      boolean h2c,
      Function<Route, Served> serve,
      Map<EntraJwtValidation, TokenCheck> tokens) {
    this.nobody = AccessLogEntry.Route.none(gateway.name());
    this.pages = new ErrorPages(gateway.customErrorConfigurations());
    this.table = table;
    this.limits = limits;
    this.gathersBodies = gateway.globalConfiguration().enableRequestBuffering();
    this.mindsTls = mindsTls;
    this.h2c = h2c;
    for (RuleRoutes rule : table.rules()) {
      pagesOf.put(rule, new ErrorPages(rule.listener().customErrorConfigurations()));
      EntraJwtValidation validation = rule.rule().entraJwtValidation();
      TokenCheck check = validation == null ? null : tokens.get(validation);
      if (check != null) tokensOf.put(rule, check);
      for (Route route : rule.all()) served.put(route, serve.apply(route));
    }
  }

  /** The rule for a host; null when no listener serves it. */
  @Nullable RuleRoutes rule(String authority) {
    return table.rule(authority);
  }

  /** Why a client may not ask for what a rule serves; null when it may. */
  @Nullable Failure refusal(RuleRoutes rule, ClientFacts client) {
    if (!mindsTls) return null;
    Handshake handshake = client.handshake();
    return handshake == null ? null : TlsAdmission.defect(handshake, rule.listener());
  }

  /** What serves a route of one of the rules. */
  Served serve(Route route) {
    Served known = served.get(route);
    if (known == null) throw new IllegalArgumentException("a route of another configuration");
    return known;
  }

  /** What rewrites a route's requests; null for nothing. */
  @Nullable RewriteSet rewrites(Route route) {
    return serve(route) instanceof Served.ByMembers members ? members.rewrites() : null;
  }

  /** What the access log says of a request that no listener takes. */
  AccessLogEntry.Route nobody() {
    return nobody;
  }

  /** What the access log says of a request that gets no further than a rule. */
  AccessLogEntry.Route names(RuleRoutes rule) {
    return new AccessLogEntry.Route(
        nobody.gateway(), rule.listener().name(), rule.rule().name(), null, null);
  }

  /**
   * The pages that stand in for the gateway's own.
   *
   * @param rule whose request it is; null when no listener took it
   */
  ErrorPages pages(@Nullable RuleRoutes rule) {
    ErrorPages own = rule == null ? null : pagesOf.get(rule);
    return own == null ? pages : own;
  }

  /** What looks at the tokens of a rule's requests; null when nothing does. */
  @Nullable TokenCheck tokens(RuleRoutes rule) {
    return tokensOf.isEmpty() ? null : tokensOf.get(rule);
  }

  /** Whether members see no body before it is whole. */
  boolean gathersBodies() {
    return gathersBodies;
  }

  /** What a client may ask for. */
  Limits limits() {
    return limits;
  }

  /** Whether clients may speak HTTP/2 in clear text. */
  boolean h2c() {
    return h2c;
  }
}
