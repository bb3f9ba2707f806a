package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonValue;
import dev.poort.problem.ReadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Evaluates templates as the tests of this room write them. It stands for {@code poort run
 * template.json}: nothing is given, and the scope is the default one.
 */
final class Templates {
  private static final Instant NOW = Instant.parse("2020-04-07T14:53:14Z");

  private final ReadResult<JsonValue> json;
  private Request request =
      new Request(
          GivenParameters.NONE, Scope.DEFAULT, Links.BESIDE, DeployedProperties.NONE, true, NOW);

  private Templates(ReadResult<JsonValue> json) {
    this.json = json;
  }

  /** A template. */
  static Templates of(String template) {
    return new Templates(JsonReader.read("template.json", template));
  }

  /** A template that is nothing but the section {@code resources}. */
  static Templates ofResources(String resources) {
    return of("{ \"resources\": " + resources + " }");
  }

  /** A template in a file, which may link to others. */
  static Templates in(Path file) {
    return new Templates(JsonReader.read(file));
  }

  /** All of a template that is given nothing. */
  static Evaluated evaluate(String template) {
    return of(template).evaluate();
  }

  /** The value of an expression without brackets: JSON, or what is wrong with it. */
  static String expression(String expression) {
    return of("{ \"resources\": [] }").value(expression);
  }

  /** Writes a file, with the folders that it is in. */
  static Path write(Path folder, String name, String content) {
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives parameters as {@code --parameters} takes them. */
  Templates with(String... parameters) {
    return request(
        new Request(
            new GivenParameters(List.of(parameters)),
            request.scope(),
            request.links(),
            request.deployed(),
            request.strict(),
            NOW));
  }

  /** Deploys it to another scope. */
  Templates at(Scope scope) {
    return request(
        new Request(
            request.parameters(),
            scope,
            request.links(),
            request.deployed(),
            request.strict(),
            NOW));
  }

  /** Gives the folder of {@code --linked}. */
  Templates linked(Path folder) {
    return request(
        new Request(
            request.parameters(),
            request.scope(),
            new Links(folder),
            request.deployed(),
            request.strict(),
            NOW));
  }

  /** Says what Azure adds to resources. */
  Templates deployed(DeployedProperties deployed) {
    return request(
        new Request(
            request.parameters(),
            request.scope(),
            request.links(),
            deployed,
            request.strict(),
            NOW));
  }

  /** Evaluates it as {@code poort check} does: parameters may be missing. */
  Templates check() {
    return request(
        new Request(
            request.parameters(),
            request.scope(),
            request.links(),
            request.deployed(),
            false,
            NOW));
  }

  private Templates request(Request request) {
    this.request = request;
    return this;
  }

  /** All of the template: each resource, then the rest. */
  Evaluated evaluate() {
    return evaluate(root());
  }

  /** The value of an expression where the template's parameters stand: JSON, or what is wrong. */
  String value(String expression) {
    JsonObject root = root();
    var members = new JsonObject.Builder();
    root.members().forEach(members::put);
    String output = "{ \"x\": { \"value\": \"[" + expression + "]\" } }";
    members.put("outputs", root(JsonReader.read("expression", output)));
    Evaluation evaluation = new Evaluation(members.build(root.position()), "main", request);
    String value = new Evaluated(evaluation).output("x");
    return evaluation.problems().stream()
        .filter(problem -> problem.where().file().equals("expression"))
        .map(Evaluated::line)
        .findFirst()
        .orElse(value);
  }

  private Evaluated evaluate(JsonObject root) {
    Evaluation evaluation = new Evaluation(root, "main", request);
    var evaluated = new Evaluated(evaluation);
    evaluation.resources().forEach(Resource::body);
    evaluation.rest();
    return evaluated;
  }

  private JsonObject root() {
    return root(json);
  }

  private static JsonObject root(ReadResult<JsonValue> json) {
    if (json.value() instanceof JsonObject object && json.problems().isEmpty()) return object;
    throw new AssertionError(json.problems().toString());
  }
}
