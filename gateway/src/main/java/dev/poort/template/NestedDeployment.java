package dev.poort.template;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.Scope.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource of the type {@code Microsoft.Resources/deployments}: its template is in it or linked,
 * and evaluated by itself (inner scope) or where the resource stands (outer scope, the default).
 *
 * @param resource what it is
 * @param around the deployment that it stands in
 * @param raw as the template has it
 * @param frame where its own expressions are evaluated
 */
record NestedDeployment(Resource resource, Deployment around, JsonObject raw, Frame frame) {
  @Nullable Deployment read() {
    Report report = around.world().report();
    if (!(raw.get("properties") instanceof JsonObject properties)) {
      report.error("a deployment has no properties", raw.place(), "Give it a template");
      return null;
    }
    if (around.nesting() >= World.MAX_NESTING) {
      report.error("deployments nest too deeply", raw.place(), "At most " + World.MAX_NESTING);
      return null;
    }
    String name = resource.name() == null ? "without a name" : resource.name();
    if (properties.get("template") instanceof JsonObject template) {
      return deployment(name, template, properties, isInner(properties));
    }
    if (!(properties.get("templateLink") instanceof JsonObject link)) {
      report.error("a deployment has no template", properties.place(), "Give it one");
      return null;
    }
    JsonObject linked = new LinkReader(around).template(value(link), name);
    return linked == null ? null : deployment(name, linked, properties, true);
  }

  private Deployment deployment(
      String name, JsonObject template, JsonObject properties, boolean inner) {
    String step = "in the deployment " + name + " (" + raw.position().place().toString() + ")";
    Position.Trail chain = new Chain(step, around.chain());
    Scope scope = scope();
    int nesting = around.nesting() + 1;
    if (!inner) {
      return new Deployment(around.world(), name, template, scope, frame, nesting, chain);
    }
    Deployment made =
        new Deployment(around.world(), name, template, scope, given(properties), nesting, chain);
    made.frame().environment().parameters().judge(true);
    return made;
  }

  /** One deployment within others. */
  private record Chain(String step, Position.Trail around) implements Position.Trail {
    @Override
    public List<String> steps() {
      var steps = new ArrayList<String>();
      steps.add(step);
      steps.addAll(around.steps());
      return steps;
    }
  }

  private boolean isInner(JsonObject properties) {
    if (around.isSymbolic()) return true;
    return properties.get("expressionEvaluationOptions") instanceof JsonObject options
        && options.get("scope") instanceof JsonString scope
        && scope.text().equalsIgnoreCase("inner");
  }

  private JsonValue value(JsonValue value) {
    return around.world().evaluator().value(value, frame);
  }

  private @Nullable String text(String member) {
    JsonValue value = raw.get(member);
    return value != null && value(value) instanceof JsonString text ? text.text() : null;
  }

  private Scope scope() {
    Scope scope = around.scope();
    String subscription = text("subscriptionId");
    if (subscription != null) scope = scope.withSubscription(subscription).at(Level.SUBSCRIPTION);
    String group = text("resourceGroup");
    if (group != null) scope = scope.withResourceGroup(group).at(Level.RESOURCE_GROUP);
    String written = text("scope");
    if (written != null) scope = scope(written, scope);
    return scope;
  }

  private static Scope scope(String id, Scope scope) {
    String[] parts = id.split("/", -1);
    Scope found = id.equals("/") ? scope.at(Level.TENANT) : scope;
    for (int i = 0; i + 1 < parts.length; i++) {
      switch (parts[i].toLowerCase(Locale.ROOT)) {
        case "subscriptions" -> found = found.withSubscription(parts[i + 1]).at(Level.SUBSCRIPTION);
        case "resourcegroups" ->
            found = found.withResourceGroup(parts[i + 1]).at(Level.RESOURCE_GROUP);
        case "managementgroups" -> found = found.at(Level.MANAGEMENT_GROUP);
        default -> {}
      }
    }
    return found;
  }

  private Map<String, Given> given(JsonObject properties) {
    var given = new HashMap<String, Given>();
    if (properties.get("parametersLink") instanceof JsonObject link) {
      JsonObject file = new LinkReader(around).parameters(value(link));
      if (file != null) add(file, false, given);
    }
    JsonValue section = properties.get("parameters");
    if (section instanceof JsonObject object) add(object, true, given);
    if (section instanceof JsonString && value(section) instanceof JsonObject object) {
      add(object, false, given);
    }
    return given;
  }

  /**
   * @param raw whether the values have expressions still
   */
  private void add(JsonObject parameters, boolean raw, Map<String, Given> given) {
    for (JsonMember member : parameters.members()) {
      JsonValue value = member.value() instanceof JsonObject object ? object.get("value") : null;
      JsonValue reference =
          member.value() instanceof JsonObject object ? object.get("reference") : null;
      Given.Source source =
          value != null
              ? new Written(value, frame, raw)
              : reference != null
                  ? (_, _) -> secret(member, reference)
                  : (_, report) -> noValue(member, report);
      given.put(
          member.name().toLowerCase(Locale.ROOT),
          new Given(member.name(), member.position(), source));
    }
  }

  /**
   * A value of the section {@code parameters}.
   *
   * @param expressions whether it has some still
   */
  private record Written(JsonValue raw, Frame frame, boolean expressions) implements Given.Source {
    @Override
    public JsonValue value(String type, Report report) {
      return expressions ? frame.environment().world().evaluator().value(raw, frame) : raw;
    }

    @Override
    public @Nullable Origin origin() {
      return expressions ? new Origin(raw, frame) : null;
    }
  }

  private static JsonValue secret(JsonMember parameter, JsonValue reference) {
    return KeyVaults.unknown(parameter.name(), reference, "Write its value in place of this");
  }

  private static JsonValue noValue(JsonMember member, Report report) {
    report.error(
        "the parameter " + member.name() + " has neither value nor reference",
        member.place(),
        "Write { \"value\": ... }");
    return new JsonUnknown(Reasons.REPORTED, member.position());
  }
}
