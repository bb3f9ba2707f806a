package dev.poort.arm;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.Probe;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import dev.poort.problem.ReadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A gateway as Azure Resource Manager holds it: a resource whose strings are what they say, as no
 * template is around it.
 */
public final class GatewayResource {
  /** The type of the resource. */
  public static final String TYPE = TemplateGateways.TYPE;

  private GatewayResource() {}

  /**
   * A gateway in the form that ARM's clients read: names in ARM's letter case, properties under
   * {@code properties}, values of the right types, and what clients leave out and others miss.
   */
  public static JsonObject form(JsonObject written) {
    JsonObject form = ResourceTypes.of(ArmForm.of(written));
    if (!(form.get("properties") instanceof JsonObject properties)) return form;
    JsonObject full =
        defaults(
            properties,
            ArmType.BACKEND_HTTP_SETTINGS,
            settings ->
                Map.of(
                    "protocol", text("Http", settings),
                    "cookieBasedAffinity", text("Disabled", settings),
                    "requestTimeout", new JsonNumber("30", settings.position())));
    full =
        defaults(
            full,
            ArmType.REQUEST_ROUTING_RULE,
            rule -> Map.of("ruleType", text(isByPath(rule) ? "PathBasedRouting" : "Basic", rule)));
    return with(form, "properties", full);
  }

  private static boolean isByPath(JsonObject rule) {
    return !ArmObject.isAbsent(rule.get("urlPathMap"));
  }

  private static JsonValue text(String text, JsonObject where) {
    return new JsonString(text, where.position());
  }

  /** What objects of a collection have where they do not say. */
  private interface Defaults {
    Map<String, JsonValue> of(JsonObject properties);
  }

  private static JsonObject defaults(JsonObject gateway, ArmType type, Defaults defaults) {
    if (!(gateway.get(type.collection()) instanceof JsonArray array)) return gateway;
    List<JsonValue> full = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      boolean whole =
          element instanceof JsonObject object && object.get("properties") instanceof JsonObject;
      full.add(whole ? full((JsonObject) element, defaults) : element);
    }
    return with(gateway, type.collection(), new JsonArray(full, array.position()));
  }

  private static JsonObject full(JsonObject element, Defaults defaults) {
    if (!(element.get("properties") instanceof JsonObject properties)) return element;
    JsonObject full = properties;
    for (var each : defaults.of(properties).entrySet()) {
      if (ArmObject.isAbsent(full.get(each.getKey()))) {
        full = with(full, each.getKey(), each.getValue());
      }
    }
    return with(element, "properties", full);
  }

  private static JsonObject with(JsonObject object, String name, JsonValue value) {
    var changed = new JsonObject.Builder();
    object.members().forEach(changed::put);
    changed.put(name, value);
    return changed.build(object.position());
  }

  /** Whether an array of that name holds objects that have ids of their own. */
  public static boolean isCollection(String name) {
    return ArmForm.isCollection(name);
  }

  /**
   * Reads a gateway to run it.
   *
   * @param form the resource, as {@link #form} gives it
   * @param name its name where it has none
   * @param machines network interfaces and scale sets, which may name its pools
   * @param bindings what stands for Azure's things on this machine
   */
  public static ReadResult<ApplicationGateway> read(
      JsonObject form, String name, List<JsonObject> machines, Bindings bindings) {
    var findings = new Findings(Purpose.RUN);
    var json = new ArmObject(ArmType.GATEWAY, form, findings);
    ApplicationGateway gateway = new Gateways(Machines.in(machines), bindings).read(json, name);
    List<Problem> problems = findings.problems();
    boolean none = Problem.anyError(problems) || findings.incomplete();
    return new ReadResult<>(none ? null : gateway, problems);
  }

  /** Reads a probe that stands by itself, as for {@code getBackendHealthOnDemand}. */
  public static ReadResult<Probe> probe(JsonObject written) {
    var findings = new Findings(Purpose.RUN);
    JsonObject form = ResourceTypes.of(written);
    Probe probe = Probes.read(new ArmObject(ArmType.PROBE, form, findings), "onDemand");
    List<Problem> problems = findings.problems();
    return new ReadResult<>(Problem.anyError(problems) ? null : probe, problems);
  }
}
