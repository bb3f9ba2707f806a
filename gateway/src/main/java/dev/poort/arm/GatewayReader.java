package dev.poort.arm;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.HttpListener;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a gateway from ARM JSON: a resource as {@code az network application-gateway show} or an
 * export prints it, a template whose resources hold exactly one, or the properties alone. The whole
 * of it is judged and everything wrong reported at once; a gateway comes of it only when nothing is
 * an error. May be called from any thread.
 */
public final class GatewayReader {
  private GatewayReader() {}

  /**
   * Reads a file.
   *
   * @param file named in the problems as it is given
   */
  public static ReadResult<ApplicationGateway> read(Path file) {
    return read(file.toString(), JsonReader.read(file));
  }

  /**
   * Reads a text.
   *
   * @param fileName what the problems call it; without its ending also the name of a gateway that
   *     has none
   */
  public static ReadResult<ApplicationGateway> read(String fileName, String text) {
    return read(fileName, JsonReader.read(fileName, text));
  }

  private static ReadResult<ApplicationGateway> read(String fileName, ReadResult<JsonValue> json) {
    var findings = new Findings();
    findings.addAll(json.problems());
    JsonValue root = json.value();
    JsonObject found = root == null ? null : new GatewayFinder(findings).find(root);
    ApplicationGateway gateway =
        found == null
            ? null
            : gateway(new ArmObject(ArmType.GATEWAY, found, findings), fileName, findings);
    List<Problem> problems = findings.problems();
    return new ReadResult<>(Problem.anyError(problems) ? null : gateway, problems);
  }

  private static ApplicationGateway gateway(ArmObject json, String fileName, Findings findings) {
    var frontends = Resources.read(json, ArmType.FRONTEND_IP_CONFIGURATION, Frontends::address);
    var ports = Resources.read(json, ArmType.FRONTEND_PORT, Frontends::port);
    var certificates = Resources.read(json, ArmType.SSL_CERTIFICATE, Certificates::read);
    var listeners =
        Resources.read(
            json, ArmType.HTTP_LISTENER, new Listeners(frontends, ports, certificates)::read);
    var pools = Resources.read(json, ArmType.BACKEND_ADDRESS_POOL, Pools::read);
    var probes = Resources.read(json, ArmType.PROBE, Probes::read);
    var settings =
        Resources.read(json, ArmType.BACKEND_HTTP_SETTINGS, new HttpSettings(probes)::read);
    var redirects =
        Resources.read(json, ArmType.REDIRECT_CONFIGURATION, new Redirects(listeners)::read);
    var actions = new RouteActions(pools, settings, redirects);
    var maps = Resources.read(json, ArmType.URL_PATH_MAP, new UrlPathMaps(actions)::read);
    var rules = new Rules(listeners, actions, maps);
    var read = Resources.read(json, ArmType.REQUEST_ROUTING_RULE, rules::read);
    rules.judgeTogether(findings);
    judgeListeners(json, listeners, rules, read.incomplete());
    String name = json.text("name");
    return new ApplicationGateway(
        name == null ? stem(fileName) : name,
        frontends.values(),
        ports.values(),
        certificates.values(),
        listeners.values(),
        pools.values(),
        settings.values(),
        probes.values(),
        redirects.values(),
        maps.values(),
        read.values());
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

  private static String stem(String fileName) {
    Path last = Path.of(fileName).getFileName();
    String name = last == null ? fileName : last.toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
