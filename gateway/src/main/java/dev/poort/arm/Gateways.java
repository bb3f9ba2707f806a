package dev.poort.arm;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.CustomError;
import dev.poort.config.GlobalConfiguration;
import dev.poort.config.HttpListener;
import dev.poort.config.SslPolicy;
import dev.poort.json.JsonValue;
import java.util.List;

/**
 * Reads a whole gateway: its parts in the order in which they refer to each other.
 *
 * @param machines those that name their pools themselves
 * @param bindings whose certificates and members take the place of the file's
 */
record Gateways(Machines machines, Bindings bindings) {
  /**
   * Reads a gateway.
   *
   * @param otherwise its name where it has none
   */
  ApplicationGateway read(ArmObject json, String otherwise) {
    Findings findings = json.findings();
    String sketch = json.sketch();
    String given = sketch == null ? json.text("name") : sketch;
    String name = given == null ? otherwise : given;
    var frontends = Resources.read(json, ArmType.FRONTEND_IP_CONFIGURATION, Frontends::address);
    var ports = Resources.read(json, ArmType.FRONTEND_PORT, Frontends::port);
    var opener = new Certificates(bindings.of(name), findings);
    var certificates = Resources.read(json, ArmType.SSL_CERTIFICATE, opener::read);
    var clients =
        Resources.read(json, ArmType.TRUSTED_CLIENT_CERTIFICATE, TrustedCertificates::ofClients);
    var profiles = Resources.read(json, ArmType.SSL_PROFILE, new SslProfiles(clients)::read);
    Sku sku = Sku.of(json);
    boolean fips = json.flag("enableFips");
    SslPolicy stated = SslPolicies.read(json);
    SslPolicy policy = stated == null ? SslPolicy.DEFAULT : stated;
    var tls = new Listeners.Tls(policy, fips, sku.first());
    if (fips) warnOfFips(json);
    var pages = new CustomErrors(bindings.of(name));
    List<CustomError> errors = pages.readGateway(json);
    var listeners =
        Resources.read(
            json,
            ArmType.HTTP_LISTENER,
            new Listeners(frontends, ports, certificates, profiles, tls, pages)::read);
    opener.judgeTogether(listeners.values());
    var pools =
        Resources.read(
            json,
            ArmType.BACKEND_ADDRESS_POOL,
            new Pools(given, machines, bindings.of(name))::read);
    var probes = Resources.read(json, ArmType.PROBE, Probes::read);
    var trusted = new TrustedCertificates(bindings.of(name));
    var roots = Resources.read(json, ArmType.TRUSTED_ROOT_CERTIFICATE, trusted::read);
    var authentication = Resources.read(json, ArmType.AUTHENTICATION_CERTIFICATE, trusted::read);
    var settings =
        Resources.read(
            json,
            ArmType.BACKEND_HTTP_SETTINGS,
            new HttpSettings(probes, roots, authentication)::read);
    var redirects =
        Resources.read(json, ArmType.REDIRECT_CONFIGURATION, new Redirects(listeners)::read);
    var policies =
        Resources.read(
            json, ArmType.LOAD_DISTRIBUTION_POLICY, new LoadDistributionPolicies(pools)::read);
    var rewrites = Resources.read(json, ArmType.REWRITE_RULE_SET, RewriteRuleSets::read);
    var actions = new RouteActions(pools, settings, redirects, policies, rewrites);
    var maps = Resources.read(json, ArmType.URL_PATH_MAP, new UrlPathMaps(actions)::read);
    var validations = new EntraJwtValidations(bindings.of(name));
    var tokens = Resources.read(json, ArmType.ENTRA_JWT_VALIDATION, validations::read);
    var rules = new Rules(listeners, actions, maps, tokens);
    var read = Resources.read(json, ArmType.REQUEST_ROUTING_RULE, rules::read);
    rules.judgeTogether(findings, sku.first());
    judgeListeners(json, listeners, rules, read.incomplete());
    return new ApplicationGateway(
        name,
        frontends.values(),
        ports.values(),
        certificates.values(),
        listeners.values(),
        pools.values(),
        settings.values(),
        probes.values(),
        redirects.values(),
        maps.values(),
        read.values(),
        errors,
        json.flag("enableHttp2"),
        globalConfiguration(json),
        sku.first());
  }

  /** Poort can keep to what FIPS 140 approves, but nobody has validated what it does that with. */
  private static void warnOfFips(ArmObject json) {
    JsonValue where = json.raw("enableFips");
    if (where == null) return;
    json.findings()
        .warning(
            where,
            "enableFips keeps listeners to approved versions, suites and curves;"
                + " the TLS library itself is not a validated module",
            "");
  }

  private static GlobalConfiguration globalConfiguration(ArmObject json) {
    ArmObject global = json.object("globalConfiguration", ArmType.GLOBAL_CONFIGURATION);
    if (global == null) return GlobalConfiguration.DEFAULT;
    // Answers stream whatever the file says; it is read to be judged.
    global.flag("enableResponseBuffering");
    return new GlobalConfiguration(global.flag("enableRequestBuffering"));
  }

  private static void judgeListeners(
      ArmObject json, Resources<HttpListener> listeners, Rules rules, boolean incomplete) {
    if (listeners.names().isEmpty() && !listeners.incomplete()) {
      json.findings().error(json.json(), "the gateway has no httpListeners", "Give it one");
    }
    if (incomplete) return;
    for (HttpListener listener : listeners.values()) {
      JsonValue where = listeners.place(listener.name());
      if (where == null || rules.serve(listener)) continue;
      json.findings()
          .warning(
              where,
              listener.name() + " has no rule, it answers 404",
              "Give it one in requestRoutingRules, or take it out");
    }
  }
}
