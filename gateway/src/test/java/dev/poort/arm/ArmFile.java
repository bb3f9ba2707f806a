package dev.poort.arm;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import dev.poort.problem.ReadResult;
import dev.poort.problem.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The file of a small gateway without a fault, to be changed by a test in one place. */
final class ArmFile {
  private final Map<String, String> properties = new LinkedHashMap<>();

  ArmFile() {
    with("frontendIPConfigurations", "[{\"name\": \"public\"}]");
    with("frontendPorts", "[{\"name\": \"http\", \"properties\": {\"port\": 80}}]");
    with("sslCertificates", "[]");
    with("httpListeners", "[" + listener("web") + "]");
    with(
        "backendAddressPools",
        """
        [{"name": "pool", "properties": {"backendAddresses": [{"fqdn": "api.contoso.com"}]}}]""");
    withSettings("");
    with("probes", "[]");
    with("requestRoutingRules", "[" + rule("rule", "web", "") + "]");
  }

  ArmFile with(String property, String json) {
    properties.put(property, json);
    return this;
  }

  ArmFile without(String property) {
    properties.remove(property);
    return this;
  }

  /** Has listeners instead of the one. */
  ArmFile withListeners(String... listeners) {
    return with("httpListeners", "[" + String.join(",\n", listeners) + "]");
  }

  /** Has rules instead of the one. */
  ArmFile withRules(String... rules) {
    return with("requestRoutingRules", "[" + String.join(",\n", rules) + "]");
  }

  /** Adds to the HTTP settings, such as {@code "hostName": "a"}. */
  ArmFile withSettings(String more) {
    return with(
        "backendHttpSettingsCollection",
        """
        [{"name": "settings", "properties": {"port": 80, "protocol": "Http"%s}}]"""
            .formatted(comma(more)));
  }

  /** Has a probe that the settings name, with these properties. */
  ArmFile withProbe(String probe) {
    return with("probes", "[{\"name\": \"probe\", \"properties\": {" + probe + "}}]")
        .withSettings("\"probe\": " + id("probes/probe"));
  }

  /** The collection {@code sslCertificates} with one, called {@code certificate}. */
  static String certificate(String properties) {
    return "[{\"name\": \"certificate\", \"properties\": {" + properties + "}}]";
  }

  /** The same with a PFX in base64 and what opens it. */
  static String certificate(String data, String password) {
    return certificate("\"data\": \"" + data + "\", \"password\": \"" + password + "\"");
  }

  /** A reference. */
  static String id(String path) {
    return "{\"id\": \"/subscriptions/s/providers/Microsoft.Network/applicationGateways/g/%s\"}"
        .formatted(path);
  }

  /** An HTTP listener on port 80. */
  static String listener(String name) {
    return listener(name, "");
  }

  /** An HTTP listener on port 80 and more of its properties. */
  static String listener(String name, String more) {
    return listener(name, "Http", more);
  }

  static String listener(String name, String protocol, String more) {
    return """
    {"name": "%s", "properties": {"protocol": "%s",
      "frontendIPConfiguration": %s, "frontendPort": %s%s}}"""
        .formatted(
            name,
            protocol,
            id("frontendIPConfigurations/public"),
            id("frontendPorts/http"),
            comma(more));
  }

  /** A rule that leads from a listener to the pool. */
  static String rule(String name, String listener, String more) {
    return """
    {"name": "%s", "properties": {"ruleType": "Basic", "httpListener": %s,
      "backendAddressPool": %s, "backendHttpSettings": %s%s}}"""
        .formatted(
            name,
            id("httpListeners/" + listener),
            id("backendAddressPools/pool"),
            id("backendHttpSettingsCollection/settings"),
            comma(more));
  }

  private static String comma(String more) {
    return more.isEmpty() ? "" : ", " + more;
  }

  /** The properties alone, without braces. */
  String fragments() {
    return properties.entrySet().stream()
        .map(property -> "\"" + property.getKey() + "\": " + property.getValue())
        .collect(Collectors.joining(",\n"));
  }

  /** The whole resource. */
  String text() {
    return """
    {"name": "gateway", "type": "Microsoft.Network/applicationGateways", "properties": {
    %s}}
    """
        .formatted(fragments());
  }

  ReadResult<List<ApplicationGateway>> read() {
    return GatewayReader.read("gateway.json", text());
  }

  /** Read with bindings, for a purpose. */
  ReadResult<List<ApplicationGateway>> read(Bindings bindings, Purpose purpose) {
    return GatewayReader.read("gateway.json", text(), bindings, purpose);
  }

  /** The gateway, which must have come of it. */
  ApplicationGateway gateway() {
    return gateway(read());
  }

  /** The only gateway of a file without errors. */
  static ApplicationGateway gateway(ReadResult<List<ApplicationGateway>> result) {
    List<ApplicationGateway> gateways = result.value();
    if (gateways == null || gateways.size() != 1) throw new AssertionError(result.toString());
    return gateways.getFirst();
  }

  /** What the errors say. */
  List<String> errors() {
    return shown(read(), Severity.ERROR);
  }

  /** What the warnings say, of a file that is applied nonetheless. */
  List<String> warnings() {
    ReadResult<List<ApplicationGateway>> result = read();
    gateway(result);
    return shown(result, Severity.WARNING);
  }

  /** Problems of a severity as {@code what. mend}. */
  static List<String> shown(ReadResult<?> result, Severity severity) {
    return result.problems().stream()
        .filter(problem -> problem.severity() == severity)
        .map(ArmFile::shown)
        .toList();
  }

  private static String shown(Problem problem) {
    return problem.mend().isEmpty() ? problem.what() : problem.what() + ". " + problem.mend();
  }
}
