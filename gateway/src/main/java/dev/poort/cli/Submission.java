package dev.poort.cli;

import dev.poort.arm.EvaluatedGateway;
import dev.poort.arm.GatewayResource;
import dev.poort.config.Settings;
import dev.poort.control.ConfigurationFiles;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.problem.InvalidConfigurationException;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import dev.poort.template.Evaluation;
import dev.poort.template.Links;
import dev.poort.template.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a file says, as it is sent to a running instance.
 *
 * @param deployment the id of the deployment that makes it
 * @param body what the deployment is told
 * @param gateway the id of the gateway, where it is one that stands alone; null for a template or
 *     several gateways
 * @param document that gateway; null for none
 */
record Submission(String deployment, Sent body, @Nullable String gateway, @Nullable Sent document) {
  private static final String GATEWAYS = "/providers/" + GatewayResource.TYPE + "/";
  private static final String DEPLOYMENTS = "/providers/Microsoft.Resources/deployments/";
  private static final Pattern ID =
      Pattern.compile("(?i)(/subscriptions/[^/]+/resourceGroups/[^/]+)/providers/.*");
  private static final Set<String> NOT_SENT =
      Set.of("type", "name", "id", "etag", "resourcegroup", "apiversion");
  private static final int LONGEST_NAME = 64;
  private static final Position NOWHERE = Position.outside("");

  /**
   * Reads a file.
   *
   * @param mode Incremental or Complete
   * @throws InvalidConfigurationException with all that is wrong with it, as far as that can be
   *     told here
   */
  static Submission of(TemplateOptions options, String mode) throws InvalidConfigurationException {
    ReadResult<JsonValue> json = options.source(List.of(), Links.BESIDE).json();
    JsonValue root = json.value();
    boolean broken = root == null || Problem.anyError(json.problems());
    if (broken || root == null) throw new InvalidConfigurationException(json.problems());
    return Evaluation.isTemplate(root)
        ? ofTemplate((JsonObject) root, options, mode)
        : ofGateways(options, mode);
  }

  private static Submission ofTemplate(JsonObject template, TemplateOptions options, String mode)
      throws InvalidConfigurationException {
    ReadResult<JsonObject> given = options.parameters().values(template);
    JsonObject parameters = given.value();
    boolean wrong = parameters == null || Problem.anyError(given.problems());
    if (wrong || parameters == null) throw new InvalidConfigurationException(given.problems());
    String schema = text(template, "$schema").toLowerCase(Locale.ROOT);
    boolean wide = schema.contains("/subscriptiondeploymenttemplate.json");
    String scope = wide ? subscription(options) : group(options);
    Sent body = body(template, parameters, mode, wide ? options.location() : null);
    return new Submission(scope + DEPLOYMENTS + name(options.file()), body, null, null);
  }

  private static Submission ofGateways(TemplateOptions options, String mode)
      throws InvalidConfigurationException {
    var source = options.source(List.of(), Links.BESIDE);
    ReadResult<List<EvaluatedGateway>> read =
        new ConfigurationFiles(source, null, Settings.DEFAULT).evaluate();
    List<EvaluatedGateway> gateways = read.value();
    if (gateways == null) throw new InvalidConfigurationException(read.problems());
    String group = group(options, gateways);
    List<JsonValue> resources = new ArrayList<>();
    for (EvaluatedGateway each : gateways) resources.add(escaped(sent(each)));
    var template = new JsonObject.Builder();
    template.put("resources", new JsonArray(resources, NOWHERE));
    JsonObject none = new JsonObject.Builder().build(NOWHERE);
    String deployment = group + DEPLOYMENTS + name(options.file());
    Sent body = body(template.build(NOWHERE), none, mode, null);
    if (gateways.size() > 1) return new Submission(deployment, body, null, null);
    String gateway = group + GATEWAYS + gateways.getFirst().gateway().name();
    return new Submission(deployment, body, gateway, new Sent(sent(gateways.getFirst())));
  }

  /** A gateway in ARM's form under its name. */
  private static JsonObject sent(EvaluatedGateway gateway) {
    JsonObject form = GatewayResource.form(gateway.resource());
    var sent = new JsonObject.Builder();
    sent.put("type", string(GatewayResource.TYPE));
    sent.put("apiVersion", string("2024-05-01"));
    sent.put("name", string(gateway.gateway().name()));
    for (JsonMember member : form.members()) {
      if (!NOT_SENT.contains(member.name().toLowerCase(Locale.ROOT))) sent.put(member);
    }
    return known(sent.build(form.position()));
  }

  /** Without what cannot be told, such as an expression where there is no template around. */
  private static JsonObject known(JsonObject object) {
    var known = new JsonObject.Builder();
    for (JsonMember each : object.members()) {
      if (each.value() instanceof JsonUnknown) continue;
      boolean nested = each.value() instanceof JsonObject;
      known.put(each.name(), nested ? known((JsonObject) each.value()) : each.value());
    }
    return known.build(object.position());
  }

  /** What looks like an expression is none where there was no template. */
  private static JsonValue escaped(JsonValue value) {
    return switch (value) {
      case JsonString string when string.text().startsWith("[") && string.text().endsWith("]") ->
          new JsonString("[" + string.text(), string.position());
      case JsonObject object -> {
        var escaped = new JsonObject.Builder();
        object.members().forEach(each -> escaped.put(each.name(), escaped(each.value())));
        yield escaped.build(object.position());
      }
      case JsonArray array ->
          new JsonArray(
              array.elements().stream().map(Submission::escaped).toList(), array.position());
      default -> value;
    };
  }

  private static Sent body(
      JsonObject template, JsonObject parameters, String mode, @Nullable String location) {
    var properties = new JsonObject.Builder();
    properties.put("mode", string(mode));
    properties.put("parameters", parameters);
    properties.put("template", template);
    var body = new JsonObject.Builder();
    if (location != null) body.put("location", string(location));
    body.put("properties", properties.build(NOWHERE));
    return new Sent(body.build(NOWHERE));
  }

  private static String subscription(TemplateOptions options) {
    String named = options.subscription();
    return "/subscriptions/" + (named == null ? Scope.DEFAULT.subscriptionId() : named);
  }

  private static String group(TemplateOptions options) {
    String named = options.resourceGroup();
    String group = named == null ? Scope.DEFAULT.resourceGroup() : named;
    return subscription(options) + "/resourceGroups/" + group;
  }

  /** Where the options say or, if they do not, where the gateways are by their own ids. */
  private static String group(TemplateOptions options, List<EvaluatedGateway> gateways) {
    boolean said = options.resourceGroup() != null || options.subscription() != null;
    Set<String> groups =
        gateways.stream()
            .map(each -> ID.matcher(text(each.resource(), "id")))
            .filter(Matcher::matches)
            .map(id -> id.group(1))
            .collect(Collectors.toSet());
    return said || groups.size() != 1 ? group(options) : groups.iterator().next();
  }

  /** As az names a deployment: by its file. */
  private static String name(Path file) {
    String name = String.valueOf(file.getFileName()).replaceAll("\\.[^.]*$", "");
    String plain = name.replaceAll("[^-\\w.()]", "-");
    return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
  }

  private static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString string ? string.text() : "";
  }

  private static JsonValue string(String text) {
    return new JsonString(text, NOWHERE);
  }
}
