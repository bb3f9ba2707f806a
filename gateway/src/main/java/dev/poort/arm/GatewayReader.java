package dev.poort.arm;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.HttpListener;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads gateways from ARM JSON: one as {@code az network application-gateway show} or an export
 * prints it, several as {@code list} does, those among the resources of a template, or the
 * properties of one alone. The whole of it is judged and everything wrong reported at once;
 * gateways come of it only when nothing is an error: at least one, in the file's order, no two of
 * one name in any letter case. May be called from any thread.
 */
public final class GatewayReader {
  private GatewayReader() {}

  /**
   * Reads a file.
   *
   * @param file named in the problems as it is given
   */
  public static ReadResult<List<ApplicationGateway>> read(Path file) {
    return read(file.toString(), JsonReader.read(file));
  }

  /**
   * Reads a text.
   *
   * @param fileName what the problems call it; without its ending also the name of a gateway that
   *     has none
   */
  public static ReadResult<List<ApplicationGateway>> read(String fileName, String text) {
    return read(fileName, JsonReader.read(fileName, text));
  }

  private static ReadResult<List<ApplicationGateway>> read(
      String fileName, ReadResult<JsonValue> json) {
    var findings = new Findings();
    findings.addAll(json.problems());
    JsonValue root = json.value();
    List<JsonObject> found = root == null ? List.of() : new GatewayFinder(findings).find(root);
    List<ApplicationGateway> gateways = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonObject object : found) {
      ApplicationGateway gateway =
          gateway(new ArmObject(ArmType.GATEWAY, object, findings), fileName, findings);
      gateways.add(gateway);
      if (names.add(gateway.name().toLowerCase(Locale.ROOT))) continue;
      String what = "a second gateway is named " + gateway.name();
      findings.error(object, what, "Give it another name");
    }
    List<Problem> problems = findings.problems();
    return new ReadResult<>(Problem.anyError(problems) ? null : List.copyOf(gateways), problems);
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
    var maps = Resources.read(json, ArmType.URL_PATH_MAP, (map, _) -> map);
    var rules = new Rules(listeners, pools, settings, maps);
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
