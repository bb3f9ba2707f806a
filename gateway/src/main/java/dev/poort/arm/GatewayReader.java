package dev.poort.arm;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.HttpListener;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
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
    return read(file, Bindings.NONE, Purpose.RUN);
  }

  /**
   * Reads a file together with what stands for its certificates on this machine.
   *
   * @param file named in the problems as it is given
   * @param bindings whose certificates take the place of the file's
   * @param purpose whether the gateway is to run; else its certificates may lack their credentials
   */
  public static ReadResult<ApplicationGateway> read(Path file, Bindings bindings, Purpose purpose) {
    return read(file.toString(), JsonReader.read(file), bindings, purpose);
  }

  /**
   * Reads a text.
   *
   * @param fileName what the problems call it; without its ending also the name of a gateway that
   *     has none
   */
  public static ReadResult<ApplicationGateway> read(String fileName, String text) {
    return read(fileName, text, Bindings.NONE, Purpose.RUN);
  }

  /** Reads a text together with what stands for its certificates on this machine. */
  static ReadResult<ApplicationGateway> read(
      String fileName, String text, Bindings bindings, Purpose purpose) {
    return read(fileName, JsonReader.read(fileName, text), bindings, purpose);
  }

  private static ReadResult<ApplicationGateway> read(
      String fileName, ReadResult<JsonValue> document, Bindings bindings, Purpose purpose) {
    var findings = new Findings(purpose);
    findings.addAll(document.problems());
    JsonValue root = document.value();
    JsonObject found = root == null ? null : new GatewayFinder(findings).find(root);
    ApplicationGateway gateway = null;
    if (root != null && found != null) {
      var json = new ArmObject(ArmType.GATEWAY, found, findings);
      gateway = gateway(json, Machines.in(List.of(root)), bindings, fileName, findings);
    }
    List<Problem> problems = findings.problems();
    return new ReadResult<>(Problem.anyError(problems) ? null : gateway, problems);
  }

  private static ApplicationGateway gateway(
      ArmObject json, Machines machines, Bindings bindings, String fileName, Findings findings) {
    String name = json.text("name");
    var frontends = Resources.read(json, ArmType.FRONTEND_IP_CONFIGURATION, Frontends::address);
    var ports = Resources.read(json, ArmType.FRONTEND_PORT, Frontends::port);
    var opener = new Certificates(bindings, findings);
    var certificates = Resources.read(json, ArmType.SSL_CERTIFICATE, opener::read);
    var listeners =
        Resources.read(
            json, ArmType.HTTP_LISTENER, new Listeners(frontends, ports, certificates)::read);
    opener.judgeTogether(listeners.values());
    var pools = Resources.read(json, ArmType.BACKEND_ADDRESS_POOL, new Pools(name, machines)::read);
    var probes = Resources.read(json, ArmType.PROBE, Probes::read);
    var settings =
        Resources.read(json, ArmType.BACKEND_HTTP_SETTINGS, new HttpSettings(probes)::read);
    var maps = Resources.read(json, ArmType.URL_PATH_MAP, (map, _) -> map);
    var rules = new Rules(listeners, pools, settings, maps);
    var read = Resources.read(json, ArmType.REQUEST_ROUTING_RULE, rules::read);
    rules.judgeTogether(findings);
    judgeListeners(json, listeners, rules, read.incomplete());
    return new ApplicationGateway(
        name == null ? stem(fileName) : name,
        frontends.values(),
        ports.values(),
        certificates.values(),
        listeners.values(),
        pools.values(),
        settings.values(),
        probes.values(),
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
