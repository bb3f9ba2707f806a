package dev.poort.template;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a resource of the type {@code Microsoft.Resources/deployments} deploys: a template that is
 * in it or linked, evaluated by itself (inner scope) or where the resource stands (outer scope, the
 * default). Source: "Using linked and nested templates when deploying Azure resources".
 */
final class NestedDeployment {
  private final Resource resource;
  private final Deployment around;
  private final Report report;
  private boolean known;
  private @Nullable Deployment deployment;
  private JsonUnknown.Reason missing = Reasons.REPORTED;

  NestedDeployment(Resource resource) {
    this.resource = resource;
    around = resource.deployment();
    report = around.world().report();
  }

  /** The deployment; null when its template is not to be had, which {@link #missing} tells. */
  @Nullable Deployment deployment() {
    if (!known) {
      known = true;
      deployment = read();
    }
    return deployment;
  }

  /** Why there is no deployment. */
  JsonUnknown.Reason missing() {
    return missing;
  }

  /** What the resource says of it; the template is as it is written. */
  JsonValue properties(JsonValue written) {
    if (!(written instanceof JsonObject object)) return value(written);
    var members = new JsonObject.Builder();
    for (JsonMember member : object.members()) {
      boolean template = member.name().equalsIgnoreCase("template");
      JsonValue value = template ? member.value() : value(member.value());
      members.put(new JsonMember(member.name(), value, member.position()));
    }
    return members.build(object.position());
  }

  private @Nullable Deployment read() {
    JsonObject raw = resource.raw();
    if (!(raw.get("properties") instanceof JsonObject properties)) {
      report.error(resource.identity().describe() + " has no properties", raw.place(), "");
      return null;
    }
    if (around.target().nesting() >= World.MAX_NESTING) {
      tooDeep();
      return null;
    }
    JsonValue template = properties.get("template");
    JsonValue link = properties.get("templateLink");
    if (template == null && link != null) return linked(link, properties);
    if (template instanceof JsonObject object) {
      return deployment(object, properties, null, !isInner(properties));
    }
    return switch (template == null ? properties : value(template)) {
      case JsonObject made when template != null -> deployment(made, properties, null, false);
      case JsonUnknown unknown -> untold(unknown);
      case JsonValue _ -> {
        String what = resource.identity().describe() + " has no template";
        report.error(what, properties.place(), "Write an object");
        yield null;
      }
    };
  }

  private @Nullable Deployment untold(JsonUnknown template) {
    missing = template.reason();
    if (missing.kind() == JsonUnknown.Kind.WRONG) return null;
    String what = "the template of " + resource.identity().describe() + " cannot be told: ";
    report.warning(what + missing.what(), template.place(), missing.mend());
    return null;
  }

  private @Nullable Deployment linked(JsonValue link, JsonObject properties) {
    String subject = "the template of " + resource.identity().describe();
    JsonValue found = new LinkReader(around.world()).read(value(link), subject);
    if (found instanceof JsonUnknown unknown) missing = unknown.reason();
    if (!(found instanceof JsonObject template)) return null;
    String file = template.position().place().file();
    if (around.world().files().isEndless(file)) return null; // that is reported
    return deployment(template, properties, file, false);
  }

  /** A file that links to itself is followed until here: a condition might have ended it. */
  private void tooDeep() {
    LinkedFiles files = around.world().files();
    List<String> circle = around.target().circle();
    if (circle.isEmpty()) {
      String mend = "Nest at most " + World.MAX_NESTING;
      report.error("deployments nest too deeply", resource.place(), mend);
      return;
    }
    if (!files.endless(circle.getFirst())) return;
    String names = circle.stream().map(files::shown).collect(Collectors.joining(" > "));
    String what = files.shown(circle.getFirst()) + " links to itself: " + names;
    String mend = "Break the circle, or end it by a condition within " + World.MAX_NESTING;
    report.error(what, resource.raw().place(), mend);
  }

  private Deployment deployment(
      JsonObject template, JsonObject properties, @Nullable String linkedFile, boolean outer) {
    String name = resource.name() == null ? "" : resource.name();
    String step =
        "in " + resource.identity().describe() + " (" + resource.raw().place().toString() + ")";
    var target =
        new Target(
            name,
            resource.identity().scope(),
            linkedFile,
            around.target(),
            new Chain(step, around.target().chain()));
    var passed = new PassedParameters(resource, properties).read(template);
    Frame before = outer ? resource.frame() : null;
    var made = new Deployment(around.world(), target, template, passed, before);
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

  /** Templates with symbolic names know no outer scope. */
  private boolean isInner(JsonObject properties) {
    if (around.isSymbolic()) return true;
    return properties.get("expressionEvaluationOptions") instanceof JsonObject options
        && options.get("scope") instanceof JsonString scope
        && scope.text().equalsIgnoreCase("inner");
  }

  private JsonValue value(JsonValue value) {
    return around.world().evaluator().value(value, resource.frame());
  }
}
