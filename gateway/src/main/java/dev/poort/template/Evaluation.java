package dev.poort.template;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.problem.Problem;
import dev.poort.template.function.Budget;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A template that is worked out. Resources are found at once; what they say is worked out when it
 * is asked for, and what is wrong on the way is an error. {@link #rest} works out all else, where
 * what is wrong is a warning: Azure would refuse it, and nobody here needs it. One thread.
 */
public final class Evaluation {
  private final Budget budget = new Budget();
  private final Report report;
  private final World world;
  private final JsonObject template;
  private final @Nullable Deployment root;

  /**
   * Begins to work out a template.
   *
   * @param name of the deployment
   */
  public Evaluation(JsonObject template, String name, Request request) {
    this.template = template;
    report = new Report(budget, template.place());
    world = new World(request, template, report, budget);
    List<Deployment> made =
        world.bounded(List.of(), () -> List.of(deployed(template, name, request)));
    root = made.isEmpty() ? null : made.getFirst();
  }

  private Deployment deployed(JsonObject template, String name, Request request) {
    Scope scope =
        template.get("$schema") instanceof JsonString schema
            ? request.scope().at(Scope.level(schema.text()))
            : request.scope();
    String file = template.position().place().file();
    var target = new Target(name, scope, file, null, Position.Trail.NONE);
    Map<String, Given> given = request.parameters().read(report);
    if (report.hasErrors()) addUnread(template, given);
    var made = new Deployment(world, target, template, given, null);
    made.frame().environment().parameters().judge(request.strict());
    return made;
  }

  /** What cannot be read might give each parameter its value: nobody says that it has none. */
  private static void addUnread(JsonObject template, Map<String, Given> given) {
    if (!(template.get("parameters") instanceof JsonObject declared)) return;
    for (JsonMember parameter : declared.members()) {
      boolean standard =
          parameter.value() instanceof JsonObject body && body.get("defaultValue") != null;
      if (standard) continue;
      Position position = parameter.position();
      given.putIfAbsent(
          parameter.name().toLowerCase(Locale.ROOT),
          new Given(
              parameter.name(),
              position,
              (_, _) -> new JsonUnknown(Reasons.REPORTED, parameter.name(), position)));
    }
  }

  /** Whether a file is a template: it has resources, and what only a template has. */
  public static boolean isTemplate(JsonValue root) {
    if (!(root instanceof JsonObject object) || object.get("type") != null) return false;
    JsonValue schema = object.get("$schema");
    return object.get("resources") != null
        || (schema instanceof JsonString text
            && text.text().toLowerCase(Locale.ROOT).contains("deploymenttemplate.json"));
  }

  /** All resources, those of nested deployments too, in the order of the template. */
  public List<Resource> resources() {
    Deployment deployment = root;
    return deployment == null
        ? List.of()
        : world.bounded(List.of(), () -> world.resources(deployment));
  }

  /** Why resources of a type are not deployed that the template has, or might have. */
  public List<Absence> absences(String type) {
    Deployment deployment = root;
    return deployment == null
        ? List.of()
        : world.bounded(List.of(), () -> new Absences(type).of(deployment));
  }

  /**
   * Whether the template asked for more than it may, so that not all of it was worked out; a
   * problem says so.
   */
  public boolean isCutShort() {
    return budget.isSpent();
  }

  /** The values of the template's outputs by their names, without those of false conditions. */
  public JsonObject outputs() {
    JsonObject none = new JsonObject.Builder().build(template.position());
    Deployment deployment = root;
    return deployment == null ? none : world.bounded(none, () -> deployment.outputs().values());
  }

  /** From here on what is wrong is a warning: it is worked out for its own sake. */
  public void onlyWarn() {
    report.onlyWarn();
  }

  /** Works out all that was not asked for; what is wrong there is a warning. */
  public void rest() {
    onlyWarn();
    Deployment deployment = root;
    if (deployment != null) world.bounded(deployment::rest);
  }

  /** Why values cannot be told that the outputs and some of the resources are made of. */
  public Unknowns unknowns(Predicate<Resource> wanted) {
    var unknowns = new Unknowns();
    Deployment deployment = root;
    if (deployment == null) return unknowns;
    world.bounded(
        () -> {
          unknowns.add(deployment, wanted);
          unknowns.add(deployment.outputs().values());
        });
    return unknowns;
  }

  /** Says no more that parameters have no value: nobody needs them. */
  public void spare(Set<JsonUnknown.Reason> parameters) {
    Deployment deployment = root;
    if (deployment == null) return;
    Parameters declared = deployment.frame().environment().parameters();
    declared.spare(parameters, world.request().strict());
  }

  /** A problem that was found with the values of the template, without any secret. */
  public Problem masked(Problem problem) {
    return report.masked(problem);
  }

  /** What is wrong so far. */
  public List<Problem> problems() {
    return report.problems();
  }

  /** The files that were read beside the template and its parameters. */
  public Set<Path> files() {
    return Set.copyOf(world.files().files());
  }
}
